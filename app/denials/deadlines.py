"""Until when a decision of original Medicare can be reopened or appealed.

A notice is presumed to be received five days after its date, and the 120 days of a redetermination count from
there (CMS, first level of appeal; 42 CFR 405.942). A reopening may be asked for any reason within a year, and
with good cause within four (42 CFR 405.980). A claim is taken for a year from the day of service, to the end
of February where that was its 29th (First Coast, timely filing). No day is moved to a working day: no source
read says so.
"""

from datetime import date, timedelta

from app.coding.denials import AppealLevel, Deadline, DenialTable

PRESUMED_DAYS = 5
REOPENING, REDETERMINATION = 0, 1
_GOOD_CAUSE_YEARS = 4


def deadlines(table: DenialTable, remitted: date | None) -> tuple[Deadline, ...]:
    """Both deadlines after a remittance; without its date they are named without a day."""
    levels = {level.level: level for level in table.levels}
    reopening, appeal = levels.get(REOPENING), levels.get(REDETERMINATION)
    found = []
    if appeal is not None:
        found.append(
            Deadline("redetermination", remitted and last_day_of(appeal, remitted), appeal.citations)
        )
    if reopening is not None:
        year, four = (remitted and years_after(remitted, 1)), (remitted and good_cause_until(remitted))
        found.append(Deadline("reopening", year, reopening.citations, four))
    return tuple(found)


def filing_deadline(table: DenialTable, service: date) -> Deadline:
    """Until when a claim of a day of service can be sent, or sent again.

    The source of the reason that a claim came too late says how long claims are taken.
    """
    late = next((each for each in table.codes if each.route == "late"), None)
    return Deadline("new claim", years_after(service, 1), late.citations if late else ())


def last_day_of(level: AppealLevel, noticed: date) -> date:
    """The last day of a level that counts from the presumed receipt of a notice.

    >>> last_day_of(AppealLevel(level=1, name="", by="", days=120, counts_from=""), date(2026, 5, 15))
    datetime.date(2026, 9, 17)
    """
    return noticed + timedelta(days=PRESUMED_DAYS + level.days)


def good_cause_until(remitted: date) -> date:
    """Until when a decision can be reopened for good cause."""
    return years_after(remitted, _GOOD_CAUSE_YEARS)


def years_after(day: date, years: int) -> date:
    """The same day some years later; the end of February for one that is not there.

    >>> years_after(date(2028, 2, 29), 1)
    datetime.date(2029, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
