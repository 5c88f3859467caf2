"""Words that several sections share: counts, sources and editions."""

from collections import Counter
from datetime import date

from app.claims.decisions import Standing
from app.coding.dates import show_date
from app.coding.editions import EditionUse
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.sentences import count_of
from app.coding.series import find_series
from app.coding.sources import Citation, name_source
from app.coding.words import SEVERITY_NOUNS, Outcome

NOT_STATED = "Not stated"
NOTHING_CHECKED = "Nothing was checked"
_OUTCOMES: dict[Outcome, str] = {
    "issues": "Issues found",
    "incomplete": "No issue in what was checked",
    "clean": "Nothing found, everything checked",
}


def outcome_words(review: Review) -> str:
    """The outcome as its title; where no rule could look, as on a claim without lines, it says so."""
    return _OUTCOMES[review.outcome] if review.checked or review.flags else NOTHING_CHECKED


def source_line(citation: Citation, reference: Names) -> str:
    """One authority in short: its name, its edition and the place in it."""
    source = reference.source(citation)
    short, edition = (source.short, source.edition) if source else (citation.title, citation.edition)
    return ", ".join(filter(None, (name_source(short or citation.source, edition), citation.locator)))


def source_key(citation: Citation, reference: Names) -> str:
    """What a short name stands for; "" when the source is not known, or its name says it all."""
    source = reference.source(citation)
    if source is None or source.short == source.title:
        return ""
    begins_so = source.short and source.title.startswith(source.short)
    return source.title if begins_so else f"{source.short}: {source.title}"


def edition_name(use: EditionUse) -> str:
    """An edition by its full name: NCCI PTP edits, practitioner 2026Q3."""
    series = find_series(use.source)
    name = series.title if series else use.source
    return f"{name}, {use.setting} {use.edition}" if use.setting else f"{name} {use.edition}"


def short_name(use: EditionUse) -> str:
    """The table of an edition in a word or two: NCCI, MUE."""
    series = find_series(use.source)
    return (series.status or series.title) if series else use.source


def edition_dates(use: EditionUse, day: date) -> str:
    """The dates of service that an edition covers, and a word where `day` is not among them."""
    if (use.first or day) <= day <= (use.last or day):
        return _covered(use)
    return f"{_covered(use)}; does not cover the date of service{say_before(use, day)}"


def say_before(use: EditionUse, day: date) -> str:
    """Why an edition that begins after a day was looked into for it, behind its dates; "" elsewhere."""
    series = find_series(use.source)
    begins_later = use.first is not None and day < use.first
    return f": {series.before}" if series and series.before and begins_later else ""


def _covered(use: EditionUse) -> str:
    if use.first and use.last:
        return f"{show_date(use.first)} to {show_date(use.last)}"
    if use.first:
        return f"from {show_date(use.first)}"
    return f"to {show_date(use.last)}" if use.last else "each fact has its own dates"


def summary(review: Review, standing: Standing | None = None) -> str:
    """The counts: 2 errors, 1 warning, 40 rules checked, 3 not checked.

    With `standing`, flags that were decided are counted apart: 1 error, 2 decided, 40 rules checked.
    """
    found = Counter(flag.severity for flag in (standing.open if standing else review.flags))
    counts = [count_of(found[each], *nouns) for each, nouns in SEVERITY_NOUNS.items() if found[each]]
    if standing and standing.decided:
        counts.append(f"{len(standing.decided)} decided")
    counts.append(f"{count_of(len(review.checked), 'rule')} checked")
    if review.not_checked:
        counts.append(f"{len(review.not_checked)} not checked")
    return ", ".join(counts)
