"""Until when a claim, a reopening or an appeal of original Medicare can be sent.

How long each step is open stands in `data/appeal_steps.csv`, with its source. A year from a 29th of February
ends with that month. No day is moved to a working day: no source read says so.
"""

from datetime import date, timedelta

from app.coding.dates import show_date
from app.coding.denials import AppealStep, Deadline, DenialTable


def deadlines(table: DenialTable, remitted: date | None) -> tuple[Deadline, ...]:
    """Both deadlines after a remittance; without its date they are named without a day."""
    reopening, appeal = table.step("reopening"), table.step("redetermination")
    found = []
    if appeal is not None:
        last = remitted and last_day_of(appeal, remitted)
        counted = say_counted(appeal, remitted) if remitted else ""
        found.append(Deadline("redetermination", last, appeal.citations, counted=counted))
    if reopening is not None:
        last = remitted and last_day_of(reopening, remitted)
        with_cause = remitted and last_day_with_cause(reopening, remitted)
        found.append(Deadline("reopening", last, reopening.citations, with_cause))
    return tuple(found)


def filing_deadline(table: DenialTable, service: date) -> Deadline:
    """Until when a claim of a day of service can be sent, or sent again; no day where no source says so."""
    step = table.step("new claim")
    if step is None:
        return Deadline("new claim", None, ())
    return Deadline("new claim", last_day_of(step, service), step.citations)


def last_day_of(step: AppealStep, day: date) -> date:
    """The last day of a step that counts from `day`, or from when a notice of that day is received.

    >>> day = date(2026, 5, 15)
    >>> last_day_of(
    ...     AppealStep(step="redetermination", name="", by="", days=120, presumed_days=5, counts_from=""), day
    ... )
    datetime.date(2026, 9, 17)
    >>> last_day_of(AppealStep(step="new claim", name="", by="", years=1, counts_from=""), day)
    datetime.date(2027, 5, 15)
    """
    return years_after(day, step.years) + timedelta(days=step.presumed_days + step.days)


def say_counted(step: AppealStep, day: date) -> str:
    """How the last day of a step that counts from when a notice is received comes about.

    >>> say_counted(
    ...     AppealStep(step="redetermination", name="", by="", days=120, presumed_days=5, counts_from=""),
    ...     date(2026, 5, 15),
    ... )
    'Received on 05/20/2026, as presumed 5 days after the notice unless shown otherwise; 120 days from then.'
    """
    received = show_date(day + timedelta(days=step.presumed_days))
    presumed = f"as presumed {step.presumed_days} days after the notice unless shown otherwise"
    return f"Received on {received}, {presumed}; {step.days} days from then."


def last_day_with_cause(step: AppealStep, day: date) -> date:
    """The last day of a step that is asked for with good cause."""
    return years_after(day, step.years_with_cause)


def years_after(day: date, years: int) -> date:
    """The same day some years later; the end of February for one that is not there.

    >>> years_after(date(2028, 2, 29), 1)
    datetime.date(2029, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
