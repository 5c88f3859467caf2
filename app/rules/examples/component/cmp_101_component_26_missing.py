"""The examples of CMP-101, component-26-missing."""

from app.rules.examples.example import example
from app.rules.examples.rows import fee_row, lacking

_IMAGING = {"fees": {"73040": {"": fee_row("73040", "")}}}

EXAMPLES = (
    example("outpatient hospital", "20610, 77002", "error line 2", pos="22", owner="facility"),
    example(
        "outpatient hospital, claim form not stated", "20610, 77002", "error line 2", pos="22", form=None
    ),
    example("payer follows CPT only", "20610, 77002", "warning line 2", pos="22", payer="commercial-cpt"),
    example("payer not stated", "20610, 77002", "error line 2", pos="22", payer=None),
    example("office, equipment of another", "20610, 77002", "warning line 2", owner="other"),
    example("office, own equipment", "20610, 77002"),
    example("office, owner not stated", "20610, 77002", "not checked", owner=None),
    example("26 is there", "20610, 77002-26", pos="22", owner="facility"),
    example("TC is another rule", "20610, 77002-TC", pos="22", owner="facility"),
    example("institutional claim", "20610, 77002", pos=None, form="institutional", owner="facility"),
    example("neither place nor claim form stated", "20610, 77002", "not checked", pos=None, form=None),
    example("place not stated", "20610, 77002", "not checked", pos=None),
    example("nursing facility that is no facility", "20610, 77002", pos="32"),
    example("a place that no list has", "20610, 77002", "not checked", pos="97"),
    example(
        "the fee schedule of the year is not on the shelf",
        "20610, 77002",
        "error line 2",
        pos="22",
        facts=lacking("fees") | {"fees": {}},
    ),
    example("surgical center that owns the equipment", "20610, 77002", "warning line 2", pos="24"),
    example("surgical center", "20610, 77002", "error line 2", pos="24", owner="facility"),
    example("hospital place, own equipment", "20610, 77002", "error line 2", pos="22"),
    example("no reading on record", "20610, 77002", "error line 2", pos="22", interpretation=False),
    example(
        "split by its rows, the indicator not read",
        "20206, 76942",
        "error line 2",
        pos="22",
        facts={"fees": {"76942": {part: fee_row("76942", part, "") for part in ("", "26", "TC")}}},
    ),
    example(
        "one component on file says that there are two",
        "20206, 76942",
        "error line 2",
        pos="22",
        facts={"fees": {"76942": {"26": fee_row("76942", "26", "")}}},
    ),
    example(
        "the other component on file",
        "20206, 76942",
        "error line 2",
        pos="22",
        facts={"fees": {"76942": {"TC": fee_row("76942", "TC", "")}}},
    ),
    example("imaging of its own", "23350, 73040", "error line 2", pos="22", facts=_IMAGING),
    example("imaging of its own in an office", "23350, 73040", facts=_IMAGING),
    example(
        "imaging in an office, equipment of another",
        "23350, 73040",
        "warning line 2",
        owner="other",
        facts=_IMAGING,
    ),
    example("imaging with 26", "23350, 73040-26", pos="22", facts=_IMAGING),
    example("imaging without a fee row", "23350, 73040", "not checked", pos="22"),
    example("imaging without a fee row in an office", "23350, 73040"),
    example("fluoroscopy alone, without a fee row", "76000", "not checked", pos="22", owner="facility"),
    example(
        "imaging that does not split",
        "23350, 73040",
        pos="22",
        facts={"fees": {"73040": {"": fee_row("73040", "", "0")}}},
    ),
    example(
        "imaging, and a center that owns the equipment",
        "73040",
        "warning line 1",
        pos="24",
        facts=_IMAGING,
    ),
    example(
        "76000 beside guidance has to go: that is the problem",
        "20610, 77002-26, 76000",
        pos="22",
        facts={"fees": {"76000": {"": fee_row("76000", "")}}},
    ),
    example("a code that the book does not know", "79999, 20610, 77002-26", pos="22"),
    example("a code that is no radiology", "20610, 77002-26, 99213", pos="22"),
    example(
        "the code does not split",
        "20610, 77002",
        pos="22",
        facts={"fees": {"77002": {"": fee_row("77002", "", "0")}}},
    ),
    example("four modifiers already", "20610, 77002-59-RT-GC-KX", "error line 2", pos="22", owner="facility"),
    example("another line has TC", "20610, 77002, 77002-TC", "error line 2", pos="22"),
    example("guidance inside the procedure is the problem", "27096, 77002", pos="22"),
    example("a second guidance code is the problem", "20610, 77002-26, 77003", pos="22"),
    example("a repeat is the problem", "20610, 77002-26, 77002", pos="22"),
    example(
        "a second encounter has its own component",
        "20610, 77002-26, 20605@2, 77002-XE@2",
        "error line 4",
        pos="22",
        separate_encounter=True,
    ),
)
