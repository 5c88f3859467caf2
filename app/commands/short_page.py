"""The long page of a guidance code in short: what is looked up most, and the names of the rest."""

from msgspec import structs

from app.coding.pages import CodeGroup, CodeGroups, Page, Part, Section

_LONG = "guidance"  # the kind of the pages that fill many screens
_FIRST = ("facts", "add-to", "leave-off", "modifiers", "payment")
_MOST_CODES = 24
_PARTS = 3  # of payment: the place, what is paid there, and why there is no amount


def in_short(page: Page, *, pays: bool = False) -> tuple[Page, str]:
    """The page with its first sections and the first codes of their groups; what is left out, in a sentence.

    Any other page stays whole, with "". `pays`: what the code pays is asked for, so that section is whole.
    """
    if page.kind != _LONG:
        return page, ""
    shown = tuple(_fold(each, pays=pays) for each in page.sections if each.id in _FIRST)
    others = "; ".join(each.title for each in page.sections if each.id not in _FIRST)
    left_out = f"In short. Also on this page: {others}. --all shows all of it, --section WORDS a part."
    return structs.replace(page, sections=shown), left_out


def _fold(section: Section, *, pays: bool) -> Section:
    parts = section.parts[:_PARTS] if section.id == "payment" and not pays else section.parts
    return structs.replace(section, parts=tuple(map(_fold_part, parts)))


def _fold_part(part: Part) -> Part:
    if isinstance(part, CodeGroups):
        return structs.replace(part, groups=tuple(map(_fold_group, part.groups)))
    return part


def _fold_group(group: CodeGroup) -> CodeGroup:
    """The first codes of a group, and how many more there are."""
    more = len(group.codes) - _MOST_CODES
    if more <= 1:
        return group
    codes = (*group.codes[:_MOST_CODES], f"and {more} more")
    return structs.replace(group, codes=codes)
