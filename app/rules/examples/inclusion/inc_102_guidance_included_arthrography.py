"""The examples of INC-102, guidance-included-arthrography."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("shoulder arthrogram", "23350, 73040, 77002", "error line 3", radiographic_arthrogram=True),
    example("shoulder arthrogram, nothing said", "23350, 73040, 77002", "error line 3", base=UNDOCUMENTED),
    example("reading billed, record says no full arthrogram", "23350, 73040, 73222, 77002", "error line 2"),
    example("injection for an MR arthrogram", "23350, 73222, 77002"),
    example(
        "a full arthrogram in the record, its reading not billed",
        "23350, 77002",
        "warning line 2",
        radiographic_arthrogram=True,
        technique="arthrogram-injection",
    ),
    example(
        "the same, and a separate site that no other procedure stands for",
        "23350, 77002",
        "warning line 2",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "a full arthrogram with a joint injection elsewhere", "20610, 77002", radiographic_arthrogram=True
    ),
    example(
        "guidance for a joint elsewhere, distinguished",
        "23350, 73040, 20605-XS, 77002-XS",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "a joint elsewhere on record, and no modifier",
        "23350, 73040, 20605, 77002",
        "error line 4",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "distinguished, and no joint elsewhere",
        "23350, 73040, 77002-XS",
        "error line 3",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "injection for an MR arthrogram of another joint, distinguished",
        "23350, 73040, 27369, 73722, 77002-XS",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "the same, no modifier on the guidance",
        "23350, 73040, 27369, 73722, 77002",
        "error line 5",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "injection for an MR arthrogram on the other side, distinguished",
        "23350-RT, 73040-RT, 23350-LT, 73222-LT, 77002-LT",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "two injections on the side of the arthrogram",
        "23350-RT, 73040-RT, 23350-RT, 77002-XS",
        "error line 4",
        radiographic_arthrogram=True,
        separate_site=True,
    ),
    example(
        "distinguished from the reading, and the record says no full arthrogram",
        "23350, 73040, 20605-XS, 77002-XS",
        "error line 2",
        separate_site=True,
    ),
    example(
        "76000 leans on the guidance, so its removal is not offered",
        "23350, 73040, 77002, 76000",
        "error line 3",
        radiographic_arthrogram=True,
    ),
    example("no guidance", "23350, 73040", radiographic_arthrogram=True),
    example("reading without an injection", "73040, 77002", "error line 2"),
    example("guidance inside another code", "20611, 77002"),
    example("injection by ultrasound", "23350, 76942", radiographic_arthrogram=True),
    example("unknown code", "88888, 77002", radiographic_arthrogram=True),
)
