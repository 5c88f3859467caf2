"""Which of seven words answers whether a guidance code may stand beside a procedure, and on whose word."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.coding.dates import show_date
from app.coding.facts import Inclusion, pair_key
from app.coding.official import AddOnPair, PairEdit
from app.coding.pages import Disagreement
from app.coding.sources import Citation
from app.coding.words import AnswerWord
from app.library.book.book import Book
from app.library.facts.confirmed import by_edits_alone
from app.library.facts.day import Day
from app.library.pages.add_on_answer import Decision, listed_sentence, listing, unlisted
from app.library.pages.pair_answer import (
    barring_pair,
    bars_procedure,
    say_barred,
    say_edit_read,
    say_pairs_unread,
)
from app.library.rows import Cited

_GROUND_ORDER = ("cpt-instruction", "wording", "arthrography", "pair-edit")
_WITHOUT_BOOK: tuple[AnswerWord, ...] = ("not-listed", "contractor-decides", "not-known", "code-not-valid")


def decide(day: Day, code: str, guidance: str) -> Decision:
    """The word of the answer, the code to use instead if there is one, the sentence, and its citations."""
    word, use, sentence, citations = _decide(day, code, guidance)
    if "inclusions" in day.missing and word not in _WITHOUT_BOOK:
        sentence = f"{sentence} {day.why_missing('inclusions')}"
    return word, use, sentence, citations


class _Pair(NamedTuple):
    """A code and a guidance code on a day, with what speaks for the two together and what against."""

    day: Day
    code: str
    guidance: str
    listed: tuple[Citation, ...]
    included: Sequence[Inclusion]
    barred: Cited[PairEdit] | None

    @property
    def is_by_edit(self) -> bool:
        """Whether the PTP edit says alone that the guidance is inside the code."""
        return bool(self.barred) and all(by_edits_alone(row, self.day.book.source) for row in self.included)


def _decide(day: Day, code: str, guidance: str) -> Decision:
    """What answers first: a code not valid, authorities that differ, another code, bundled, listed."""
    for each in (code, guidance):
        if invalid := _not_valid(day, each):
            return invalid
    pair = _Pair(
        day,
        code,
        guidance,
        listed=listing(day, code, guidance),
        included=sorted(
            (row for row in day.about(code).inclusions if row.guidance == guidance),
            key=lambda row: _GROUND_ORDER.index(row.ground),
        ),
        barred=barring_pair(day, code, guidance),
    )
    if not pair.listed and not pair.barred and day.layer("ncci-aoc") is None and not day.by_book:
        return _not_known(day, code, guidance)
    return (
        _listed_and_included(pair)
        or _other_code(pair)
        or _disputed(pair)
        or _included(pair)
        or _listed(pair)
        or _barred_or_unlisted(pair)
    )


def _listed_and_included(pair: _Pair) -> Decision | None:
    """One authority lists the two together, another says that the code includes the guidance."""
    against = _all(pair.included) or (pair.barred[1] if pair.barred else ())
    if not against or not pair.listed:
        return None
    sentence = _conflict_sentence(pair.day.book, pair.included, pair.code, pair.guidance)
    return "sources-conflict", None, sentence, against + pair.listed


def _other_code(pair: _Pair) -> Decision | None:
    """Another guidance code is the one to look at."""
    rows = pair.day.about(pair.code).alternatives
    instead = next((row for row in rows if row.guidance == pair.guidance), None)
    if instead is None or pair.listed:
        return None
    sentence = f"With {pair.code} report {instead.use}, not {pair.guidance}. {instead.note}".strip()
    return "other-guidance-code", instead.use, sentence, instead.citations


def _disputed(pair: _Pair) -> Decision | None:
    """A PTP edit bars what another authority allows."""
    barred = pair.barred is not None and not pair.included
    disputed = _disputed_edit(pair.day.book, pair.code, pair.guidance) if barred else None
    if disputed is None:
        return None
    cited = tuple(each for position in disputed.positions for each in position.citations)
    return "sources-conflict", None, _say_disputed(disputed), tuple(dict.fromkeys(cited))


def _included(pair: _Pair) -> Decision | None:
    """The code contains the guidance, and not by a PTP edit alone."""
    if not pair.included or pair.is_by_edit:
        return None
    bundled = f"{pair.code} already includes this guidance, so {pair.guidance} is bundled: leave it off."
    edit = say_edit_read(pair.day, pair.code, pair.guidance)
    sentence = f"{bundled} {pair.included[0].note} {edit}".strip()
    return "included", None, " ".join(sentence.split()), _all(pair.included)


def _listed(pair: _Pair) -> Decision | None:
    """The add-on code edits list the code as a primary of the guidance."""
    if not pair.listed:
        return None
    said = listed_sentence(pair.day, pair.code, pair.guidance)
    sentence = f"{said} {say_pairs_unread(pair.day, pair.code, pair.guidance)}".strip()
    return "separately-reportable", None, sentence, pair.listed


def _barred_or_unlisted(pair: _Pair) -> Decision:
    """A PTP edit bundles the guidance, or nothing joins the two."""
    if pair.barred:
        return "included", None, say_barred(pair.day, pair.barred), pair.barred[1]
    word, use, sentence, cited = unlisted(pair.day, pair.code, pair.guidance)
    edit = bars_procedure(pair.day, pair.code, pair.guidance)
    if edit:
        return word, use, f"{sentence} {say_barred(pair.day, edit)}", cited + edit[1]
    return word, use, sentence, cited


def _not_known(day: Day, code: str, guidance: str) -> Decision:
    """That no edition answers for the date, with what the newest before it had."""
    known, source = day.known(AddOnPair, guidance)
    row = known.first(lambda each: each.primary == code and each.in_force(day.on))
    sentence = f"No edition answers for {show_date(day.on)}. {day.why_missing('add-ons')}"
    if row and source:
        sentence = f"{sentence} In {source.edition} {code} was listed for {guidance}."
    book = day.sources.get("needlepoint")
    cited = row[1] if row else (book.cite("dates of service that it was read for"),) if book else ()
    return "not-known", None, sentence, cited


def _not_valid(day: Day, code: str) -> Decision | None:
    facts = day.code(code)
    if facts is None:
        return None
    ended, begins_later = _over(facts.last, day.on), _over(day.on, facts.first)
    if not ended and not begins_later:
        return None
    if ended and facts.last:
        use = facts.successors[0] if facts.successors else None
        also = f" See {', '.join(facts.successors)}." if facts.successors else ""
        return "code-not-valid", use, f"{code} ended on {show_date(facts.last)}.{also}", facts.citations
    begins = show_date(facts.first) if facts.first else ""
    return "code-not-valid", None, f"{code} begins on {begins}.", facts.citations


def _over(earlier: date | None, later: date | None) -> bool:
    """Whether both days are known and the first is before the second."""
    return earlier is not None and later is not None and earlier < later


def _disputed_edit(book: Book, code: str, guidance: str) -> Disagreement | None:
    """The entry of the register on a PTP edit that bars what another authority allows."""
    key = pair_key(code, guidance)
    return next((each for each in book.conflicts().values() if key in each.edits), None)


def _say_disputed(conflict: Disagreement) -> str:
    return f"{conflict.advice} {conflict.governs} governs: {conflict.title}."


def _conflict_sentence(book: Book, included: Sequence[Inclusion], code: str, guidance: str) -> str:
    conflict = next((book.conflicts().get(row.conflict) for row in included if row.conflict), None)
    if conflict:
        return _say_disputed(conflict)
    return (
        f"One authority lists {code} with {guidance}, another says {code} includes it. Leave {guidance} off."
    )


def _all(rows: Sequence[Inclusion]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for row in rows for citation in row.citations))
