"""Claims that came too late, or have to be sent again before it is too late: original Medicare's year."""

from datetime import date

from msgspec import structs

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.denials import Deadline, Denial, DenialTable
from app.coding.payers import MEDICARE
from app.denials.deadlines import filing_deadline
from app.denials.pairs import Outcome

OTHER_LIMIT = "The timely filing limit of this payer is in its contract; only Medicare's year is known here."


def settle_late(denial: Denial, claim: Claim, table: DenialTable) -> Outcome:
    """A denial for lateness is itself wrong where the remittance is dated within the year."""
    if claim.payer != MEDICARE:
        return Outcome(action="write-off", because=(), advice=(OTHER_LIMIT,))
    deadline = filing_deadline(table, claim.date_of_service)
    service, when = claim.date_of_service, denial.remitted
    year = f"Medicare accepts a claim for {show_date(service)} until {_shown(deadline)}."
    if when is not None and deadline.last is not None and service <= when <= deadline.last:
        words = f"The remittance of {show_date(when)} lies within that year, so the claim was filed in time."
        return Outcome(action="reopen", because=(year, words), citations=deadline.citations)
    return Outcome(action="write-off", because=(year,), citations=deadline.citations)


def hold_to_year(outcome: Outcome, deadline: Deadline, today: date) -> Outcome:
    """The outcome with a new claim left out where its year is over."""
    if deadline.last is None or today <= deadline.last:
        return outcome
    words = f"The year in which Medicare accepts the claim ended on {_shown(deadline)}."
    cited = (*outcome.citations, *deadline.citations)
    return structs.replace(outcome, action="write-off", because=(*outcome.because, words), citations=cited)


def _shown(deadline: Deadline) -> str:
    return show_date(deadline.last) if deadline.last else ""
