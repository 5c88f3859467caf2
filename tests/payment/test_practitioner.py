"""What the lines of a practitioner's claim pay, and why a line pays nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.coding.claim import Line, Locality
from app.library import Library
from app.payment.paying import pay
from app.payment.record import LinePayment
from tests.payment.invented import FAR, claim


def paid(library: Library, lines: str, place: str | None = "11") -> tuple[LinePayment, ...]:
    return pay(claim(lines, place), library).lines


def amounts(library: Library, lines: str, place: str = "11") -> list[str | None]:
    return [None if each.amount is None else str(each.amount) for each in paid(library, lines, place)]


@pytest.mark.parametrize(
    ("lines", "place", "expected"),
    [
        ("0001X", "11", ["100.00"]),
        ("0001X", "22", ["60.00"]),
        ("0010X-26", "22", ["25.00"]),
        ("0010X-TC", "11", ["100.00"]),
        ("0005X x3", "11", ["90.00"]),
        ("0034X", "11", ["12.00"]),
    ],
)
def test_place_component_and_units_pick_the_amount(
    library: Library, lines: str, place: str, expected: list[str]
) -> None:
    assert amounts(library, lines, place) == expected


def test_indices_change_the_amount_and_the_formula_shows_them(library: Library) -> None:
    (line,) = pay(claim("0001X", locality=FAR), library).lines
    assert line.amount == Decimal("119.50")
    assert line.steps[0].text.endswith("(0.00 × 1.028 + 100.00 × 1.195 + 0.00 × 1.233) × 1.0 = $119.50")
    cited = [step.citation for step in line.steps if step.citation]
    assert [(each.source, each.edition, each.locator) for each in cited[:2]] == [
        ("pfs-rvu-rvu25d", "RVU25D", "0001X global"),
        ("pfs-gpci-rvu25d", "RVU25D", "09102-99"),
    ]


@pytest.mark.parametrize(
    ("lines", "place", "state", "words"),
    [
        (
            "0010X",
            "22",
            "unknown",
            "global service: NA in the fee schedule. The professional component, 0010X-26, has one.",
        ),
        (
            "0010X-TC",
            "22",
            "unknown",
            "no facility amount: NA in the fee schedule for the technical component.",
        ),
        ("0037X", "11", "unknown", "no nonfacility amount: NA in the fee schedule, as it is rarely or never"),
        ("0030X", "11", "unknown", "priced by the contractor"),
        ("0031X", "11", "packaged", "bundled"),
        ("0032X", "11", "not-paid", "not covered by Medicare"),
        ("0035X", "11", "unknown", "has no relative values"),
        ("0036X", "22", "not-paid", "incident to a physician's service"),
        ("00100", "11", "unknown", "base units are not in the files that are read"),
        ("0999X", "11", "unknown", "0999X is not in the fee schedule RVU25D."),
        ("0001X-26", "11", "unknown", "no row for 0001X with that component"),
        ("0001X-52", "11", "unknown", "How 52 changes the amount is not calculated here."),
        ("0001X", None, "unknown", "place of service is not stated"),
    ],
)
def test_without_an_amount_the_line_says_why(
    library: Library, lines: str, place: str | None, state: str, words: str
) -> None:
    (line,) = paid(library, lines, place)
    assert (line.state, words in line.reason) == (state, True), line.reason
    assert line.amount == (None if state == "unknown" else Decimal(0))


def test_an_anesthesia_line_names_the_factor_of_the_locality(library: Library) -> None:
    (line,) = paid(library, "00100")
    assert [(step.text, step.amount) for step in line.steps] == [
        ("Anesthesia conversion factor of the locality", Decimal("19.31"))
    ]


def test_the_place_of_a_line_goes_before_that_of_the_claim(library: Library) -> None:
    lines = (Line("0001X", place_of_service="22"), Line("0005X"))
    assert [str(each.amount) for each in pay(claim(lines), library).lines] == ["60.00", "30.00"]


def test_status_t_is_paid_only_where_nothing_else_is(library: Library) -> None:
    assert amounts(library, "0033X") == ["15.00"]
    assert amounts(library, "0033X, 0005X") == ["0.00", "30.00"]
    assert paid(library, "0033X, 0005X")[0].state == "packaged"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0001X-50", ["150.00"]),
        ("0001X x2", ["150.00"]),
        ("0001X-RT, 0001X-LT", ["100.00", "50.00"]),
        ("0002X-50", ["80.00"]),
        ("0002X-RT, 0002X-LT", ["80.00", "0.00"]),
        ("0004X-50", ["40.00"]),
        ("0004X x2", ["40.00"]),
        ("0003X-50", ["100.00"]),
        ("0005X-RT, 0005X-LT", ["30.00", "0.00"]),
        ("0001X-50 x2", [None]),
        ("0005X-50-RT, 0005X-LT", ["30.00", "30.00"]),
        ("0005X-RT, 0005X-LT, 0005X-LT", ["30.00", "0.00", "30.00"]),
        ("0005X-LT, 0005X-LT, 0005X-RT", ["30.00", "30.00", "0.00"]),
    ],
)
def test_both_sides_pay_by_the_bilateral_indicator(
    library: Library, lines: str, expected: list[str | None]
) -> None:
    assert amounts(library, lines) == expected


def test_a_second_site_is_no_other_side(library: Library) -> None:
    assert amounts(library, "0001X-RT, 0001X-LT-59") == ["100.00", "50.00"]
    assert amounts(library, "0002X-RT, 0002X-LT-59") == ["80.00", "40.00"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0002X, 0001X", ["40.00", "100.00"]),
        ("0001X, 0002X, 0003X, 0004X", ["100.00", "40.00", "25.00", "20.00"]),
        ("0001X, 0005X", ["100.00", "30.00"]),
        ("0001X-50, 0002X", ["150.00", "40.00"]),
        ("0020X, 0001X-RT, 0001X-LT", ["200.00", "50.00", "25.00"]),
        ("0003X x3", ["100.00"]),
        ("0020X x6", [None]),
        ("0001X, 0010X", ["100.00", "125.00"]),
    ],
)
def test_procedures_are_ranked_by_amount_and_the_others_paid_at_half(
    library: Library, lines: str, expected: list[str | None]
) -> None:
    assert amounts(library, lines) == expected


def test_the_sixth_procedure_is_by_report(library: Library) -> None:
    lines = tuple(Line(code) for code in ("0020X", "0001X", "0002X", "0003X", "0004X", "0004X"))
    found = pay(claim(lines), library).lines
    assert [each.state for each in found] == ["paid"] * 5 + ["unknown"]
    assert "by report" in found[-1].reason


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0001X, 0020X-52", [None, None]),
        ("0001X, 0005X-52", ["100.00", None]),
        ("0011X, 0012X-52", [None, None]),
        ("0001X, 0012X-52", ["100.00", None]),
    ],
)
def test_no_rank_is_guessed_beside_a_line_of_which_no_amount_is_known(
    library: Library, lines: str, expected: list[str | None]
) -> None:
    assert amounts(library, lines) == expected


def test_procedures_of_two_practitioners_are_ranked_apart(library: Library) -> None:
    lines = (Line("0001X", practitioner="a"), Line("0002X", practitioner="b"))
    assert [str(each.amount) for each in pay(claim(lines), library).lines] == ["100.00", "80.00"]


def test_endoscopies_of_a_family_are_paid_beyond_their_base(library: Library) -> None:
    """The published example: base 200.00, others 310.02, 275.12 and 270.13 come to 455.27."""
    payment = pay(claim("0021X, 0022X, 0023X"), library)
    assert [str(each.amount) for each in payment.lines] == ["310.02", "75.12", "70.13"]
    assert payment.total == Decimal("455.27")


def test_the_base_beside_its_family_pays_nothing(library: Library) -> None:
    found = paid(library, "0029X, 0021X")
    assert [(each.state, str(each.amount)) for each in found] == [("packaged", "0.00"), ("paid", "310.02")]


def test_a_family_is_ranked_as_one_among_other_procedures(library: Library) -> None:
    assert amounts(library, "0021X, 0022X, 0020X") == ["310.02", "75.12", "100.00"]
    assert amounts(library, "0020X x1, 0029X") == ["200.00", "100.00"]


def test_imaging_of_a_session_reduces_technical_and_professional_parts_apart(library: Library) -> None:
    """The published example: parts of 100 and 80, technical ones of 500 and 400, come to 176 and 700."""
    assert amounts(library, "0011X, 0012X") == ["600.00", "276.00"]
    assert amounts(library, "0011X-26, 0012X-26") == ["100.00", "76.00"]
    assert amounts(library, "0011X-TC, 0012X-26") == ["500.00", "80.00"]


def test_imaging_of_two_encounters_is_not_reduced(library: Library) -> None:
    lines = (Line("0011X"), Line("0012X", encounter=2))
    assert [str(each.amount) for each in pay(claim(lines), library).lines] == ["600.00", "480.00"]


def test_further_cardiovascular_tests_lose_a_quarter_of_the_technical_part(library: Library) -> None:
    assert amounts(library, "0014X x2") == ["350.00"]


def test_further_therapy_is_not_calculated(library: Library) -> None:
    assert amounts(library, "0015X") == ["70.00"]
    assert amounts(library, "0015X x2") == [None]


def test_the_opps_cap_is_taken_where_it_is_lower(library: Library) -> None:
    (line,) = paid(library, "0013X-TC")
    assert line.amount == Decimal("7.25")
    assert any(step.text.startswith("The OPPS cap on imaging is lower") for step in line.steps)


@pytest.mark.parametrize(
    ("lines", "state", "amount"),
    [
        ("0001X-80", "paid", "16.00"),
        ("0001X-AS", "paid", "13.60"),
        ("0001X-62", "paid", "62.50"),
        ("0002X-80", "unknown", None),
        ("0003X-82", "not-paid", "0.00"),
        ("0002X-62", "unknown", None),
        ("0003X-62", "not-paid", "0.00"),
    ],
)
def test_assistants_and_co_surgeons_are_paid_a_share_where_the_indicator_allows(
    library: Library, lines: str, state: str, amount: str | None
) -> None:
    (line,) = paid(library, lines)
    assert (line.state, None if line.amount is None else str(line.amount)) == (state, amount)


def test_what_a_contractor_prices_names_the_ceiling_of_the_opps_cap(library: Library) -> None:
    (line,) = paid(library, "0006X-TC")
    assert (line.state, line.amount) == ("unknown", None)
    assert [(step.text, step.amount) for step in line.steps] == [
        ("The contractor's price is at most the OPPS cap", Decimal("7.25"))
    ]


def test_an_assistant_is_ranked_apart_from_the_surgeon(library: Library) -> None:
    assert amounts(library, "0001X, 0001X-80") == ["100.00", "16.00"]
    assert amounts(library, "0002X-80, 0002X") == [None, "80.00"]


def test_the_payment_amount_file_is_named_and_a_difference_is_said(library: Library) -> None:
    same, other = paid(library, "0001X, 0005X")
    assert [step.amount for step in same.steps if step.text.startswith("The payment amount file")] == [100]
    assert same.notes == ()
    assert other.notes == ("The payment amount file prints $31.00; that is not explained.",)


def test_the_amount_that_the_file_of_one_contractor_prints_is_shown_with_that_file(library: Library) -> None:
    (line,) = paid(library, "0002X")
    printed = [step for step in line.steps if step.text == "The payment amount file prints"]
    assert [(step.amount, step.citation.source) for step in printed if step.citation] == [
        (Decimal("80.00"), "pfs-amounts-pf25d-ak")
    ]


def test_what_is_left_out_is_said(library: Library) -> None:
    own = pay(claim("0001X"), library)
    other = pay(claim("0001X", payer="aetna"), library)
    assert "sequestration" in own.left_out
    assert "deductible and coinsurance" in own.left_out
    assert any("these are Medicare's amounts" in each for each in other.left_out)
    assert not any("these are Medicare's amounts" in each for each in own.left_out)


def test_the_total_adds_up_what_is_known_and_counts_what_is_not(library: Library) -> None:
    payment = pay(claim("0001X, 0030X, 0031X"), library)
    assert (payment.total, payment.unknown) == (Decimal("100.00"), 1)


def test_the_same_claim_gives_the_same_payment(library: Library) -> None:
    one = claim("0001X-50, 0021X, 0022X, 0011X, 0012X", locality=Locality(zip="00501"))
    assert pay(one, library) == pay(one, library)
