"""The examples of DOC-109, guidance-not-on-claim."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("a joint under fluoroscopy", "20610", "info line 1"),
    example("a sympathetic block takes 77003", "64520", "info line 1"),
    example("behind a visit", "99213-25, 20610", "info line 2"),
    example("a joint injected and a muscle sampled: one guidance", "20610, 20206", "info line 1"),
    example("guidance on the claim", "20610, 77002"),
    example("fluoroscopy alone on the claim", "20610, 76000"),
    example("guidance inside the code", "27096"),
    example("guidance inside the code since 2023", "64447"),
    example("the same the year before", "64447", "info line 1", on="2022-12-31"),
    example("guidance inside another code of the claim", "20610, 27096"),
    example("a joint under ultrasound has a code of its own", "20610", "info line 1", modality="ultrasound"),
    example("the needle was not guided", "20610", needle_guided=False),
    example("nothing said of the needle", "20610", needle_guided=None),
    example("no imaging", "20610", modality="landmark"),
    example("no image was kept", "20610", permanent_image=False),
    example("no reading", "20610", interpretation=False),
    example("a full arthrogram", "23350", "info line 1", radiographic_arthrogram=True),
    example(
        "a full arthrogram, behind a visit", "99213-25, 23350", "info line 2", radiographic_arthrogram=True
    ),
    example("a full arthrogram with its reading", "23350, 73040", radiographic_arthrogram=True),
    example("a full arthrogram, and an MR exam", "23350, 73222", "info line 1", radiographic_arthrogram=True),
    example(
        "a full arthrogram that nobody read", "23350", radiographic_arthrogram=True, interpretation=False
    ),
    example(
        "a full arthrogram, and a code that may be its reading", "23350, 88888", radiographic_arthrogram=True
    ),
    example(
        "a full arthrogram, with guidance: that is another rule", "23350, 77002", radiographic_arthrogram=True
    ),
    example("a full arthrogram, and no injection for one", "20610", radiographic_arthrogram=True),
    example("the reading of an arthrogram on the claim", "23350, 73040"),
    example("the injection for an MR study", "23350, 73222", "info line 1"),
    example("a code that Needlepoint does not know may be the guidance", "20610, 88888"),
    example("no record", "20610", "not checked", base=UNDOCUMENTED),
    example("no record, guidance on the claim", "20610, 77002", base=UNDOCUMENTED),
    example("no record, no procedure", "99213", base=UNDOCUMENTED),
    example(
        "a full arthrogram behind a revenue code alone",
        "rev 0250, 23350",
        "info line 2",
        radiographic_arthrogram=True,
        form="institutional",
        pos=None,
    ),
)
