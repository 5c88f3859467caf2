"""The examples of MOD-101, modifier-59-unsupported."""

from app.rules.examples.carried import carried
from app.rules.examples.example import EXAMPLE_EDITS, UNDOCUMENTED, example
from app.rules.examples.rows import in_part, lacking, only_pair

_WITH_VISIT = only_pair("20610", "99213")
_WITH_76000 = only_pair("20610", "76000")
_EXAM = only_pair("73222", "77002")
_INSIDE = only_pair("27096", "76000")

EXAMPLES = (
    example("59, record says one site and one encounter", "20610, 77002-59", "error line 2"),
    example("XS, nothing stated", "20610, 77002-XS", "warning line 2", separate_site=None),
    example("XS, no record", "20610, 77002-XS", "not checked", base=UNDOCUMENTED),
    example("59, encounter stated and site not", "20610, 77002-59", "warning line 2", separate_site=None),
    example("59 with a separate site", "20610, 77002-59", separate_site=True),
    example("XE wants the encounter, not the site", "20610, 77002-XE", "error line 2", separate_site=True),
    example(
        "XS wants the site, not the encounter", "20610, 77002-XS", "error line 2", separate_encounter=True
    ),
    example("XE with a separate encounter", "20610, 77002, 20605@2, 77002-XE@2", separate_encounter=True),
    example("XS on a procedure", "20610, 20605-XS, 77002", "error line 2"),
    example("guidance is inside the code: that is the problem", "27096, 77002-59"),
    example(
        "guidance is inside the arthrogram: that is the problem",
        "23350, 73040, 77002-59",
        radiographic_arthrogram=True,
    ),
    example("guidance is inside another code", "27096, 77002-59", radiographic_arthrogram=True),
    example("no such modifier", "20610-RT, 77002-26"),
    example("59 on a visit is another rule", "99213-59, 20610, 77002"),
    example("59 on a code that Needlepoint does not know", "88888-59, 20610, 77002", "error line 1"),
    example(
        "59, site denied and encounter not stated",
        "20610, 77002-59",
        "warning line 2",
        separate_encounter=None,
    ),
    example("59 with a separate encounter", "20610, 77002-59", separate_encounter=True),
    example("59 to reach a second unit: that is the problem", "20610, 20605, 77002, 77002-59"),
    example("59 on a second guidance code: that is the problem", "20610, 77002, 77003-59"),
    example("no guidance, bypassing a PTP edit", "20610, 20605-59", "error line 2", facts=EXAMPLE_EDITS),
    example("no guidance, 59 on column 1", "20610-59, 20605", "error line 1", facts=EXAMPLE_EDITS),
    example(
        "no guidance, bypassing a PTP edit, nothing stated",
        "20610, 20605-XS",
        "warning line 2",
        separate_site=None,
        facts=EXAMPLE_EDITS,
    ),
    example(
        "no guidance, bypassing a PTP edit, no record",
        "20610, 20605-XS",
        "not checked",
        base=UNDOCUMENTED,
        facts=EXAMPLE_EDITS,
    ),
    example(
        "no guidance, bypassing a PTP edit with a separate site",
        "20610, 20605-59",
        separate_site=True,
        facts=EXAMPLE_EDITS,
    ),
    example("no guidance, the lines name two sides", "20610-RT, 20605-59-LT", facts=EXAMPLE_EDITS),
    example("no guidance, one side twice", "20610-RT, 20605-59-RT", "error line 2", facts=EXAMPLE_EDITS),
    example("no guidance, an edit that no modifier bypasses", "20610, 96523-59", facts=EXAMPLE_EDITS),
    example("no guidance, no PTP edit", "20610, 20206-59", facts=EXAMPLE_EDITS),
    example("no guidance, and another modifier bypasses the edit", "20610, 20605-59-25", facts=EXAMPLE_EDITS),
    example("no guidance, a visit", "99213, 20610-59", facts=_WITH_VISIT),
    example(
        "fluoroscopy that is part of the procedure: that is the problem",
        "20610, 76000-59",
        facts=_WITH_76000,
    ),
    example("fluoroscopy inside the procedure: that is the problem", "27096, 76000-59", facts=_INSIDE),
    example("59 on the procedure that contains the fluoroscopy", "27096-59, 76000", facts=_INSIDE),
    example("no guidance, and the other line bypasses the edit", "20610-25, 20605-59", facts=EXAMPLE_EDITS),
    example("59 on the procedure that fluoroscopy is part of", "20610-59, 76000", facts=_WITH_76000),
    example("59 on guidance of an injection, past the exam by MR", "23350, 77002-59, 73222", facts=_EXAM),
    example(
        "59 on guidance beside the reading of an arthrogram of another joint",
        "20610, 77002-59, 73040",
        "error line 2",
        facts=only_pair("73040", "77002"),
    ),
    example("59 on the exam", "23350, 77002, 73222-59", facts=_EXAM),
    example("XE is for another encounter", "23350, 77002-XE, 73222", "error line 2", facts=_EXAM),
    example("59 on guidance of another needle", "20610, 77002-59, 73222", "error line 2", facts=_EXAM),
    example("no guidance, one code", "20610-RT, 20610-59-LT"),
    example(
        "no guidance, and the PTP edits are not on the shelf",
        "20610, 20206-59",
        "not checked",
        facts=lacking("pairs"),
    ),
    example(
        "no guidance, and only some PTP edits are on the shelf",
        "20610, 20206-59",
        "not checked",
        facts=in_part("pairs"),
    ),
    example(
        "no guidance, and the PTP edit is among those on the shelf",
        "20610, 20605-59",
        "error line 2",
        facts=in_part("pairs"),
    ),
    example(
        "no guidance, bypassing a PTP edit of the last edition held",
        "20610, 20605-59",
        "warning line 2",
        facts=carried("ncci-ptp", "pairs", "20610 / 20605"),
    ),
    example(
        "no guidance, 59 on column 1 of a pair of the last edition held",
        "20610-59, 20605",
        "warning line 1",
        facts=carried("ncci-ptp", "pairs", "20610 / 20605"),
    ),
    example(
        "no guidance, and no PTP edit in the last edition held",
        "20610, 20206-59",
        "not checked",
        facts=carried("ncci-ptp", "pairs"),
    ),
    example("guidance for a second side is another rule", "20610-50, 77002-RT, 77002-59-LT"),
)
