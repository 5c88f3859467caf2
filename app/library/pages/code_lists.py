"""The lists of codes on a guidance code's page: what it is added to, and what it is left off."""

from collections.abc import Iterable, Iterator

from app.coding.dates import show_date
from app.coding.facts import Inclusion
from app.coding.official import AddOnPair
from app.coding.pages import CodeGroup, CodeGroups, Fact, Prose, Section
from app.coding.sources import Citation
from app.library.facts.day import CONTRACTOR, Day
from app.library.pages.code_facts import NO_SOURCE, missing_fact

_GROUNDS = {
    "wording": "Imaging in the code itself",
    "cpt-instruction": "By CPT instruction",
    "arthrography": "Arthrography S&I",
    "pair-edit": "By NCCI PTP edit",
}
_STRENGTH = {ground: place for place, ground in enumerate(_GROUNDS)}
_FAMILIES = ("Joint, tendon, muscle", "Needle biopsy", "CT or MR arthrography", "Named nerve", "Fluid")


def add_to(day: Day, code: str) -> Section | None:
    """The primaries of an add-on by family, the disputed ones and those that ended; None for no add-on."""
    listed = day.book.add_on_pairs(code).rows or day.add_on_pairs(code)
    if not listed:
        return None
    source = day.sources.get("ncci-aoc")
    if "add-ons" in day.missing or source is None:
        fact = missing_fact("Primaries", day.why_missing("add-ons") or NO_SOURCE)
        return Section("add-to", "Report with a primary", (Prose((fact,)),))
    rows = day.add_on_pairs(code)
    current = [row.primary for row in rows if row.in_force(day.on)]
    if CONTRACTOR in current:
        cited = (source.cite(f"{code} / {CONTRACTOR}"),)
        fact = Fact(
            label="", value="Type 2: the Medicare contractor decides which primaries count.", citations=cited
        )
        return Section("add-to", "Report with a primary", (Prose((fact,)),), cited)
    other = [row for row in rows if row.primary not in current]
    ended = [row for row in other if row.last and row.last < day.on]
    later = [row for row in other if row not in ended]
    groups = (*_primaries(day, code, current), *_ended(ended), *_later(later))
    cited = (source.cite(f"{code}: {len(current)} in force, {len(ended)} ended"),)
    return Section("add-to", "Report with a primary", (CodeGroups(groups),) if groups else (), cited)


def _primaries(day: Day, code: str, primaries: Iterable[str]) -> Iterator[CodeGroup]:
    families: dict[str, list[str]] = {}
    disputed: dict[str, list[tuple[str, Inclusion]]] = {}
    inclusions = _inclusions_in_force(day, code)
    for primary in primaries:
        inclusion = inclusions.get(primary)
        if inclusion:
            disputed.setdefault(inclusion.conflict or "", []).append((primary, inclusion))
        else:
            entry = day.book.code(primary)
            families.setdefault((entry.family if entry else "") or "Other", []).append(primary)
    in_order = sorted(families.items(), key=lambda item: (_place(item[0]), item[0]))
    yield from (CodeGroup(family, tuple(codes)) for family, codes in in_order)
    for conflict, rows in disputed.items():
        yield _disputed(day, conflict, rows, alone=len(disputed) == 1)


def _disputed(day: Day, conflict: str, rows: list[tuple[str, Inclusion]], *, alone: bool) -> CodeGroup:
    found = day.book.conflicts().get(conflict)
    label = "Sources disagree" if alone or not conflict else f"Sources disagree, {conflict}"
    note = f"{found.title}. {found.advice}" if found else rows[0][1].note
    citations = tuple(dict.fromkeys(cited for _, row in rows for cited in row.citations))
    return CodeGroup(label, tuple(code for code, _ in rows), note, disputed=True, citations=citations)


def _inclusions_in_force(day: Day, code: str) -> dict[str, Inclusion]:
    """By procedure, that it contains the guidance on the day; nothing where the book was not read for it."""
    rows = day.in_force(day.book.inclusions_of(code)) if day.by_book else ()
    return {row.code: row for row in reversed(rows)}


def _ended(rows: list[AddOnPair]) -> Iterator[CodeGroup]:
    if rows:
        ended = sorted((row.primary, row.last) for row in rows if row.last)
        note = "; ".join(f"{primary} ended {show_date(last)}" for primary, last in ended)
        yield CodeGroup("Ended", tuple(dict.fromkeys(primary for primary, _ in ended)), f"{note}.")


def _later(rows: list[AddOnPair]) -> Iterator[CodeGroup]:
    if rows:
        note = "; ".join(f"{row.primary} from {show_date(row.first)}" for row in rows)
        yield CodeGroup("Not yet listed", tuple(row.primary for row in rows), f"{note}.")


def leave_off(day: Day, code: str) -> Section | None:
    """The codes that contain the guidance on the day, by ground; listed ones are disputed instead."""
    listed = day.primaries(code) or frozenset()
    grounds: dict[str, dict[str, Inclusion]] = {ground: {} for ground in _GROUNDS}
    strongest: dict[str, Inclusion] = {}
    rows = day.in_force(day.book.inclusions_of(code))
    for row in sorted(rows, key=lambda each: (_STRENGTH[each.ground], each.code)):
        if row.code not in listed:
            strongest.setdefault(row.code, row)
    for item, row in strongest.items():
        grounds[row.ground][item] = row
    groups = tuple(_left_off(day, ground, held) for ground, held in grounds.items() if held)
    if not groups:
        return None
    return Section("leave-off", "Bundled, do not report with", (CodeGroups(groups),))


def _left_off(day: Day, ground: str, rows: dict[str, Inclusion]) -> CodeGroup:
    return CodeGroup(_GROUNDS[ground], tuple(rows), citations=_by_source(day, rows.values()))


def _by_source(day: Day, rows: Iterable[Inclusion]) -> tuple[Citation, ...]:
    """One citation a source, not one a row: each code's own page cites its row."""
    counted: dict[str, int] = {}
    for row in rows:
        for item in {cited.source for cited in row.citations}:
            counted[item] = counted.get(item, 0) + 1
    sources = ((day.book.source(item), count) for item, count in sorted(counted.items()))
    return tuple(source.cite(f"{count} of these codes") for source, count in sources if source)


def _place(family: str) -> int:
    """Where a family of procedures stands on the page: what is done most comes first, the rest last."""
    return _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES) + (family == "Other")
