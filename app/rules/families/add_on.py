"""Add-on codes: they need a listed primary on the same claim (NCCI add-on edits, types 1, 2 and 3)."""

from collections.abc import Iterator
from datetime import date

from app.coding.claim import Claim, Line
from app.coding.dates import show_date
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Finding, Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import example
from app.rules.lookups.memo import kept
from app.rules.lookups.ncci import follows_ncci, milder_unless_ncci
from app.rules.lookups.partners import (
    DEVICE,
    DEVICE_GUIDANCE,
    alternatives,
    inclusions,
    is_procedure,
    valid_on,
)
from app.rules.lookups.primaries import ADD_ON_SINCE, ended_primaries, lists_not_held, unheld, unpaired
from app.rules.lookups.surplus import stacked
from app.rules.lookups.words import line_field, listed

Lone = tuple[int, Line, frozenset[str], tuple[int, ...]]
_FEW = 3
_SINCE_CPT_2017 = Cite("cpt-2017", "add-on status of 77002")


@kept
def _lone(claim: Claim, facts: Facts) -> tuple[Lone, ...]:
    """The add-ons without a listed primary, where no other rule names the root.

    Each with its line, the primaries that are listed, and the lines that hold a procedure.
    """
    lone = [each for each in unpaired(claim, facts) if not _explained(claim, facts, each[0], each[1].code)]
    if not lone:
        return ()
    procedures = tuple(
        number
        for number, line in enumerate(claim.lines, 1)
        if line.code not in facts.primaries and is_procedure(line.code, facts)
    )
    return tuple((*each, procedures) for each in lone)


def _explained(claim: Claim, facts: Facts, number: int, add_on: str) -> bool:
    """Whether another rule names the root: guidance inside, of the wrong family, too many; primary ended."""
    return bool(
        inclusions(claim, facts, add_on)
        or alternatives(claim, facts, add_on)
        or ended_primaries(claim, facts, add_on)
        or number in stacked(claim, facts)
    )


def _invalid(claim: Claim, facts: Facts, numbers: tuple[int, ...]) -> bool:
    """Whether a procedure is not valid on the date: what takes its place may be a listed primary."""
    known = (facts.codes.get(claim.lines[number - 1].code) for number in numbers)
    return any(each is not None and not valid_on(each, claim.date_of_service) for each in known)


_TYPE_3 = {
    "codes": {
        "20610": CodeFacts(code="20610", label="", kind="primary"),
        "88311": CodeFacts(code="88311", label="", kind="companion", add_on=True, add_on_type="3"),
    },
    "add_ons": {"88311": ()},
    "primaries": {"88311": frozenset({"88305", "88307"})},
}


