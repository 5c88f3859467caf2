"""From the numbers of a denial, the claim and its review to what it means and what follows."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import structs

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.denials import (
    Action,
    Agreement,
    Correction,
    Deadline,
    Denial,
    DenialCode,
    DenialTable,
    Explanation,
)
from app.coding.facts import Facts
from app.coding.findings import Flag, Review
from app.coding.payers import MEDICARE
from app.denials.deadlines import deadlines, filing_deadline
from app.denials.filing import hold_to_year
from app.denials.own_errors import corrections_of, hold_to_check, other_errors
from app.denials.pairs import Outcome
from app.denials.settling import Case, settle

NOT_APPEALABLE = "The remittance says that the decision cannot be appealed."
OWN_CLOCKS = "Only the days of original Medicare are known here; this payer's notice states its own."
MEDICARES_TABLES = "The edits are Medicare's: whether this payer uses them stands in its own policy."
_OF_MEDICARE = ("ncci-", "cms-")
NO_PAYER = "The payer of the claim is not stated: state Medicare to see its last days."
_TIMED: tuple[Action, ...] = ("appeal", "reopen", "correct")
"""What ends with a deadline."""


def explain_all(
    denials: Sequence[Denial], claim: Claim, review: Review, facts: Facts, table: DenialTable, today: date
) -> tuple[Explanation, ...]:
    """What each denial means; what one group of a line bars, no other group of it asks for."""
    return tuple(
        explain(each, claim, review, facts, table, today, tuple(_beside(each, denials))) for each in denials
    )


def _beside(denial: Denial, denials: Sequence[Denial]) -> Iterator[Denial]:
    """The other groups of the line, and those of the whole claim."""
    return (each for each in denials if each is not denial and each.line in (None, denial.line))


def explain(
    denial: Denial,
    claim: Claim,
    review: Review,
    facts: Facts,
    table: DenialTable,
    today: date,
    beside: Sequence[Denial] = (),
) -> Explanation:
    """What a denial means for the lines it is about, as of `today`; pure.

    `beside`: the other groups of the same lines. Never an appeal for an edit with indicator 0, for a claim
    that was unprocessable, or past its deadline.
    """
    known = tuple(found for number in denial.numbers() if (found := table.find(number)))
    outcome = settle(denial, beside, Case(claim, review, facts, table))
    outcome = hold_to_check(outcome, denial, claim, review)
    outcome, dated = _hold_to_date(outcome, denial, claim, today)
    days = _days(outcome, claim, dated, table)
    outcome = _hold_to(outcome, known, days, today)
    outcome = structs.replace(outcome, advice=(*outcome.advice, *_of_other_payer(outcome, claim)))
    agreement, flags = _agreement(known, outcome, review, claim, denial.line)
    errors = other_errors(outcome.action, denial, review, flags)
    return Explanation(
        denial=denial,
        codes=known,
        unknown=tuple(number for number in denial.numbers() if table.find(number) is None),
        action=outcome.action,
        because=outcome.because,
        agreement=agreement,
        agreeing=tuple(dict.fromkeys(flag.rule for flag in flags)),
        remedies=tuple(dict.fromkeys(flag.remedy for flag in flags if flag.remedy)),
        barred=outcome.barred,
        advice=outcome.advice,
        deadlines=days if outcome.action in (*_TIMED, "new-claim") else (),
        gaps=outcome.gaps,
        corrections=_corrections(outcome, flags, errors, claim),
        errors=errors,
        authority=outcome.citations,
        citations=tuple(
            dict.fromkeys((*outcome.citations, *(each for code in known for each in code.citations)))
        ),
    )


def _of_other_payer(outcome: Outcome, claim: Claim) -> Iterator[str]:
    """What must be said where another payer than Medicare decides, or none is stated."""
    if claim.payer == MEDICARE:
        return
    is_cited = any(each.source.startswith(_OF_MEDICARE) for each in outcome.citations)
    if claim.payer and (outcome.edits or is_cited):
        yield MEDICARES_TABLES
    if outcome.action in _TIMED:
        yield OWN_CLOCKS if claim.payer else NO_PAYER


def _days(outcome: Outcome, claim: Claim, denial: Denial, table: DenialTable) -> tuple[Deadline, ...]:
    """The last days of what may follow, in original Medicare; none for another payer."""
    if claim.payer != MEDICARE:
        return ()
    if outcome.action == "new-claim":
        return (filing_deadline(table, claim.date_of_service),)
    return deadlines(table, denial.remitted)


def _hold_to_date(outcome: Outcome, denial: Denial, claim: Claim, today: date) -> tuple[Outcome, Denial]:
    """The outcome with what is wrong with the date of the remittance, and the denial to count days from."""
    when = denial.remitted
    if when is not None and when < claim.date_of_service:
        words = f"A remittance of {show_date(when)} is older than the service: no last day follows from it."
        denial = structs.replace(denial, remitted=None)
    elif when is not None and when > today:
        words = (
            f"The remittance of {show_date(when)} is in the future: check it; the last days count from it."
        )
    else:
        return outcome, denial
    return structs.replace(outcome, advice=(*outcome.advice, words)), denial


def _hold_to(outcome: Outcome, known: Sequence[DenialCode], days: Sequence[Deadline], today: date) -> Outcome:
    """The outcome with what bars an appeal: the remittance itself, and a deadline that is over."""
    if outcome.action == "new-claim":
        return hold_to_year(outcome, days[0], today) if days else outcome
    if any(each.route == "no-appeal" for each in known) and outcome.action == "appeal":
        return structs.replace(outcome, action="reopen", barred=NOT_APPEALABLE)
    over = {each.what: each for each in days if each.last is not None and each.last < today}
    if outcome.action == "appeal" and (appeal := over.get("redetermination")):
        said = f"The time to appeal ended on {_shown(appeal.last)}."
        outcome = structs.replace(outcome, action="reopen", barred=said)
    if outcome.action in ("reopen", "correct") and (reopening := over.get("reopening")):
        ended = f"The year for a reopening ended on {_shown(reopening.last)}."
        if reopening.with_cause is None or today > reopening.with_cause:
            return structs.replace(outcome, action="write-off", advice=(*outcome.advice, ended))
        until = show_date(reopening.with_cause)
        words = f"With good cause, such as new evidence, one can be asked for until {until}."
        outcome = structs.replace(outcome, advice=(*outcome.advice, ended, words))
    return outcome


def _agreement(
    known: Sequence[DenialCode], outcome: Outcome, review: Review, claim: Claim, line: int | None
) -> tuple[Agreement, tuple[Flag, ...]]:
    """Whether the review of the claim found what the numbers say, on the line or on the claim as a whole.

    A flag of any rule that cites the PTP edit on which the outcome stands says the same; so does one that
    asks to change the other line of that edit, where none is about this one. Where no edition of the date
    answers, a flag on an ended one confirms nothing. A number that leaves its reason open, as medical
    necessity does, is only related to what the check finds.
    """
    rules = {rule for code in known for rule in code.rules}
    named = {rule for code in known if code.route != "appeal" for rule in code.rules}
    said = [flag for flag in review.flags if flag.rule in rules or outcome.edits & _cited_in(flag)]
    found = [flag for flag in said if line is None or flag.line in (None, line)]
    if not found:
        others = {edit.partition(" / ")[0] for edit in outcome.edits}
        beside = {number for number, each in enumerate(claim.lines, 1) if each.code in others}
        found = [
            flag
            for flag in said
            if flag.line in beside or others & {each.partition(" / ")[0] for each in _cited_in(flag)}
        ]
    missed = {each.rule for each in review.not_checked}
    if outcome.action == "unknown" and outcome.gaps:
        found = [flag for flag in found if flag.rule not in missed]
        return ("same" if found else "not-checked"), tuple(found)
    if found:
        is_named = any(flag.rule in named or outcome.edits & _cited_in(flag) for flag in found)
        return ("same" if is_named else "related"), tuple(found)
    return ("not-checked" if not rules or rules & missed else "none"), ()


def _corrections(
    outcome: Outcome, flags: Sequence[Flag], errors: Sequence[Flag], claim: Claim
) -> tuple[Correction, ...]:
    """What a reopening is asked to change: what the outcome names, else what our own check offers.

    `errors`: what else is wrong with the denied line, which is asked to be changed with it.
    """
    if outcome.action not in ("reopen", "correct"):
        return ()
    offered = outcome.corrections or corrections_of(flags, claim)
    return tuple(dict.fromkeys((*offered, *corrections_of(errors, claim))))


def _cited_in(flag: Flag) -> frozenset[str]:
    return frozenset(each.locator for each in flag.citations)


def _shown(day: date | None) -> str:
    return show_date(day) if day is not None else ""
