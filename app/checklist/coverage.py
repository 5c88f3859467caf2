"""Section 4: what was checked. Every rule of the book is in exactly one row, so the counts add up to it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from app.checklist.characters import printable
from app.checklist.record import Check, Count, CoverageItem, CoverageRow, Shape
from app.checklist.wording import edition_dates, edition_name, say_before, short_name, source_key
from app.claims.decisions import unmet_words
from app.coding.carried import name_outside
from app.coding.dispositions import Disposition
from app.coding.editions import EditionUse
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.sentences import count_of
from app.rules import find_rule

PASSED_LEAD = "Each of these was looked for and not found:"
UNCHECKED_LEAD = "None of these could be looked for on the whole claim, for the reason in brackets:"
DORMANT_LEAD = "None of these was looked for:"
_NONE = (CoverageItem((), "none"),)


class Coverage(Struct, frozen=True):
    """The rules of the book by what became of them, as sorted slugs.

    A rule that found something and could not look everywhere counts as not checked: its silence elsewhere
    says nothing. `dormant` rules are not in force on the date of service.
    """

    not_checked: tuple[str, ...]
    flagged: tuple[str, ...]
    passed: tuple[str, ...]
    dormant: tuple[str, ...]

    @property
    def checked(self) -> int:
        """How many rules were checked, whether or not they found anything."""
        return len(self.flagged) + len(self.passed)


def cover(review: Review, book: Iterable[str]) -> Coverage:
    """Sort the rule book, and any other slug that the review names, by how the check ended."""
    not_checked = {each.rule for each in review.not_checked}
    flagged = {flag.rule for flag in review.flags} - not_checked
    passed = set(review.checked) - not_checked - flagged
    dormant = set(book) - not_checked - flagged - passed
    return Coverage(*(tuple(sorted(slugs)) for slugs in (not_checked, flagged, passed, dormant)))


def coverage_counts(coverage: Coverage) -> tuple[Count, ...]:
    """The second row of the outcome box: no tick where nothing was checked."""
    checked = Count("passed", f"{count_of(coverage.checked, 'rule')} checked") if coverage.checked else None
    missed = len(coverage.not_checked)
    unchecked = Count("unchecked", f"{missed} not checked, listed in section 4") if missed else None
    return tuple(count for count in (checked, unchecked) if count)


def print_coverage(
    review: Review, coverage: Coverage, unmet: Sequence[Disposition], reference: Names, day: date
) -> tuple[CoverageRow, ...]:
    """The rows of section 4: rules, the decisions that meet no flag any more, editions and sources.

    `day` is the date of service.
    """
    rows = (
        *_print_rules(review, coverage),
        *_print_unmet(unmet),
        *_print_editions(review, day),
        *_print_sources(review, reference),
    )
    return tuple(map(_in_words, rows))


def _print_rules(review: Review, coverage: Coverage) -> Iterator[CoverageRow]:
    reasons = _reasons(review) or _NONE
    lead = UNCHECKED_LEAD if review.not_checked else ""
    yield CoverageRow("unchecked", f"Not checked: {len(coverage.not_checked)}", reasons, lead=lead)
    listed = (CoverageItem((), "listed in section 2"),) if coverage.flagged else _NONE
    yield CoverageRow(None, f"Checked, flagged: {len(coverage.flagged)}", listed)
    label = f"Checked, nothing found: {len(coverage.passed)}"
    state: Shape | None = "passed" if coverage.passed else None
    lead = PASSED_LEAD if coverage.passed else ""
    yield CoverageRow(state, label, _each(coverage.passed) or _NONE, ", ", small=True, lead=lead)
    if coverage.dormant:
        label = f"Not in force on this date: {len(coverage.dormant)}"
        yield CoverageRow(None, label, _each(coverage.dormant), ", ", small=True, lead=DORMANT_LEAD)


def _print_unmet(unmet: Sequence[Disposition]) -> Iterator[CoverageRow]:
    items = tuple(CoverageItem(_checks((each.rule,)), f" ({printable(unmet_words(each))})") for each in unmet)
    if items:
        yield CoverageRow(None, "Decided, no longer flagged", items, small=True)


def _print_editions(review: Review, day: date) -> Iterator[CoverageRow]:
    inside = tuple(_print_edition(use, day) for use in review.editions if not name_outside(use, day))
    yield CoverageRow(None, "Editions used", inside or _NONE, small=True)
    outside = tuple(
        CoverageItem((), f"{short_name(use)} {named}{say_before(use, day)}")
        for use in review.editions
        if (named := name_outside(use, day))
    )
    if outside:
        yield CoverageRow("warning", "Editions of other dates", outside, small=True)


def _print_sources(review: Review, reference: Names) -> Iterator[CoverageRow]:
    sources = dict.fromkeys(source_key(cited, reference) for flag in review.flags for cited in flag.citations)
    items = tuple(CoverageItem((), printable(key)) for key in sorted(filter(None, sources)))
    if items:
        yield CoverageRow(None, "Sources cited", items, small=True)


def _in_words(row: CoverageRow) -> CoverageRow:
    """A row in small type with its items as one text: it names checks by title alone."""
    if not row.small:
        return row
    said = (", ".join(check.title for check in item.checks) + item.words for item in row.items)
    return replace(row, words=row.separator.join(said))


def _checks(slugs: Iterable[str]) -> tuple[Check, ...]:
    """The checks of rules in the order of their ids; one that this version lacks comes last, by its slug."""
    known = {slug: find_rule(slug) for slug in slugs}
    checks = (Check(rule.title, rule.id) if rule else Check(slug, "") for slug, rule in known.items())
    return tuple(sorted(checks, key=lambda check: (not check.id, check.id, check.title)))


def _each(slugs: Iterable[str]) -> tuple[CoverageItem, ...]:
    """One item a rule."""
    return tuple(CoverageItem((check,)) for check in _checks(slugs))


def _print_edition(use: EditionUse, day: date) -> CoverageItem:
    """Name and dates in one line."""
    return CoverageItem((), f"{edition_name(use)} ({edition_dates(use, day)})")


def _reasons(review: Review) -> tuple[CoverageItem, ...]:
    """Each reason once, with the rules that it kept from looking."""
    slugs: dict[str, list[str]] = {}
    for each in review.not_checked:
        slugs.setdefault(each.reason, []).append(each.rule)
    return tuple(
        CoverageItem(_checks(rules), f" ({printable(reason).rstrip('.')})") for reason, rules in slugs.items()
    )
