"""The examples of INC-101, guidance-included."""

from app.coding.official import PairEdit
from app.rules.examples.carried import both_carried, carried, edit_of_the_day
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import lacking

_ONLY_EDITED = carried("ncci-ptp", "pairs", "20670 / 77002")
_INDICATED = {"pairs": {("20670", "77002"): PairEdit("20670", "77002", "1", None, None, "example")}}
_BY_CT = carried("ncci-ptp", "pairs", "20553 / 77012")
_ALSO_IN_MANUAL = {**_ONLY_EDITED, "sources": {}}

EXAMPLES = (
    example(
        "inside one code by its own words and no edit, beside a procedure of its own",
        "64520, 64447, 77003",
        "warning line 3",
    ),
    example(
        "joint injection with ultrasound inside",
        "20611, 77002",
        "error line 2",
        modality="ultrasound",
        facts=EXAMPLE_EDITS,
    ),
    example("sacroiliac injection", "27096-RT, 77002", "error line 2"),
    example("59 does not change it", "27096, 77002-59", "error line 2"),
    example("femoral nerve block in 2023", "64447, 77002", "error line 2", on="2023-01-01"),
    example("femoral nerve block the day before", "64447, 77002", on="2022-12-31"),
    example("joint injection without ultrasound", "20610, 77002"),
    example(
        "a PTP edit only, payer follows CPT only",
        "20670, 77002",
        "warning line 2",
        payer="commercial-cpt",
        facts=EXAMPLE_EDITS,
    ),
    example("a PTP edit only, Medicare", "20670, 77002", "error line 2", facts=EXAMPLE_EDITS),
    example("a PTP edit only, its indicator known", "20670, 77002", "error line 2", facts=_INDICATED),
    example("a PTP edit beside one code, inside another", "20670, 27096, 77002", "error line 3"),
    example(
        "a PTP edit with CT guidance", "20553, 77012", "error line 2", modality="ct", facts=EXAMPLE_EDITS
    ),
    example("two PTP edits", "20552, 20553, 77012", "error line 3", modality="ct", facts=EXAMPLE_EDITS),
    example(
        "ultrasound code, CT billed and fluoroscopy in the record",
        "20611, 77012",
        "error line 2",
        facts=EXAMPLE_EDITS,
    ),
    example("inside one code, and the other wants 77002", "20610-RT, 27096-RT, 77003", "error line 3"),
    example(
        "a second joint, no modifier",
        "20611, 20610, 77002",
        "error line 3",
        modality="ultrasound",
        facts=EXAMPLE_EDITS,
    ),
    example("a second joint, distinguished", "20611, 20610-XS, 77002-XS", separate_site=True),
    example("nerve block and a joint, not distinguished", "64447, 20610, 77002", "warning line 3"),
    example("nerve block and a joint, distinguished", "64447, 20610, 77002", separate_site=True),
    example("no guidance on the claim", "20611"),
    example("the wrong family explains it", "62267, 77002"),
    example("arthrography has a rule of its own", "73040, 23350, 77002"),
    example(
        "ultrasound code, fluoroscopy in the record", "20611, 77002", "error line 2", facts=EXAMPLE_EDITS
    ),
    example(
        "no list of inclusions",
        "20611, 77002",
        "not checked",
        facts=lacking("inclusions"),
    ),
    example("two codes contain it", "20611, 27096, 77002", "error line 3", modality="ultrasound"),
    example(
        "a code that contains it beside one of another family",
        "20611, 64520, 77002",
        "error line 3",
        facts=EXAMPLE_EDITS,
    ),
    example("a code that nothing describes", "20611, 77002", "error line 2", facts={"codes": {}}),
    example("ultrasound guidance inside the code", "20611, 76942", "error line 2", modality="ultrasound"),
    example(
        "ultrasound guidance, and a biopsy", "20611, 20206, 76942", "error line 3", modality="ultrasound"
    ),
    example(
        "two guidance codes inside one",
        "20611, 77002, 76942",
        "error line 2",
        "error line 3",
        modality="ultrasound",
        facts=EXAMPLE_EDITS,
    ),
    example(
        "a modifier that Needlepoint does not know",
        "20611, 20610, 77002-ZZ",
        "error line 3",
        facts=EXAMPLE_EDITS,
    ),
    example("the other family, inside as well", "64447, 77003", "error line 2"),
    example(
        "ultrasound guidance beside a visit", "20611, 99213, 76942", "error line 3", modality="ultrasound"
    ),
    example("method not stated, and a visit", "27096, 99213, 77002", "error line 3", modality=None),
    example(
        "a second joint, payer follows CPT only",
        "20611, 20610, 77002",
        "warning line 3",
        modality="ultrasound",
        payer="commercial-cpt",
    ),
    example("two sides, one with ultrasound", "20611-LT, 20610-RT, 77002-RT", modality="ultrasound"),
    example(
        "one side twice",
        "20611-RT, 20610-RT, 77002-RT",
        "error line 3",
        modality="ultrasound",
        facts=EXAMPLE_EDITS,
    ),
    example("a second joint, modifier on the first", "20611-XS, 20610, 77002", modality="ultrasound"),
    example("a side on guidance only", "20611, 20610, 77002-RT", "error line 3", facts=EXAMPLE_EDITS),
    example("a side on the procedure only", "20611-LT, 20610, 77002", "error line 3", facts=EXAMPLE_EDITS),
    example("a modifier that is no side", "20611-LT, 20610, 77002-26-RT"),
    example("fluoroscopy of its own code beside it", "27096, 76000", "error line 2"),
    example("the same at another visit of the day", "27096, 76000@2", "error line 2"),
    example("fluoroscopy and guidance", "27096, 77002, 76000", "error line 2", "error line 3"),
    example("fluoroscopy beside a joint injection is another rule", "20610, 76000"),
    example("25 is no site", "20611-LT, 20610, 77002-25", "error line 3", facts=EXAMPLE_EDITS),
    example("the reading of a drainage beside its code", "10030, 75989", "error line 2"),
    example("a PICC with imaging inside", "36573, 76937-26", "error line 2", pos="22", modality="ultrasound"),
    example("a PICC with imaging before it had a code", "36573, 76937", on="2018-12-31"),
    example("a central line under ultrasound", "36556, 76937", modality="ultrasound"),
    example("the reading of a drainage beside another code", "10160, 75989"),
    example(
        "a PTP edit of the last edition held",
        "20670, 77002",
        "warning line 2",
        facts=both_carried("20670 / 77002"),
    ),
    example(
        "the same, and the add-on list of the day is another rule",
        "20670, 77002",
        facts=_ONLY_EDITED,
    ),
    example(
        "the same, guidance that is no add-on", "20553, 77012", "warning line 2", modality="ct", facts=_BY_CT
    ),
    example("a PTP edit of an edition in force", "20670, 77002", "error line 2", facts=edit_of_the_day()),
    example(
        "a PTP edit that is cited from an ended edition",
        "20553, 77012",
        "warning line 2",
        modality="ct",
        facts={"sources": _BY_CT["sources"]},
    ),
    example(
        "a second joint, joined in the last edition held",
        "20611, 20610, 77002",
        "warning line 3",
        facts=carried("ncci-ptp", "pairs", "20611 / 77002"),
    ),
    example(
        "a PTP edit of the last edition held, and a manual that says so too",
        "20670, 77002",
        "error line 2",
        facts=_ALSO_IN_MANUAL,
    ),
)
