"""Whether a guidance code may be reported beside a procedure: one of seven words, with the authority."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from app.coding.dates import show_date
from app.coding.facts import Inclusion, pair_key
from app.coding.official import AddOnPair, FeeRow
from app.coding.pages import Answer, Disagreement, Fact
from app.coding.reasons import Gap
from app.coding.series import Need
from app.coding.sources import Citation
from app.coding.words import AnswerWord
from app.library.book.book import Book
from app.library.facts.borne_out import by_edits_alone
from app.library.facts.day import Day
from app.library.pages.add_on_answer import (
    Decision,
    add_on_fact,
    list_open,
    listed_sentence,
    listing,
    unlisted,
)
from app.library.pages.code_facts import as_of_edition
from app.library.pages.pair_answer import (
    barring_pair,
    bars_procedure,
    pair_fact,
    pair_on,
    pair_read,
    pairs_open,
    say_barred,
    say_edit_read,
    say_pairs_unread,
)

_GROUND_ORDER = ("cpt-instruction", "wording", "arthrography", "pair-edit")


def turned(day: Day, code: str, guidance: str) -> tuple[str, str]:
    """Two codes in the order in which an answer can be about the second of them.

    The guidance code comes second; of two of one kind the add-on of the other, else column 2 of their
    edit, else the code that most is known of: whichever is named first, the answer is the same.
    """
    first, second = _is_guidance(day, code), _is_guidance(day, guidance)
    if first != second:
        return (guidance, code) if first else (code, guidance)
    lists = [each for each in (code, guidance) if listing(day, guidance if each == code else code, each)]
    pair = pair_on(day, code, guidance) or pair_read(day, code, guidance)
    if len(lists) == 1:
        last = lists[0]
    else:
        last = (
            pair[0].column2 if pair else max(code, guidance, key=lambda each: (_holds_list(day, each), each))
        )
    return (guidance, code) if last == code else (code, guidance)


def _holds_list(day: Day, code: str) -> int:
    """How much is known of the primaries of a code: 2 those of a list, 1 that it is an add-on, else 0."""
    known = day.code(code)
    if known is None or not known.add_on:
        return 0
    return 2 if day.primaries(code) else 1


def _is_guidance(day: Day, code: str) -> bool:
    entry = day.book.code(code)
    return entry is not None and entry.facts.kind == "guidance"


def answer_for(day: Day, code: str, guidance: str) -> Answer:
    """Answer for `code` with `guidance` on the day. A code that nothing on the shelf knows is not listed."""
    short = short_answer(day, code, guidance)
    facts = tuple(_facts(day, code, guidance, said=short.answer in _SAYS_PAIRS))
    also = _other_successors(day, (code, guidance), short.use) if short.answer == "code-not-valid" else ()
    return replace(short, facts=facts, also=also)


def short_answer(day: Day, code: str, guidance: str) -> Answer:
    """The answer without the facts below it."""
    word, use, sentence, citations = decide(day, code, guidance)
    return Answer(
        code=code,
        guidance=guidance,
        date=day.on,
        answer=word,
        use=use,
        citations=citations,
        sentence=sentence,
        gaps=tuple(_gaps(day, code, guidance, word)),
    )


def _gaps(day: Day, code: str, guidance: str, word: AnswerWord) -> Iterator[Gap]:
    """What an answer was to be looked up in and was not; one by an edit alone stands on the edits."""
    rows = (row for row in day.about(code).inclusions if row.guidance == guidance)
    by_edit = word == "included" and all(by_edits_alone(row, day.book.source) for row in rows)
    for need in ("pairs",) if by_edit else _STANDS_ON.get(word, ()):
        gap = day.missing.get(need) or day.gaps_carried.get(need)
        if need == "pairs":
            gap = pairs_open(day, code, guidance)
        elif need == "add-ons" and word == "not-listed" and gap is None:
            gap = list_open(day, code, guidance)
        if gap:
            yield gap


_STANDS_ON: dict[AnswerWord, tuple[Need, ...]] = {
    "separately-reportable": ("pairs", "inclusions", "add-ons"),
    "not-listed": ("add-ons",),
    "contractor-decides": ("add-ons",),
    "not-known": ("add-ons",),
}
"""What an answer was to be looked up in; without it the answer is not checked to its end."""
_WITHOUT_BOOK: tuple[AnswerWord, ...] = ("not-listed", "contractor-decides", "not-known", "code-not-valid")
_SAYS_PAIRS: tuple[AnswerWord, ...] = ("separately-reportable", "included")


def decide(day: Day, code: str, guidance: str) -> Decision:
    """The word of the answer, the code to use instead if there is one, the sentence, and its citations."""
    word, use, sentence, citations = _decide(day, code, guidance)
    if "inclusions" in day.missing and word not in _WITHOUT_BOOK:
        sentence = f"{sentence} {day.why_missing('inclusions')}"
    return word, use, sentence, citations


def _decide(day: Day, code: str, guidance: str) -> Decision:
    for each in (code, guidance):
        invalid = _not_valid(day, each)
        if invalid:
            return invalid
    listed = listing(day, code, guidance)
    included = sorted(
        (row for row in day.about(code).inclusions if row.guidance == guidance),
        key=lambda row: _GROUND_ORDER.index(row.ground),
    )
    barred = barring_pair(day, code, guidance)
    if not listed and not barred and day.layer("ncci-aoc") is None and not day.by_book:
        return _not_known(day, code, guidance)
    against = _all(included) or (barred[1] if barred else ())
    if against and listed:
        sentence = _conflict_sentence(day.book, included, code, guidance)
        return "sources-conflict", None, sentence, against + listed
    instead = next((row for row in day.about(code).alternatives if row.guidance == guidance), None)
    if instead and not listed:
        sentence = f"With {code} report {instead.use}, not {guidance}. {instead.note}".strip()
        return "other-guidance-code", instead.use, sentence, instead.citations
    disputed = _disputed_edit(day.book, code, guidance) if barred and not included else None
    if disputed:
        cited = tuple(each for position in disputed.positions for each in position.citations)
        return "sources-conflict", None, _say_disputed(disputed), tuple(dict.fromkeys(cited))
    by_edit = barred and all(by_edits_alone(row, day.book.source) for row in included)
    if included and not by_edit:
        bundled = f"{code} already includes this guidance, so {guidance} is bundled: leave it off."
        sentence = f"{bundled} {included[0].note} {say_edit_read(day, code, guidance)}".strip()
        return "included", None, " ".join(sentence.split()), _all(included)
    if listed:
        sentence = f"{listed_sentence(day, code, guidance)} {say_pairs_unread(day, code, guidance)}".strip()
        return "separately-reportable", None, sentence, listed
    if barred:
        return "included", None, say_barred(day, barred), barred[1]
    word, use, sentence, cited = unlisted(day, code, guidance)
    edit = bars_procedure(day, code, guidance)
    return (
        (word, use, f"{sentence} {say_barred(day, edit)}", cited + edit[1])
        if edit
        else (word, use, sentence, cited)
    )


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


def _other_successors(day: Day, codes: Sequence[str], use: str | None) -> tuple[str, ...]:
    """The successors beside `use` of the ended code whose first successor it is."""
    found = (day.code(each) for each in codes)
    named = next((facts.successors for facts in found if facts and use in facts.successors), ())
    return tuple(each for each in named if each != use)


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


def _facts(day: Day, code: str, guidance: str, *, said: bool) -> list[Fact]:
    """The short list below the answer: the add-on list, the PTP edit, the facility, ultrasound."""
    facts = [add_on_fact(day, code, guidance), pair_fact(day, code, guidance, said=said)]
    fee = day.about(guidance).fees.get("")
    if fee and fee.component == "1":
        facts.append(_split_fact(day, guidance))
    facts.extend(_wording_fact(day, guidance))
    facts.extend(_ultrasound_fact(day, code, guidance))
    return [as_of_edition(day, fact) for fact in facts]


def _wording_fact(day: Day, add_on: str) -> Iterator[Fact]:
    """What an add-on that is no guidance is, in Needlepoint's own words."""
    known = day.code(add_on)
    if known and known.label and known.add_on and known.kind != "guidance":
        yield Fact(label=add_on, value=known.label, citations=known.citations)


def _ultrasound_fact(day: Day, code: str, guidance: str) -> Iterator[Fact]:
    """What is reported with ultrasound, beside another guidance code."""
    methods = day.book.guidance().needle
    beside = (row for row in day.about(code).alternatives if methods.get(row.guidance) == "ultrasound")
    instead = next(beside, None)
    if instead and _is_guidance(day, guidance) and methods.get(guidance) != "ultrasound":
        value = instead.use if _is_guidance(day, instead.use) else f"{instead.use}, guidance included"
        yield Fact(label="Ultrasound", value=value, citations=instead.citations)


def _split_fact(day: Day, guidance: str) -> Fact:
    """What is reported in a facility, with where the fee row was read."""
    rows, past = day.known(FeeRow, guidance)
    found = rows.first(lambda row: row.modifier == "")
    return Fact(
        label="In a facility",
        value=f"{guidance} with 26",
        citations=found[1] if found else (),
        state="carried" if past else "stated",
        first=past.first if past else None,
        last=past.last if past else None,
    )
