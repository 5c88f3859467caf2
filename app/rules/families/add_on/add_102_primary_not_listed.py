"""An add-on code beside procedures that are not listed for it."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.dates import show_date
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.add_on.edit_as_well import cited_with_edit, edit_as_well, why_with_edit
from app.rules.lookups.lone_add_ons import (
    FEW,
    any_not_valid,
    describe_primaries,
    has_partial_list,
    lone_add_ons,
)
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.primaries import (
    ADD_ON_SINCE,
    add_ons_without_list,
    list_outside_date,
    missing_primary_lists,
)
from app.rules.lookups.words import line_field, listed

_CLOSED_LIST = "A type 1 add-on code has a closed list of primary procedures."
_TYPE_1 = Cite("ncci-aoc", "type 1 add-on codes")


@rule(
    id="ADD-102",
    slug="primary-not-listed",
    title="Procedure not listed for this add-on",
    severity="error",
    basis="cms-edit",
    direction="over",
    why=_CLOSED_LIST,
    remedy="Check the procedure code against the record. If it is right, remove the add-on.",
    citations=(_TYPE_1,),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
    traits=("unexplained_add_on",),
)
def primary_not_listed(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-on lines beside procedures of which none is a listed primary."""
    if unlisted := [code for code in add_ons_without_list(claim, facts) if code in facts.primaries]:
        yield from missing_primary_lists(unlisted, facts)  # codes that may be add-ons: the rule above says it
    for number, line, primaries, procedures in lone_add_ons(claim, facts):
        if not procedures or any_not_valid(claim, facts, procedures):
            continue
        if not primaries:
            if line.code in facts.add_ons and not _places_device(claim, facts, line, procedures):
                yield Unchecked(
                    f"{line.code} is a type 2 add-on: the contractor decides which primaries count."
                )
            continue
        if has_partial_list(line.code, facts):
            yield Unchecked(f"{line.code} is a type 3 add-on: the contractor may allow more primaries.")
            continue
        codes = dict.fromkeys(claim.lines[other - 1].code for other in procedures)
        later = [
            row.first
            for row in facts.add_ons[line.code]
            if row.primary in codes  # neither in force nor ended: still to come
        ]
        edit = edit_as_well(facts, line.code)
        outside = list_outside_date(facts, line.code, codes)
        since = f" The pair is listed from {show_date(min(later))}." if later else ""
        yield Finding(
            f"{_not_listed_message(list(codes), primaries, line.code)}{since}",
            line=number,
            field=line_field(number, "code"),
            severity=warning_unless_ncci(facts),
            why=why_with_edit(_CLOSED_LIST, line.code, edit, facts),
            citations=cited_with_edit((_TYPE_1,), facts, edit),
            carried=outside,
        )
        if outside and (later_list := facts.gaps_later.get("add-ons")):
            yield Unchecked(gap=later_list)


def _places_device(claim: Claim, facts: Facts, line: Line, procedures: tuple[int, ...]) -> bool:
    """Whether guidance for devices, such as 77001, stands beside work on one, which is what it is for.

    So does guidance of the needle that brings the device into the vessel.
    """
    only_for = facts.guidance.only_for
    if line.code in facts.guidance.vascular_access:
        targets = set(only_for.values())
    else:
        targets = {only_for[line.code]} if line.code in only_for else set()
    known = (facts.codes.get(claim.lines[number - 1].code) for number in procedures)
    return any(each is not None and not targets.isdisjoint(each.targets) for each in known)


def _not_listed_message(codes: list[str], primaries: frozenset[str], add_on: str) -> str:
    are = "are" if len(codes) > 1 else "is"
    if len(primaries) > FEW:
        return f"{listed(codes)} {are} not among the {len(primaries)} primaries listed for {add_on}."
    return f"{listed(codes)} {are} not listed for {add_on}; it goes with {describe_primaries(primaries)}."
