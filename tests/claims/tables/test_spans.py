"""Each form in which exports write days of service, and ranges of them."""

from __future__ import annotations

from datetime import date

import pytest

from app.claims.tables import spans
from app.coding.errors import InputError


@pytest.mark.parametrize(
    "text",
    [
        *("09/15/2026", "9/15/26", "9-15-2026", "20260915", "2026-09-15", "2026-09-15T00:00:00", "2026/9/15"),
        *(
            "2026-09-15 13:45:00.123",
            "2026-09-15T08:00:00Z",
            "9/15/2026 1:45:00 PM",
            "2026-09-15T08:00:00-05:00",
        ),
        *(
            "15-Sep-2026",
            "15-SEP-26",
            "Sep 15, 2026",
            "September 15 2026",
            "15 Sept 2026",
            "Sep 15, 2026 8:00 AM",
        ),
        *("46280", "46280.0", "46280.5625", "20260915.0"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert spans.day(text) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "text",
    [
        "t",
        "15.9.2026",
        "2026-09",
        "99999",
        "1",
        "12:30",
        "2026-13-01",
        "tomorrow",
        "15-Abc-2026",
        "31-Feb-2026",
        "15-Sep",
        "Sep 15",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        spans.day(text)


@pytest.mark.parametrize(
    "text",
    [
        *("09/15/2026 - 09/17/2026", "09/15/2026-9/17/26", "2026-09-15 - 2026-09-17", "20260915-20260917"),
        *(
            "2026-09-15/2026-09-17",
            "9/15/26 to 9/17/26",
            "9/15/26 thru 9/17/26",
            "15-Sep-26 through 17-Sep-26",
        ),
    ],
)
def test_a_range_has_its_first_and_its_last_day(text: str) -> None:
    assert spans.span(text) == (date(2026, 9, 15), date(2026, 9, 17))
    with pytest.raises(InputError, match="not a date"):
        spans.day(text)


@pytest.mark.parametrize("text", ["9/15/26 - 9/16/26 - 9/17/26", "9/15/26 - x", "- 9/15/26"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        spans.span(text)
