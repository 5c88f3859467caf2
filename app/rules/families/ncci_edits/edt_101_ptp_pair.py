"""NCCI PTP edits that no other rule explains."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import PairEdit
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.left_off import is_removed_by_another_rule
from app.rules.lookups.lone_add_ons import is_moot
from app.rules.lookups.ncci import (
    disputed_edit,
    ended_edition,
    guided_arthrogram_injection,
    may_follow_ncci,
    warning_unless_ncci,
)
from app.rules.lookups.pair_edits import is_bypassed, visit_of
from app.rules.lookups.partners import anatomic_sites, has_documented_separate_service
from app.rules.lookups.surplus import is_explained_elsewhere
from app.rules.lookups.words import line_field, listed, method_word, say_separate

_COLUMNS = Cite("ncci-ptp", "column 1 and column 2")
_MANUAL = Cite("ncci-manual-ch1-2026", "section E")
_ON_CONTRAST = (Cite("aapc-a6", "CT or MR"), Cite("bracco", "CT or MR"))


@rule(
    id="EDT-101",
    slug="ptp-pair",
    title="NCCI PTP edit",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="NCCI pays column 1 and not column 2 when one practitioner reports both on one date.",
    remedy="Remove column 2 unless the record supports a separate service.",
    citations=(_COLUMNS,),
    needs=("pairs",),
    traits=("two_codes", "pair_edits"),
)
def ptp_pair(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find pairs of lines joined by an edit in force that no other rule explains and no modifier bypasses."""
    unread = facts.partial.get("pairs")
    if unread:
        yield Unchecked(gap=unread)
    for (column1, column2), edit in facts.pairs.items():
        if is_explained_elsewhere(claim, facts, column1, column2) or is_moot(claim, facts, edit):
            continue
        visit = visit_of(claim, facts, edit)
        for number, line in enumerate(claim.lines, 1):
            if line.code != column2 or is_bypassed(claim, facts, edit, line):
                continue
            carried = facts.carried_pair(column1, column2)
            if is_removed_by_another_rule(claim, facts, number, of_the_day=carried is None):
                continue
            for found in _check_pair(claim, facts, number, edit, visit):
                yield replace(found, carried=carried) if carried else found


def _check_pair(claim: Claim, facts: Facts, number: int, edit: PairEdit, visit: str) -> Iterator[Finding]:
    """What is wrong with a line that is column 2 of an edit which no modifier opens."""
    if edit.indicator == "0":
        yield _never_bypassed(facts, number, edit)
    elif injection := guided_arthrogram_injection(claim, facts, edit.column1, edit.column2):
        yield from _arthrogram_injection_pair(facts, number, edit, injection)
    elif visit:
        yield _visit_pair(facts, number, edit, visit)
    else:
        yield from _bypassable_pair(claim, facts, number, edit)


def _bypassable_pair(claim: Claim, facts: Facts, number: int, edit: PairEdit) -> Iterator[Finding]:
    """A pair that a modifier may bypass: none does, or a side lets it through that no other line names."""
    sites = [
        f"{site} on line {at}"
        for at, line in enumerate(claim.lines, 1)
        if at == number or line.code == edit.column1
        for site in anatomic_sites(facts, line)
    ]
    if not sites:
        yield Finding(
            _column2_message(number, edit, "Modifier indicator 1."),
            line=number,
            field=line_field(number, "code"),
            severity=warning_unless_ncci(facts),
            remedy=f"Remove line {number}, or add {say_separate(edit.column2)}.",
        )
    elif not has_documented_separate_service(claim):
        yield _second_site_not_named(number, edit.column1, edit.column2, sites)


def _column2_message(number: int, edit: PairEdit, bypass: str) -> str:
    """That a line is column 2 of an edit, and what opens it."""
    return f"{edit.column2} on line {number} is column 2 of a PTP edit with {edit.column1}. {bypass}"


def _never_bypassed(facts: Facts, number: int, edit: PairEdit) -> Finding:
    """An edit with indicator 0."""
    return Finding(
        _column2_message(number, edit, "No modifier bypasses it."),
        line=number,
        field=line_field(number, "code"),
        severity=warning_unless_ncci(facts),
        remedy=f"Remove line {number}.",
    )


def _visit_pair(facts: Facts, number: int, edit: PairEdit, visit: str) -> Finding:
    """An edit between a procedure and a visit, which has modifiers of its own."""
    other = edit.column1 if visit == edit.column2 else edit.column2
    return Finding(
        _column2_message(number, edit, "An E/M service bypasses it with 25 or another E/M modifier."),
        line=number,
        field=line_field(number, "code"),
        severity=warning_unless_ncci(facts),
        remedy=f"Add 25 to {visit} if the E/M service was significant and separately identifiable from "
        f"{other}; 57 if it led to the decision for major surgery. Otherwise remove line {number}.",
        citations=cited((_COLUMNS, _MANUAL), facts.sources, ended=ended_edition(facts, edit)),
    )


def _arthrogram_injection_pair(
    facts: Facts, number: int, edit: PairEdit, injection: str
) -> Iterator[Finding]:
    """Guidance of an arthrogram's injection beside the CT or MR exam, where NCCI may decide."""
    if not may_follow_ncci(facts):
        return
    is_column2 = edit.column2 in facts.guidance.needle
    guidance, exam = (edit.column2, edit.column1) if is_column2 else (edit.column1, edit.column2)
    is_add_on = guidance in facts.primaries
    allowed_by = (Cite("ncci-aoc", f"{guidance} / {injection}"),) if is_add_on else _ON_CONTRAST
    of_edit = cited((_COLUMNS, *allowed_by, _MANUAL), facts.sources, ended=ended_edition(facts, edit))
    register = disputed_edit(facts, edit)
    positions = register.positions if register else ()
    method = method_word(facts.guidance.needle[guidance])
    yield Finding(
        f"{guidance} guided {injection}, but a PTP edit pairs it with {exam}. 59 or XU bypasses the edit.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why=" ".join((*(position.text for position in positions), register.why))
        if register
        else f"{guidance} may be reported with the injection of a CT or MR arthrogram. "
        f"NCCI pays {edit.column2} with {edit.column1} only with a modifier.",
        remedy=f"Add 59 or XU to {edit.column2} if {method} only guided the needle for {injection}.",
        citations=tuple(
            dict.fromkeys((*of_edit, *(each for position in positions for each in position.citations)))
        ),
    )


def _second_site_not_named(number: int, column1: str, column2: str, sites: list[str]) -> Finding:
    """A side lets the pair through although no line names another one."""
    return Finding(
        f"{listed(sites)} {'let' if len(sites) > 1 else 'lets'} {column2} past the PTP edit with {column1}, "
        "but no other site is named.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="A side or a finger modifier bypasses a PTP edit only for a service at another site.",
        remedy=f"Name the site on both lines if the record has two. Otherwise remove {column2}.",
    )
