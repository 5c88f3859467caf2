"""Whether a guidance code may be reported beside a procedure: one of seven words, with the authority."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from app.coding.official import FeeRow
from app.coding.pages import Answer, Fact
from app.coding.reasons import Gap
from app.coding.series import Need
from app.coding.words import AnswerWord
from app.library.facts.confirmed import by_edits_alone
from app.library.facts.day import Day
from app.library.pages.add_on_answer import (
    add_on_fact,
    list_open,
    listing,
)
from app.library.pages.code_facts import as_of_edition
from app.library.pages.deciding import decide
from app.library.pages.pair_answer import (
    pair_fact,
    pair_on,
    pair_read,
    pairs_open,
)


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
        if need == "add-ons" and word == "separately-reportable" and not _has_add_on(day, code, guidance):
            continue
        gap = day.missing.get(need) or day.gaps_carried.get(need)
        if need == "pairs":
            gap = pairs_open(day, code, guidance)
        elif need == "add-ons" and word == "not-listed" and gap is None:
            gap = list_open(day, code, guidance)
        if gap:
            yield gap


def _has_add_on(day: Day, code: str, guidance: str) -> bool:
    """Whether one of two codes is or may be an add-on, by the book or any edition read."""
    known = [day.code(each) for each in (code, guidance)]
    if any(facts is None or facts.add_on is not False for facts in known):
        return True
    return bool(day.add_on_pairs(code) or day.add_on_pairs(guidance))


_STANDS_ON: dict[AnswerWord, tuple[Need, ...]] = {
    "separately-reportable": ("pairs", "inclusions", "add-ons"),
    "not-listed": ("add-ons",),
    "contractor-decides": ("add-ons",),
    "not-known": ("add-ons",),
}
"""What an answer was to be looked up in; without it the answer is not checked to its end."""
_SAYS_PAIRS: tuple[AnswerWord, ...] = ("separately-reportable", "included")


def _other_successors(day: Day, codes: Sequence[str], use: str | None) -> tuple[str, ...]:
    """The successors beside `use` of the ended code whose first successor it is."""
    found = (day.code(each) for each in codes)
    named = next((facts.successors for facts in found if facts and use in facts.successors), ())
    return tuple(each for each in named if each != use)


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
