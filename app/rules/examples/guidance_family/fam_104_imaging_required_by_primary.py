"""The examples of FAM-104, imaging-required-by-primary."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("a facet under ultrasound has a code of its own", "64493", "error line 1", modality="ultrasound"),
    example("a facet without imaging", "64493", "error line 1", modality="landmark"),
    example("sacroiliac code, no imaging", "27096", "error line 1", modality="landmark", needle_guided=False),
    example("sacroiliac code, needle not guided", "27096", "error line 1", needle_guided=False),
    example("ultrasound code, fluoroscopy in the record", "20611", "error line 1"),
    example("ultrasound code, ultrasound in the record", "20611", modality="ultrasound"),
    example("sacroiliac code with CT", "27096", modality="ct"),
    example("method not stated", "27096", "not checked", base=UNDOCUMENTED),
    example("no imaging required", "20610", modality="landmark", needle_guided=False),
    example(
        "needle not guided, method not stated",
        "27096",
        "error line 1",
        base=UNDOCUMENTED,
        needle_guided=False,
    ),
    example("unknown code", "88888"),
    example("no source names the code without imaging", "10007", "error line 1", modality="landmark"),
    example("imaging inside, and none in the record", "64447", "info line 1", modality="landmark"),
    example("imaging inside that did not steer the needle", "64447", "info line 1", needle_guided=False),
    example("the same before imaging was inside", "64447", on="2022-12-31", needle_guided=False),
    example("imaging inside, and imaging in the record", "64447"),
    example("imaging inside beside guidance: that is another rule", "64447, 77002", needle_guided=False),
    example(
        "imaging inside, and none beside a code that requires it",
        "64447, 27096",
        "error line 2",
        "info line 1",
        needle_guided=False,
    ),
    example(
        "fluoroscopy for another procedure at its own encounter",
        "20611-RT, 20610-LT-XE@2, 77002-XE@2",
        "not checked",
        separate_encounter=True,
    ),
    example("another code of the claim contains fluoroscopy", "27096, 20611", "not checked"),
    example("CT for another procedure", "20611, 20206, 77012", "not checked", modality="ct"),
    example("fluoroscopy for the same procedure", "20611, 77002", "error line 1"),
    example("the method fits no guidance", "20611, 20206, 76942", "error line 1", modality="ct"),
    example("the method fits no line", "27096, 20611", "error line 1", "error line 2", modality="mr"),
    example("the same code twice", "20611-RT, 20611-LT", "error line 1", "error line 2"),
    example("no imaging, and two procedures", "27096, 20610", "error line 1", modality="landmark"),
)