@rule(
    id="ADD-101",
    slug="addon-without-primary",
    title="Add-on without a primary procedure",
    severity="error",
    basis="cms-edit",
    why="An add-on code describes work that goes with another procedure. Alone it is not paid.",
    remedy="Report the primary procedure as well, if the record supports it.",
    citations=(Cite("ncci-aoc", "add-on codes"), _SINCE_CPT_2017),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
    scope=("lone",),
    examples=(
        example("guidance alone", "77002-26", "error line 1", pos="22", owner="facility"),
        example("guidance beside a visit only", "99213, 77002", "error line 2"),
        example("guidance beside a drug only", "J1030, 77002", "error line 2"),
        example(
            "alone, payer follows CPT only: CPT itself says so",
            "77002",
            "error line 1",
            payer="commercial-cpt",
        ),
        example("guidance for a central line, alone", "77001", "error line 1"),
        example("hip injection with its guidance", "20610-RT, 77002"),
        example("a procedure that is not listed is another matter", "64640, 77002"),
        example("the day before 77002 became an add-on", "77002", "not checked", on="2016-12-31"),
        example("the first day as an add-on", "77002", "error line 1", on="2017-01-01"),
        example("ultrasound guidance is no add-on", "76942"),
        example("the inclusion explains it", "73040, 77002"),
        example(
            "the add-on edits are not on the shelf",
            "77002",
            "not checked",
            facts={"missing": {"add-ons": "No."}},
        ),
        example("two guidance codes: the second is another rule", "77002, 77003", "error line 1"),
        example("two add-ons", "77001, 10008", "error line 1", "error line 2"),
        example("further needle aspiration, alone", "10008", "error line 1"),
        example("further needle aspiration after the first", "10007, 10008"),
        example("liver biopsy during another operation, alone", "47001, 77002", "error line 1"),
        example("an add-on whose primaries are not held, alone", "22842", "error line 1"),
        example("an add-on whose primaries are not held, beside a procedure", "20610, 22842"),
        example("a code that may be an add-on", "88888", "not checked"),
        example("two codes that may be add-ons", "88888, 88887", "not checked"),
        example("a drug is no add-on", "J9999"),
        example("a code that is typed wrong is another rule", "2O610"),
        example("a visit code of Medicare may be an add-on", "G9999", "not checked"),
        example("no such code", "88888", facts={"codes_complete": True}),
        example("an add-on with a partial list, alone", "88311", "error line 1", facts=_TYPE_3),
        example(
            "an add-on that the book does not label",
            "77002",
            "error line 1",
            facts={"codes": {}, "partial": {}},
        ),
        example(
            "a code of an official list that says nothing of add-ons",
            "88888",
            "not checked",
            facts={"codes": {"88888": CodeFacts(code="88888", label="", kind="other", add_on=None)}},
        ),
    ),
)
def addon_without_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-on lines on a claim that holds no procedure at all."""
    if unread := [code for code in unheld(claim, facts) if code not in facts.primaries]:
        yield from lists_not_held(unread, facts)
    for number, line, primaries, procedures in _lone(claim, facts):
        if procedures:
            continue
        yield Finding(
            f"{line.code} is paid only beside {_beside(primaries)}, by the same practitioner on the same "
            "date. This claim has none.",
            line=number,
            field=line_field(number, "code"),
            basis=None if follows_ncci(facts) else "cpt-instruction",
            citations=cited(_on_add_on(line.code, facts), facts.sources),
        )


def _on_add_on(code: str, facts: Facts) -> tuple[Cite, ...]:
    """Who says that a code is an add-on: its rows in the add-on table; of 77002 also the code set."""
    known = facts.codes.get(code)
    kind = f", type {known.add_on_type}" if known is not None and known.add_on_type else ""
    row = Cite("ncci-aoc", f"{code}{kind}")
    return (row, _SINCE_CPT_2017) if code == "77002" else (row,)


def _beside(primaries: frozenset[str]) -> str:
    """What an add-on goes with, for a sentence: few codes by number, many by their count."""
    if len(primaries) > _FEW:
        return f"one of {len(primaries)} listed procedures"
    return " or ".join(sorted(primaries)) or "a primary procedure"


@rule(
    id="ADD-102",
    slug="primary-not-listed",
    title="Procedure not listed for this add-on",
    severity="error",
    basis="cms-edit",
    why="The add-on edits name every primary of a type 1 add-on. The list is closed.",
    remedy="Check the procedure code against the record. If it is right, leave the add-on off.",
    citations=(Cite("ncci-aoc", "type 1 add-on codes"),),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
    scope=("lone",),
    examples=(
        example("destruction of another nerve", "64640, 77002", "error line 2"),
        example("the same, payer follows CPT only", "64640, 77002", "warning line 2", payer="commercial-cpt"),
        example("nerve block the day before it was listed", "64450, 77002", "error line 2", on="2019-12-31"),
        example("nerve block on the first day of its listing", "64450, 77002", on="2020-01-01"),
        example("a code that the book does not know", "88888, 77002", "error line 2"),
        example("type 2: the contractor decides", "20610, 77001", "not checked"),
        example("type 2, and the procedure that it is for", "36556, 77001"),
        example("type 2 beside a code that the book does not know", "88888, 77001", "not checked"),
        example("another add-on of type 2", "20610, 47001", "not checked"),
        example("guidance alone is another matter", "77002"),
        example("hip injection with its guidance", "20610, 77002"),
        example("guidance of another family explains it", "64520, 77002"),
        example("no such code: that is the problem", "88888, 77002", facts={"codes_complete": True}),
        example("not yet in force: that is the problem", "27369, 77002", on="2018-12-31"),
        example(
            "deleted long ago: that is the problem",
            "99999, 77002",
            facts={
                "codes": {"99999": CodeFacts(code="99999", label="", kind="primary", last=date(2010, 12, 31))}
            },
        ),
        example("a second guidance code is another rule", "64640, 77002, 77003", "error line 2"),
        example("further needle aspiration without the first", "20610, 10008", "error line 2"),
        example("a primary that has left the list: that is the problem", "55700, 77002"),
        example("an add-on whose primaries are not held", "20610, 22842", "not checked"),
        example("a code that may be an add-on: the rule above says it", "20610, 77002, 88888"),
        example("a listed primary and no unknown code", "20610, 77002, J1030"),
        example("an add-on of which some primaries are listed", "20610, 88311", "not checked", facts=_TYPE_3),
        example(
            "codes that no list labels", "64640, 77002", "error line 2", facts={"codes": {}, "partial": {}}
        ),
        # With facts of its own: in the installed book 36556 wants 77001, and that explains it.
        example(
            "two procedures, neither listed",
            "64640, 36556, 77002-26",
            "error line 3",
            pos="22",
            facts={"alternatives": {}},
        ),
    ),
)
def primary_not_listed(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-on lines beside procedures of which none is a listed primary."""
    if unread := [code for code in unheld(claim, facts) if code in facts.primaries]:
        yield from lists_not_held(unread, facts)  # codes that may be add-ons: the rule above says it
    for number, line, primaries, procedures in _lone(claim, facts):
        if not procedures or _invalid(claim, facts, procedures):
            continue
        if not primaries:
            if line.code in facts.add_ons and not _places_device(claim, facts, line, procedures):
                yield Unchecked(
                    f"{line.code} is a type 2 add-on: the contractor decides which primaries count."
                )
            continue
        if _is_open(line.code, facts):
            yield Unchecked(f"{line.code} is a type 3 add-on: the contractor may allow more primaries.")
            continue
        codes = dict.fromkeys(claim.lines[other - 1].code for other in procedures)
        later = [
            row.first
            for row in facts.add_ons[line.code]
            if row.primary in codes  # neither in force nor ended: still to come
        ]
        since = f" The pair is listed from {show_date(min(later))}." if later else ""
        yield Finding(
            f"{_unlisted(list(codes), primaries, line.code)}{since}",
            line=number,
            field=line_field(number, "code"),
            severity=milder_unless_ncci(facts),
        )


def _places_device(claim: Claim, facts: Facts, line: Line, procedures: tuple[int, ...]) -> bool:
    """Whether 77001 stands beside work on a central venous device, which is what it is for."""
    if line.code != DEVICE_GUIDANCE:
        return False
    known = (facts.codes.get(claim.lines[number - 1].code) for number in procedures)
    return any(each is not None and DEVICE in each.targets for each in known)


def _is_open(add_on: str, facts: Facts) -> bool:
    """Whether the list of primaries names some only (type 3)."""
    known = facts.codes.get(add_on)
    return known is not None and known.add_on_type == "3"


def _unlisted(codes: list[str], primaries: frozenset[str], add_on: str) -> str:
    are = "are" if len(codes) > 1 else "is"
    if len(primaries) > _FEW:
        return f"{listed(codes)} {are} not among the {len(primaries)} primaries listed for {add_on}."
    return f"{listed(codes)} {are} not listed for {add_on}; it goes with {_beside(primaries)}."


RULES = (addon_without_primary, primary_not_listed)
