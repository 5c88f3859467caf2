"""What the add-on lists, and for codes without one the decision table, say of two codes in an answer."""

from msgspec.structs import replace

from app.coding.carried import say_carried
from app.coding.dates import show_date
from app.coding.official import AddOnPair
from app.coding.pages import Fact
from app.coding.reasons import Gap, say_gap
from app.coding.sources import Citation
from app.coding.words import AnswerWord
from app.library.facts.day import CONTRACTOR, Day

Decision = tuple[AnswerWord, str | None, str, tuple[Citation, ...]]
"""The word of an answer, the code to use instead if there is one, the sentence, and its citations."""


def listing(day: Day, code: str, guidance: str) -> tuple[Citation, ...]:
    """The citations of the add-on row that lists the pair on the day; empty when none does.

    "CCCCC" stands in such a row for what the contractor decides and is no code.
    """
    if code == CONTRACTOR or code not in (day.primaries(guidance) or ()):
        return ()
    rows = day.rows(AddOnPair, guidance)
    found = rows.first(lambda row: row.primary == code and row.in_force(day.on))
    return found[1] if found else ()


def list_open(day: Day, code: str, guidance: str) -> Gap | None:
    """Why the add-on code edits do not say that two codes are not listed on the day: they begin after it.

    A row of the two, ended or still to come, answers for the days before its own as well, and one of type 2
    for every procedure.
    """
    rows = day.add_on_pairs(guidance)
    answered = any(row.primary in (code, CONTRACTOR) for row in rows)
    return None if answered else day.gaps_later.get("add-ons")


def listed_sentence(day: Day, code: str, guidance: str) -> str:
    """That the second code may be added to the first, and when, as far as Needlepoint knows it.

    What live imaging and its record ask for is known of guidance codes. Of any other add-on the list alone
    is known, which names its primaries and not what must be done for it.
    """
    facts = day.code(guidance)
    if facts is None or facts.kind != "guidance":
        return (
            f"{guidance} is an add-on code that is reported with its primary, and {code} is on its list. "
            "The list does not say what must be done for it, and Needlepoint does not hold the wording: "
            f"read {guidance} in CPT before you add it."
        )
    how = "live fluoroscopy" if facts.modality == "fluoroscopy" else "live imaging"
    return (
        f"Add {guidance} to {code} when {how} steers the needle, an image is stored and an interpretation "
        "is written."
    )


def unlisted(day: Day, code: str, guidance: str) -> Decision:
    """What is said of two codes that no list of primaries has together."""
    facts = day.code(guidance)
    if facts and facts.add_on_type is None and not day.book.add_on_pairs(guidance).rows:
        return _stand_alone(day, code, guidance)
    source = day.sources.get("ncci-aoc")
    cited = (source.cite(guidance),) if source else ()
    if "add-ons" in day.missing:
        return "not-listed", None, f"Not checked: {day.why_missing('add-ons')}", cited
    if facts and facts.add_on_type == "2":
        return _contractor_decides(day, code, guidance, cited)
    when = show_date(day.on)
    sentence = f"{guidance} is a type 1 add-on, and {code} is not among its primaries on {when}."
    if source and list_open(day, code, guidance):
        read = say_carried(source, day.on)
        sentence = f"{guidance} is a type 1 add-on, and {code} is not among its primaries. {read}"
    return "not-listed", None, sentence, cited


def _contractor_decides(day: Day, code: str, guidance: str, cited: tuple[Citation, ...]) -> Decision:
    """A type 2 add-on has no national list; what it is for may be known all the same."""
    rule = f"{guidance} is a type 2 add-on: no national list has its primaries, the contractor decides."
    special, of_code = day.book.guidance(), day.code(code)
    purpose = special.only_for.get(guidance)
    if purpose and of_code and purpose in of_code.targets:
        said = day.book.reported_together(code, guidance) or of_code.citations
        sentence = f"{rule} It is for a {purpose}, and {code} is work on one."
        return "contractor-decides", None, sentence, tuple(dict.fromkeys((*cited, *said)))
    instead = next((row for row in day.about(code).alternatives if row.use == guidance), None)
    if instead and guidance in special.vascular_access:
        both = tuple(dict.fromkeys((*cited, *instead.citations)))
        return "contractor-decides", None, f"{rule} {instead.note}", both
    return "contractor-decides", None, f"{rule} Ask about {code}.", cited


def _stand_alone(day: Day, code: str, guidance: str) -> Decision:
    """A code that is no add-on has no list; the decision table may name it beside the procedure."""
    cited = day.book.reported_together(code, guidance)
    if cited:
        return "separately-reportable", None, listed_sentence(day, code, guidance), cited
    facts = day.code(guidance)
    sentence = (
        f"{guidance} is not an add-on, so no list names its procedures, "
        f"and no source in Needlepoint says whether it is reported with {code}."
    )
    return "not-listed", None, sentence, facts.citations if facts else ()


def add_on_fact(day: Day, code: str, guidance: str) -> Fact:
    """Whether the add-on list of the second code has the first, of the day or carried."""
    listed = listing(day, code, guidance)
    source = day.sources.get("ncci-aoc")
    if "add-ons" in day.missing or source is None:
        return Fact(label="Add-on list", value="", state="missing", note=day.why_missing("add-ons"))
    fact = _of_list(day, code, guidance, listed or (source.cite(guidance),), listed=bool(listed))
    past, unlisted_later = day.past("ncci-aoc"), list_open(day, code, guidance)
    if past or unlisted_later:
        note = say_gap(unlisted_later) if unlisted_later else ""
        return replace(fact, state="carried", first=source.first, last=source.last, note=note)
    return fact


def _of_list(day: Day, code: str, guidance: str, citations: tuple[Citation, ...], *, listed: bool) -> Fact:
    """What the list itself says."""
    if not day.add_on_pairs(guidance):
        return Fact(label="Add-on list", value=f"{guidance} is not an add-on", citations=citations)
    ended = [
        row.last
        for row in day.add_on_pairs(guidance)
        if row.primary == code and row.last and row.last < day.on
    ]
    value = f"{code} is listed" if listed else f"{code} is not listed"
    if not listed and not day.primaries(guidance) and not ended:
        value = f"{guidance} has no national list: the contractor decides"
    if ended and not listed:
        value = f"{code} was listed until {show_date(max(ended))}"
    return Fact(label="Add-on list", value=value, citations=citations)
