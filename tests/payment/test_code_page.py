"""What a code pays, as parts of its page."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.page_key import IMPORT
from app.coding.pages import Amounts, Page, Part, Prose, Row, Section, Table
from app.library import Library
from app.payment.code_page import filled_parts, with_amounts
from tests.payment.invented import ON

PLAIN = "99101-00"


def parts(library: Library, code: str, place: str = PLAIN, on: date = ON) -> tuple[Part, ...]:
    return tuple(filled_parts(Amounts(code), on, place, library))


def rows(library: Library, code: str, place: str = PLAIN, on: date = ON) -> dict[str, Row]:
    """The rows of the settings by their names."""
    table = next(part for part in parts(library, code, place, on) if isinstance(part, Table))
    return {row.cells[0]: row for row in table.rows}


def said(library: Library, code: str, place: str = PLAIN, on: date = ON) -> str:
    """All that is said beside the table."""
    prose = (part for part in parts(library, code, place, on) if isinstance(part, Prose))
    return "\n".join(f"{fact.label}: {fact.value}" for each in prose for fact in each.facts)


def test_office_and_facility_pay_by_their_own_columns(library: Library) -> None:
    found = rows(library, "0001X")
    assert found["Practitioner, office"].cells[1] == "$100.00"
    assert found["Practitioner, facility"].cells[1] == "$60.00"


def test_each_part_has_its_amount_and_na_is_no_amount(library: Library) -> None:
    found = rows(library, "0010X")
    assert found["Practitioner, office"].cells[1:4] == ("$125.00", "$25.00", "$100.00")
    assert found["Practitioner, facility"].cells[1:4] == ("NA", "$25.00", "NA")
    assert "0010X has no facility amount for the global service: NA" in said(library, "0010X")


def test_who_keeps_the_facility_is_paid_by_indicator_or_nothing(library: Library) -> None:
    found = rows(library, "0001X")
    assert found["Hospital outpatient"].cells[1:] == ("$313.60", "APC 5441, status indicator T")
    assert found["Ambulatory surgical center"].cells[1:] == ("$33.65", "Addendum AA, indicator P3")
    assert rows(library, "0010X")["Ambulatory surgical center"].cells[1] == "packaged"
    ancillary = rows(library, "0011X")["Ambulatory surgical center"]
    assert ancillary.cells[1] == "not paid"
    assert ancillary.cells[-1] == "Addendum BB, indicator Z3, $26.85 with surgery"


def test_a_row_opens_its_formula_and_its_sources(library: Library) -> None:
    office = rows(library, "0010X")["Practitioner, office"]
    assert (
        "26: Non-facility amount: (0.00 × 1.000 + 25.00 × 1.000 + 0.00 × 1.000) × 1.0 = $25.00" in office.note
    )
    assert {cited.source for cited in office.citations} == {"pfs-rvu-rvu25d", "pfs-gpci-rvu25d"}


def test_a_zip_code_tells_the_locality_and_several_are_named(library: Library) -> None:
    assert "Paid in: 99101-00 Nowhere, ZA" in said(library, "0001X", "00501")
    of_several = said(library, "0001X", "99502")
    assert "more than one payment locality" in of_several
    assert "09102-99 Rest Of State" in of_several
    assert rows(library, "0001X", "99502")["Practitioner, office"].cells[1] == "no amount"


def test_without_a_place_facilities_are_paid_and_practitioners_are_not_known(library: Library) -> None:
    found = rows(library, "0001X", "")
    assert found["Practitioner, office"].cells[1] == "no amount"
    assert found["Hospital outpatient"].cells[1] == "$313.60"
    assert said(library, "0001X", "").count("The payment locality is not known") == 1


@pytest.mark.parametrize(
    "setting", ["Practitioner, office", "Hospital outpatient", "Ambulatory surgical center"]
)
def test_without_an_edition_nothing_is_carried_and_the_row_opens_the_import(
    library: Library, setting: str
) -> None:
    late = date(2026, 12, 5)
    assert rows(library, "0001X", on=late)[setting].cells[1] == "no amount"
    assert rows(library, "0001X", on=late)[setting].key == IMPORT
    assert "not on the shelf for 12/05/2026. Import the " in said(library, "0001X", on=late)


def test_what_the_contractor_prices_has_no_amount_and_says_so(library: Library) -> None:
    assert rows(library, "0030X")["Practitioner, office"].cells[1] == "no amount"
    assert "priced by the contractor" in said(library, "0030X")


def test_of_2026_both_conversion_factors_are_named(library: Library) -> None:
    office = rows(library, "0001X", on=date(2026, 8, 3))["Practitioner, office"]
    assert office.cells[1:] == ("$100.00, or $200.00", "RVU × GPCI × 1.0 or 2.0")


def test_a_page_is_filled_where_its_amounts_belong(library: Library) -> None:
    after = Prose(())
    page = Page(
        key="0001X", kind="code", code="0001X", label="", summary="", as_of=ON,
        sections=(Section("payment", "Payment", (Amounts("0001X"), after)),),
    )  # fmt: skip
    (section,) = with_amounts(page, PLAIN, library).sections
    assert not any(isinstance(part, Amounts) for part in section.parts)
    assert isinstance(section.parts[1], Table)
    assert section.parts[-1] is after


def test_a_global_amount_that_its_components_miss_by_a_cent_is_said_to(october: Library) -> None:
    on = date(2025, 10, 20)
    assert "components 26 and TC add up to $149.47, the global service is $149.48" in said(
        october, "77002", "01112-05", on
    )
