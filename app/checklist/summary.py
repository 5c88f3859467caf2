"""The summary of a worklist on paper: how its claims stand and what each rule found, in words and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from app import __version__
from app.checklist.characters import printable
from app.checklist.options import Paper
from app.checklist.record import Footer
from app.checklist.wording import NOT_STATED, edition_dates, edition_name
from app.claims.identifiers import looks_like_identifier
from app.claims.worklist.listing import Standing, standing_of
from app.claims.worklist.part import Part, part_words
from app.claims.worklist.row import Row
from app.coding.dates import show_date
from app.coding.editions import EditionUse
from app.coding.findings import Flag
from app.coding.payers import payer_label
from app.coding.sentences import count_of
from app.coding.stake import Stake, say_stake
from app.coding.words import CPT_NOTICE, DISCLAIMER, SEVERITIES, Severity

STANDINGS: dict[Standing, str] = {
    "open": "With an open flag",
    "done": "Every flag decided, or fixed by a change",
    "none": "No flag in what was checked",
    "outside": "No line that Needlepoint is for; no rule looked",
    "left": "Not read, or not for checking",
    "waiting": "Not reviewed yet",
}
_BEFORE = "; before deductible, coinsurance and sequestration"
_NAMELESS = "A file of claims"


class RuleRow(Struct, frozen=True):
    """What one rule found: claims, flags, and how many a change fixed, were decided, and are open."""

    title: str
    id: str
    severity: Severity
    severity_word: str
    claims: str
    flags: str
    fixed: str
    decided: str
    open: str


class GroupRow(Struct, frozen=True):
    """The claims of a payer or a place, and how many of them have a flag, and an open one."""

    name: str
    claims: str
    flagged: str
    open: str


class Summary(Struct, frozen=True, kw_only=True):
    """The whole summary, every word and number of it. `document_date` is the last day of service, in ISO."""

    document_title: str
    document_date: str
    program: str
    paper: Paper
    title: str
    subtitle: str
    standing: tuple[tuple[str, str], ...]
    rules: tuple[RuleRow, ...]
    payers: tuple[GroupRow, ...]
    places: tuple[GroupRow, ...]
    editions: tuple[str, ...]
    notes: tuple[str, ...]
    footer: Footer


def summarize(
    name: str,
    rows: Sequence[Row],
    payers: Mapping[str, str],
    places: Mapping[str, str],
    title_of: Callable[[str], str],
    part: Part | None = None,
    paper: Paper = "us-letter",
    at_stake: Stake | None = None,
) -> Summary:
    """The summary of a worklist's rows, or of a part of them; the mappings give words for ids and codes.

    `at_stake`: the money of the lines with open errors and warnings, None where no amount is known.
    """
    days = sorted(row.day for row in rows if row.day is not None)
    span = f"Services of {show_date(days[0])} to {show_date(days[-1])}" if days else "No date of service"
    called = _NAMELESS if looks_like_identifier(name) else printable(name)
    standing = Counter(map(standing_of, rows))
    which = (
        part_words(part, payers, places, title_of)
        if part
        else count_of(len(rows) - standing["file"], "claim")
    )
    return Summary(
        document_title="Summary of a claims worklist, image-guided needle procedures",
        document_date=days[-1].isoformat() if days else "2000-01-01",
        program=f"Needlepoint {__version__}",
        paper=paper,
        title="Summary of a part of a worklist" if part else "Summary of a worklist",
        subtitle=f"{called}, {printable(which)}. {span}.",
        standing=tuple((words, f"{standing[key]:,}") for key, words in STANDINGS.items() if standing[key]),
        rules=_rules(rows, title_of),
        payers=_groups(rows, lambda row: (payer_label(row.payer or "", payers),)),
        places=_groups(rows, lambda row: [f"{code} {places.get(code, '')}".strip() for code in row.places]),
        editions=_editions(rows),
        notes=(*_notes(rows), *_money(at_stake)),
        footer=Footer((f"Needlepoint {__version__}",), CPT_NOTICE, DISCLAIMER, called),
    )


def _rules(rows: Iterable[Row], title_of: Callable[[str], str]) -> tuple[RuleRow, ...]:
    """Rules by the claims that they flag, most first."""
    flags: dict[str, list[Flag]] = {}
    opened: Counter[str] = Counter()
    fixed: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for row in rows:
        found_in = (*row.flags, *row.gone)
        for flag in found_in:
            flags.setdefault(flag.rule, []).append(flag)
        opened.update(flag.rule for flag in row.open)
        fixed.update(flag.rule for flag in row.gone)
        claims.update({flag.rule for flag in found_in})
    order = list(SEVERITIES)
    found = []
    for rule in sorted(flags, key=lambda slug: (-claims[slug], slug)):
        worst = min((flag.severity for flag in flags[rule]), key=order.index)
        total, gone, left = len(flags[rule]), fixed[rule], opened[rule]
        counts = (claims[rule], total, gone, total - gone - left, left)
        found.append(
            RuleRow(
                title_of(rule), flags[rule][0].id, worst, SEVERITIES[worst], *(f"{each:,}" for each in counts)
            )
        )
    return tuple(found)


def _groups(rows: Iterable[Row], read: Callable[[Row], Iterable[str]]) -> tuple[GroupRow, ...]:
    claims: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for row in rows:
        if row.day is None:
            continue  # no claim
        for name in dict.fromkeys(filter(None, read(row))) or (NOT_STATED,):
            claims[name] += 1
            flagged[name] += bool(row.flags or row.gone)
            opened[name] += row.is_open
    return tuple(
        GroupRow(printable(name), f"{claims[name]:,}", f"{flagged[name]:,}", f"{opened[name]:,}")
        for name in sorted(claims)
    )


def _editions(rows: Iterable[Row]) -> tuple[str, ...]:
    """The editions that answered with the dates that they cover, and on how many claims they do not."""
    outside: Counter[EditionUse] = Counter()
    for row in rows:
        for use in row.editions:
            outside[use] += row.day is not None and not (use.first or row.day) <= row.day <= (
                use.last or row.day
            )
    return tuple(
        f"{edition_name(use)} ({_dates(use)}){_outside_words(outside[use])}"
        for use in sorted(outside, key=edition_name)
    )


def _dates(use: EditionUse) -> str:
    """The dates of service that an edition covers."""
    return edition_dates(use, use.first or use.last or date.min)


def _outside_words(count: int) -> str:
    return (
        f"; does not cover the date of {count_of(count, 'claim')} that it was looked up for" if count else ""
    )


def _money(at_stake: Stake | None) -> Iterator[str]:
    """What Medicare pays for the lines in question; a flag may be cleared and its line paid."""
    if at_stake is None or not (at_stake.lines or at_stake.unknown):
        return
    said = say_stake(at_stake, "with an open error or warning")
    yield f"{said}{_BEFORE if at_stake.lines else ''}."


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    missed = sum(row.not_checked > 0 for row in rows)
    changed = sum(row.changed for row in rows)
    notes = [f"{row.reference}: {printable(row.left)}" for row in rows if row.of_file]
    notes += _flag_notes(rows)
    if missed:
        notes.append(
            f"On {count_of(missed, 'claim')} at least one rule could not look. The checklist of a claim and "
            "the table of findings name each such rule."
        )
    if changed:
        notes.append(f"{count_of(changed, 'claim was', 'claims were')} changed after reading.")
    return tuple(notes)


def _flag_notes(rows: Sequence[Row]) -> Iterator[str]:
    """What came of all flags: found, fixed by a change, decided, open; which are marked fixed and stand."""
    now, gone = sum(len(row.flags) for row in rows), sum(len(row.gone) for row in rows)
    left, still = sum(len(row.open) for row in rows), sum(row.fixed for row in rows)
    if now + gone:
        yield (
            f"{count_of(now + gone, 'flag')} found: {gone:,} fixed by a change of the claim, "
            f"{now - left:,} decided, {left:,} open."
        )
    if still:
        yield f"{count_of(still, 'flag is', 'flags are')} marked fixed and still found in the claim."
