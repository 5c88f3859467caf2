"""What holds of every payment, whatever the lines: order does not matter, and nothing is without a reason."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from app.coding.claim import Claim, Line
from app.library import Library
from app.payment.paying import pay
from app.payment.record import PaymentSetting
from tests.payment import invented

CODES = sorted({row.split(",")[0] for row in invented.FEES} | {"0009X", "0999X"})
MODIFIERS = ("26", "TC", "50", "RT", "LT", "59", "80", "AS", "62", "53", "52", "76", "GZ")
SETTINGS: tuple[PaymentSetting, ...] = ("professional", "hospital", "asc")
LINES = st.builds(
    Line,
    code=st.sampled_from(CODES),
    modifiers=st.lists(st.sampled_from(MODIFIERS), max_size=2, unique=True).map(tuple),
    units=st.integers(1, 4),
    encounter=st.integers(1, 2),
    place_of_service=st.sampled_from((None, "22", "24")),
    practitioner=st.sampled_from((None, "p1")),
)
CLAIMS = st.builds(lambda lines: invented.claim(tuple(lines)), st.lists(LINES, min_size=1, max_size=8))


@given(claim=CLAIMS, setting=st.sampled_from(SETTINGS))
def test_every_line_has_an_amount_or_a_reason(
    library: Library, claim: Claim, setting: PaymentSetting
) -> None:
    payment = pay(claim, library, setting=setting)
    assert [line.line for line in payment.lines] == list(range(1, len(claim.lines) + 1))
    for line in payment.lines:
        assert (line.amount is None) == (line.state == "unknown")
        assert bool(line.reason) == (line.state != "paid")
        if line.amount is not None:
            assert line.amount >= 0
            assert line.amount == round(line.amount, 2)
        if line.state == "paid":
            assert line.steps
        else:
            assert not line.amount
    known = [line.amount for line in payment.lines if line.amount is not None]
    assert payment.total == sum(known, Decimal(0))
    assert payment.unknown == len(payment.lines) - len(known)


@given(data=st.data(), claim=CLAIMS, setting=st.sampled_from(SETTINGS))
def test_the_order_of_the_lines_does_not_change_the_total(
    library: Library, data: st.DataObject, claim: Claim, setting: PaymentSetting
) -> None:
    order = data.draw(st.permutations(claim.lines))
    other = invented.claim(tuple(order))
    one, two = (pay(each, library, setting=setting) for each in (claim, other))
    # Of equal procedures the order says which is the sixth, and that one's line may have several units.
    assume(not any("by report" in line.reason for line in (*one.lines, *two.lines)))
    assert (one.total, one.unknown) == (two.total, two.unknown)


@given(claim=CLAIMS)
def test_a_further_line_never_adds_more_than_it_pays_alone(library: Library, claim: Claim) -> None:
    """Ranking and sides only reduce; but what is unknown beside others may be known alone."""
    together = pay(claim, library)
    alone = [pay(invented.claim((line,)), library) for line in claim.lines]
    for line, own in zip(together.lines, alone, strict=True):
        if line.amount is not None and own.lines[0].amount is not None:
            assert line.amount <= own.lines[0].amount + Decimal("0.02")
