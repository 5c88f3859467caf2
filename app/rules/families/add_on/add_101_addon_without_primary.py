"""An add-on code on a claim without any procedure."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.add_on.edit_as_well import cited_with_edit, edit_as_well, why_with_edit
from app.rules.lookups.lone_add_ons import (
    describe_primaries,
    listed_in,
    lone_add_ons,
)
from app.rules.lookups.ncci import follows_ncci
from app.rules.lookups.primaries import ADD_ON_SINCE, add_ons_without_list, missing_primary_lists
from app.rules.lookups.words import line_field

_SINCE_CPT_2017 = Cite("cpt-2017", "add-on status of 77002")


_NOT_ALONE = "An add-on code describes work that goes with another procedure. Alone it is not paid."


@rule(
    id="ADD-101",
    slug="addon-without-primary",
    title="Add-on without a primary procedure",
    severity="error",
    basis="cms-edit",
    direction="over",
    why=_NOT_ALONE,
    remedy="Report the primary procedure as well, if the record supports it.",
    citations=(Cite("ncci-aoc", "add-on codes"), _SINCE_CPT_2017),
    first=ADD_ON_SINCE,
    needs=("add-ons",),
    traits=("unexplained_add_on",),
)
def addon_without_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find add-on lines on a claim that holds no procedure at all."""
    if unlisted := [code for code in add_ons_without_list(claim, facts) if code not in facts.primaries]:
        yield from missing_primary_lists(unlisted, facts)
    for number, line, primaries, procedures in lone_add_ons(claim, facts):
        if procedures:
            continue
        edit = edit_as_well(facts, line.code)
        yield Finding(
            f"{line.code} is paid only with {describe_primaries(primaries)}, by the same practitioner on "
            "the same date. This claim has none.",
            line=number,
            field=line_field(number, "code"),
            basis=None if follows_ncci(facts) else "cpt-instruction",
            why=why_with_edit(_NOT_ALONE, line.code, edit, facts),
            citations=cited_with_edit(_cites_for_add_on(line.code, facts), facts, edit),
            carried=listed_in(line.code, facts),
        )


def _cites_for_add_on(code: str, facts: Facts) -> tuple[Cite, ...]:
    """Who says that a code is an add-on: its rows in the add-on table; of 77002 also the code set."""
    known = facts.codes.get(code)
    kind = f", type {known.add_on_type}" if known is not None and known.add_on_type else ""
    row = Cite("ncci-aoc", f"{code}{kind}")
    return (row, _SINCE_CPT_2017) if code == "77002" else (row,)
