"""The examples of FAM-102, guidance-stacked."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("a needle outside vessels for the access: that is another rule", "36556, 77001, 76942"),
    example(
        "two encounters, distinguished in the first only",
        "20610, 77002, 76942-XS, 20605@2, 77002@2, 76942@2",
        "error line 6",
        separate_site=True,
    ),
    example("fluoroscopy of both families", "20610, 77002, 77003", "error line 3"),
    example("ultrasound and fluoroscopy, record says fluoroscopy", "20610, 76942, 77002", "error line 2"),
    example("ultrasound and CT, method not stated", "20206, 76942, 77012", "error line 3", base=UNDOCUMENTED),
    example("76000 beside guidance", "20610, 77002, 76000", "error line 3"),
    example(
        "the same, payer follows CPT only",
        "20610, 77002, 76000",
        "warning line 3",
        payer="commercial-cpt",
    ),
    example("guidance of a central line beside another", "20610, 77002, 77001", "error line 3"),
    example(
        "the same on a hospital claim",
        "20610, 77002, 77001",
        "error line 3",
        form="institutional",
        pos="22",
    ),
    example("one guidance code", "20610, 77002"),
    example("two encounters", "20610, 77002, 20206@2, 76942@2"),
    example("distinguished by modifier and record", "20610, 77002, 20206, 76942-XS", separate_site=True),
    example(
        "modifier without the record",
        "20610, 77002, 20206, 76942-XS",
        "error line 4",
        modality="fluoroscopy",
    ),
    example(
        "distinguished by the record only", "20610, 77002, 20206, 76942", "error line 4", separate_site=True
    ),
    example("77003 fits the procedure", "64520, 77002, 77003", "error line 2"),
    example("no procedure tells which", "77002, 77003", "error line 2"),
    example("neither is of the method in the record", "20610, 77002, 77003", modality="ultrasound"),
    example("both are inside the procedure", "27096, 77002, 76000"),
    example(
        "two encounters, each with two codes",
        "20610, 77002, 76000, 20206@2, 76942@2, 77012@2",
        "error line 3",
        "error line 6",
        base=UNDOCUMENTED,
    ),
)
