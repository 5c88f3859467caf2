"""Whether a guidance code may be reported beside a procedure: one of seven words, with the authority."""

from collections.abc import Sequence
from datetime import date

from app.coding.dates import show_date
from app.coding.facts import Inclusion, pair_key
from app.coding.official import AddOnPair, FeeRow
from app.coding.pages import Answer, Disagreement, Fact
from app.coding.series import Need
from app.coding.sources import Citation
from app.coding.words import AnswerWord
from app.library.book.book import Book
from app.library.facts.day import CONTRACTOR, Day
from app.library.pages.code_facts import as_of_edition
from app.library.pages.pair_answer import (
    barring_pair,
    bars_procedure,
    pair_fact,
    pair_on,
    pair_read,
    say_barred,
    say_pairs_unread,
)

_GROUND_ORDER = ("cpt-instruction", "wording", "arthrography", "pair-edit")


def turned(day: Day, code: str, guidance: str) -> tuple[str, str]:
    """Two codes in the order in which an answer can be about the second of them."""
    first, second = day.book.code(code), day.book.code(guidance)
    if first is None or second is None or first.facts.kind != "guidance":
        return code, guidance
    if second.facts.kind != "guidance":
        return guidance, code
    pair = pair_on(day, code, guidance) or pair_read(day, code, guidance)
    return (guidance, code) if pair and pair[0].column1 == guidance else (code, guidance)


def answer_for(day: Day, code: str, guidance: str) -> Answer:
    """Answer for `code` with `guidance` on the day. A code that nothing on the shelf knows is not listed."""
    word, use, sentence, citations = decide(day, code, guidance)
    return Answer(
        code=code,
        guidance=guidance,
        date=day.on,
        answer=word,
        use=use,
        citations=citations,
        sentence=sentence,
        facts=tuple(_facts(day, code, guidance, said=word in _SAYS_PAIRS)),
        also=_other_successors(day, (code, guidance), use) if word == "code-not-valid" else (),
        gaps=tuple(day.missing[need] for need in _STANDS_ON.get(word, ()) if need in day.missing),
    )


_STANDS_ON: dict[AnswerWord, tuple[Need, ...]] = {
    "separately-reportable": ("pairs", "inclusions"),
    "not-listed": ("add-ons",),
    "not-known": ("add-ons",),
}
"""What an answer was to be looked up in; without it the answer is not checked to its end."""
_SAYS_PAIRS: tuple[AnswerWord, ...] = ("separately-reportable", "included")
Decision = tuple[AnswerWord, str | None, str, tuple[Citation, ...]]


def decide(day: Day, code: str, guidance: str) -> Decision:
    """The word of the answer, the code to use instead if there is one, the sentence, and its citations."""
    word, use, sentence, citations = _decide(day, code, guidance)
    if "inclusions" in day.missing and word not in ("not-listed", "not-known", "code-not-valid"):
        sentence = f"{sentence} {day.why_missing('inclusions')}"
    return word, use, sentence, citations


def _decide(day: Day, code: str, guidance: str) -> Decision:
    for each in (code, guidance):
        invalid = _not_valid(day, each)
        if invalid:
            return invalid
    listed = _listing(day, code, guidance)
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
    if included:
        bundled = f"{code} already includes this guidance, so {guidance} is bundled: leave it off."
        sentence = f"{bundled} {included[0].note}".strip()
        return "included", None, sentence, _all(included)
    if listed:
        sentence = f"{_listed_sentence(day, code, guidance)} {say_pairs_unread(day, code, guidance)}".strip()
        return "separately-reportable", None, sentence, listed
    if barred:
        return "included", None, say_barred(day, barred), barred[1]
    word, use, sentence, cited = _unlisted(day, code, guidance)
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


def _listing(day: Day, code: str, guidance: str) -> tuple[Citation, ...]:
    """The citations of the add-on row that lists the pair on the day; empty when none does.

    "CCCCC" stands in such a row for what the contractor decides and is no code.
    """
    if code == CONTRACTOR or code not in (day.primaries(guidance) or ()):
        return ()
    rows = day.rows(AddOnPair, guidance)
    found = rows.first(lambda row: row.primary == code and row.in_force(day.on))
    return found[1] if found else ()


def _unlisted(day: Day, code: str, guidance: str) -> Decision:
    facts = day.code(guidance)
    if facts and facts.add_on_type is None and not day.book.add_on_pairs(guidance).rows:
        return _stand_alone(day, code, guidance)
    sentence = f"{guidance} is a type 1 add-on, and {code} is not among its primaries on {show_date(day.on)}."
    if facts and facts.add_on_type == "2":
        sentence = (
            f"{guidance} is a type 2 add-on: the Medicare contractor decides its primaries. Ask about {code}."
        )
    if "add-ons" in day.missing:
        sentence = f"Not checked: {day.why_missing('add-ons')}"
    source = day.sources.get("ncci-aoc")
    return "not-listed", None, sentence, (source.cite(guidance),) if source else ()


def _stand_alone(day: Day, code: str, guidance: str) -> Decision:
    """A code that is no add-on has no list; the decision table may name it beside the procedure."""
    cited = day.book.reported_together(code, guidance)
    if cited:
        return "separately-reportable", None, _listed_sentence(day, code, guidance), cited
    facts = day.code(guidance)
    sentence = (
        f"{guidance} is not an add-on, so no list names its procedures, "
        f"and no source in Needlepoint says whether it is reported with {code}."
    )
    return "not-listed", None, sentence, facts.citations if facts else ()


def _listed_sentence(day: Day, code: str, guidance: str) -> str:
    facts = day.code(guidance)
    how = "live fluoroscopy" if facts and facts.modality == "fluoroscopy" else "live imaging"
    return (
        f"Add {guidance} to {code} when {how} steers the needle, an image is stored and an interpretation "
        "is written."
    )


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
    facts = [_add_on_fact(day, code, guidance), pair_fact(day, code, guidance, said=said)]
    fee = day.about(guidance).fees.get("")
    if fee and fee.component == "1":
        facts.append(_split_fact(day, guidance))
    methods = day.book.guidance().needle
    beside = (row for row in day.about(code).alternatives if methods.get(row.guidance) == "ultrasound")
    instead = next(beside, None)
    if instead and methods.get(guidance) != "ultrasound":
        facts.append(
            Fact(label="Ultrasound", value=f"{instead.use}, no guidance code", citations=instead.citations)
        )
    return [as_of_edition(day, fact) for fact in facts]


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


def _add_on_fact(day: Day, code: str, guidance: str) -> Fact:
    listed = _listing(day, code, guidance)
    source = day.sources.get("ncci-aoc")
    if "add-ons" in day.missing or source is None:
        return Fact(label="Add-on list", value="", state="missing", note=day.why_missing("add-ons"))
    past = day.past("ncci-aoc")
    if not day.add_on_pairs(guidance):
        return Fact(
            label="Add-on list", value=f"{guidance} is not an add-on", citations=(source.cite(guidance),)
        )
    ended = [
        row.last
        for row in day.add_on_pairs(guidance)
        if row.primary == code and row.last and row.last < day.on
    ]
    value = f"{code} is listed" if listed else f"{code} is not listed"
    if ended and not listed:
        value = f"{code} was listed until {show_date(max(ended))}"
    return Fact(
        label="Add-on list",
        value=value,
        citations=listed or (source.cite(guidance),),
        state="carried" if past else "stated",
        first=past.first if past else None,
        last=past.last if past else None,
    )
