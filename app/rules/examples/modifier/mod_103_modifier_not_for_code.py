"""The examples of MOD-103, modifier-not-for-code."""

from functools import partial

from msgspec.structs import replace

from app.coding.official import FeeRow
from app.rules.examples.carried import carried
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import fee_row


def _fees(code: str, bilateral: str, status: str = "A", *, component: str = "0") -> dict[str, object]:
    """The fee row of one code alone, by its indicators."""
    return {"fees": {code: {"": fee_row(code, "", component, bilateral, status)}}}


def _helpers(code: str, assistant: str, co_surgeons: str, status: str = "A") -> FeeRow:
    """The fee row of a code, by its indicators for those who help the surgeon."""
    return replace(fee_row(code, "", "0", status=status), assistant=assistant, co_surgeons=co_surgeons)


_ASSISTANTS = {
    "20610": {"": _helpers("20610", "1", "0")},
    "36561": {"": _helpers("36561", "0", "0")},
    "22842": {"": _helpers("22842", "2", "1")},
    "62323": {"": _helpers("62323", "9", "9")},
    "20552": {"": _helpers("20552", "1", "0", "C")},
    "20605": {"": fee_row("20605", "", "0", "1")},
}
_helped = partial(example, facts={"fees": _ASSISTANTS})

EXAMPLES = (
    example("25 on guidance", "99213, 20610, 77002-25", "error line 3"),
    example("25 on the visit", "99213-25, 20610, 77002"),
    example("CT modifier on fluoroscopy", "20610, 77002-CT", "warning line 2"),
    example("26 on a procedure that does not split", "20610-26, 77002", "error line 1", facts=EXAMPLE_EDITS),
    example("26 on guidance", "20610, 77002-26"),
    example("26 on a code without a fee row", "64450-26, 77002", "not checked", facts={"fees": {}}),
    example(
        "26 on guidance that does not split",
        "20610, 77002-26",
        "error line 2",
        facts={"fees": {"77002": {"": fee_row("77002", "", "0")}}},
    ),
    example("26 on guidance, without a fee row", "20610, 77002-26", facts={"fees": {}}),
    example("50 has a rule of its own", "20610, 77002-50"),
    example("51 on an add-on has a rule of its own", "20610, 77002-51"),
    example("51 on guidance that is no add-on", "20206, 76942-51", "warning line 2"),
    example("59 on a visit", "99213-59, 20610, 77002", "error line 1"),
    example("RT and LT on a procedure line", "20610-RT-LT", "warning line 1"),
    example("RT with 50", "20610-RT-50", "warning line 1"),
    example("RT with 50, right in the record: that is another rule", "20610-RT-50", laterality="right"),
    example("RT with 50, both sides in the record", "20610-RT-50", "warning line 1", laterality="bilateral"),
    example(
        "74, and no anesthesia", "20610-74, 77002", "error line 1", form="institutional", anesthesia=False
    ),
    example("74 after anesthesia", "20610-74, 77002", form="institutional", anesthesia=True),
    example("74, not stated", "20610-74, 77002", "not checked", form="institutional"),
    example("79 on a visit", "99213-79, 20610, 77002", "error line 1"),
    example("79 on an exam", "73040-79", "warning line 1"),
    example("79 on a procedure", "20610-79, 77002"),
    example("79 on procedure and guidance", "20610-79, 77002-79"),
    example("79 on the guidance alone", "20610, 77002-79", "info line 2"),
    example("78 in an office", "20610-78, 77002", "warning line 1"),
    example("78 in a surgical center", "20610-78, 77002", pos="24"),
    example("78 of a hospital", "20610-78, 77002", form="institutional"),
    example("78 and 79", "20610-78-79, 77002", "warning line 1", pos="24"),
    example("KX on guidance", "20610, 77002-KX", "info line 2"),
    example("KX on a procedure", "20610-KX, 77002"),
    example("a modifier that Needlepoint does not know", "20610-ZZ"),
    example("repeated modifier", "20610-RT-RT", "warning line 1"),
    example("PO and PN on one line", "20610-PO-PN", "warning line 1", form="institutional", pos=None),
    example("PO and PN on a physician's line are another rule", "20610-PO-PN"),
    example("59 and XS on one line", "20610-59-XS", "warning line 1"),
    example("76 and 77 on one line", "20610, 20610-76-77", "warning line 2"),
    example("73 on guidance", "20610, 77002-73", "warning line 2", form="institutional", pos=None),
    example("74 on guidance", "20610, 77002-74", "warning line 2", form="institutional", pos=None),
    example("27 of the hospital's visits is another rule", "20610-27"),
    example("25 on a procedure, claim form not stated", "20610-25", "error line 1", form=None),
    example(
        "two that exclude each other, and none fits",
        "20610, 77002-FX-FY",
        "warning line 2",
        "warning line 2",
    ),
    example(
        "two that exclude each other, and neither is for a needle",
        "20610-FX-FY",
        "warning line 1",
        "warning line 1",
    ),
    example("an anesthesia modifier on the procedure", "20610-AA", "warning line 1"),
    example("an anesthesia modifier on a code that is done nowhere in particular", "99213-AA"),
    example("a finger on a major joint", "20610-F6", "warning line 1"),
    example("a finger on a small joint", "20600-F6"),
    example("50 where sides do not apply", "62323-50", "error line 1", facts=EXAMPLE_EDITS),
    example(
        "50 where sides do not apply, at another payer",
        "62323-50",
        "info line 1",
        payer="aetna",
        facts=EXAMPLE_EDITS,
    ),
    example("50 of which a policy of the payer speaks", "20552-50", facts=_fees("20552", "0")),
    example("50 where the code is for both sides", "64450-50", "error line 1", facts=_fees("64450", "2")),
    example(
        "50 on an add-on, payer follows CPT only",
        "22842-50",
        "info line 1",
        payer="commercial-cpt",
        facts=_fees("22842", "1"),
    ),
    example("50 on an add-on for Medicare", "22842-50", facts=_fees("22842", "1")),
    example(
        "50 on an add-on, without the register",
        "22842-50",
        payer="commercial-cpt",
        facts={"conflicts": {}, **_fees("22842", "1")},
    ),
    example("50 on a procedure, payer follows CPT only", "20610-50", payer="commercial-cpt"),
    example("50 where both sides are paid", "20610-50, 77002"),
    example("50 on imaging of either side", "73040-26-50", facts=_fees("73040", "3", component="1")),
    example("50 on a code without a fee row", "64450-50", "not checked", facts={"fees": {}}),
    example(
        "50 on a code that Medicare does not price", "27096-50", "not checked", facts=_fees("27096", "9", "E")
    ),
    example(
        "50 on a code that its contractors price, for a side", "27096-50", facts=_fees("27096", "1", "C")
    ),
    example(
        "50 on a code that took none in the last edition held",
        "62323-50",
        "warning line 1",
        "not checked",
        facts=carried("pfs-rvu", "fees", "62323"),
    ),
    example("two that go together", "20610-59-GC"),
    example("two of which Needlepoint knows one", "20610-59-ZZ"),
    example("25 on a code that Needlepoint does not know", "88888-25"),
    example("59 on a procedure", "20610-59"),
    example("50 on a procedure", "20610-50, 77002-RT"),
    example("50 with another modifier", "20610-50-59, 77002"),
    example("two modifiers on guidance", "20610, 77002-26-RT", pos="22"),
    example("two modifiers on a procedure", "20610-59-RT, 77002"),
    example(
        "26 on a procedure that did not split in the last edition held",
        "20610-26, 77002",
        "warning line 1",
        "not checked",
        facts=carried("pfs-rvu", "fees", "20610"),
    ),
    _helped("an assistant whom Medicare does not pay", "20610-80", "error line 1"),
    _helped("an assistant for whom it wants proof", "36561-AS", "info line 1"),
    _helped("an assistant whom it pays", "22842-80"),
    _helped("an assistant where there can be none", "62323-80", "error line 1"),
    _helped("a co-surgeon whom Medicare does not pay", "20610-62", "error line 1"),
    _helped("a co-surgeon for whom it wants proof", "22842-62", "info line 1"),
    _helped("an assistant of another payer", "20610-80", payer="aetna"),
    _helped("an assistant, and no price", "20552-80"),
    _helped("an assistant, and a row in part", "20605-80", "not checked"),
    _helped("an assistant, and no row", "64450-80", "not checked"),
    example(
        "an assistant, by the last edition held",
        "20610-80",
        "warning line 1",
        "not checked",
        facts={"fees": _ASSISTANTS, **carried("pfs-rvu", "fees", "20610")},
    ),
)
