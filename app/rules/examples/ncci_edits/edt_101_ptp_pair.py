"""The examples of EDT-101, ptp-pair."""

from functools import partial

from app.rules.examples.add_on.facts import TYPE_3
from app.rules.examples.carried import both_carried, carried
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import in_part, lacking, only_pair

_VISIT_LAST = only_pair("20610", "99213")
_EXAM = only_pair("73222", "77002")
_TWO_NEEDLES = only_pair("76937", "76942")
_TWO_GUIDANCE = only_pair("77002", "76942")

_UNLISTED = only_pair("64640", "77002")
_FLUOROSCOPY_ALONE = only_pair("76000", "76942")
_EXAM_BY_ULTRASOUND = only_pair("76882", "76942")
_EXAM_BY_CT = only_pair("73700", "76942")
_LIST_AS_WELL = {"carried": both_carried("20670 / 77002")["carried"]}
_ENDED = {**_EXAM, **carried("ncci-ptp", "pairs", "20670 / 77002"), **_LIST_AS_WELL}
_BOTH_ENDED = {**_EXAM, **carried("ncci-ptp", "pairs", "20670 / 77002", "73222 / 77002")}
_by_ultrasound = partial(example, modality="ultrasound")

EXAMPLES = (
    example("an add-on that its list does not have: that is another rule", "64640, 77002", facts=_UNLISTED),
    example(
        "an add-on without a procedure: that is another rule",
        "J1030, 77002",
        facts=only_pair("J1030", "77002"),
    ),
    example(
        "an edit of other codes beside such an add-on",
        "64640, 96523, 77002",
        "error line 2",
        facts=only_pair("64640", "96523"),
    ),
    example(
        "before guidance was an add-on", "64640, 77002", "error line 2", on="2016-12-31", facts=_UNLISTED
    ),
    example(
        "the add-on code edits are not on the shelf",
        "64640, 77002",
        "error line 2",
        facts={**lacking("add-ons"), **_UNLISTED},
    ),
    example(
        "an edit of the day, and a list of another day",
        "64640, 77002",
        "error line 2",
        facts={**carried("ncci-aoc", "add-ons", "77002"), "gaps_carried": {}, **_UNLISTED},
    ),
    example(
        "an edit of the day with an add-on that may have to go by a list of another day",
        "64640, 77002, 96523",
        "error line 3",
        facts={
            **carried("ncci-aoc", "add-ons", "77002"),
            "gaps_carried": {},
            **only_pair("77002", "96523"),
        },
    ),
    example(
        "a list that is the contractor's", "64640, 77001", "error line 2", facts=only_pair("64640", "77001")
    ),
    example(
        "a list that is not closed",
        "20610, 88311",
        "error line 2",
        facts={**TYPE_3, **only_pair("20610", "88311")},
    ),
    example(
        "a procedure that is not valid on the date",
        "27370, 77003",
        "error line 2",
        on="2019-06-01",
        facts=only_pair("27370", "77003"),
    ),
    example(
        "guidance codes at two encounters",
        "20610, 77002, 20206@2, 76942@2",
        "error line 4",
        facts=_TWO_GUIDANCE,
    ),
    example(
        "guidance codes at two encounters, distinguished",
        "20610, 77002, 20206@2, 76942-XE@2",
        facts=_TWO_GUIDANCE,
        separate_encounter=True,
    ),
    example(
        "guidance codes at one encounter, and another method in the record: that is the problem",
        "20610, 77002, 20206, 76942",
        modality="ct",
        facts=_TWO_GUIDANCE,
    ),
    example(
        "guidance codes at one encounter are another rule",
        "20610, 77002, 20206, 76942",
        facts=_TWO_GUIDANCE,
    ),
    _by_ultrasound(
        "ultrasound for a vein and a joint", "36556, 76937, 20206, 76942", "error line 4", facts=_TWO_NEEDLES
    ),
    _by_ultrasound("two codes for a vein: the family names one", "36556, 76937, 76942", facts=_TWO_NEEDLES),
    _by_ultrasound("guidance inside the code to report", "20610, 76942, 76882", facts=_EXAM_BY_ULTRASOUND),
    _by_ultrasound("contrast for an exam by CT", "23350, 76942, 73700", "warning line 2", facts=_EXAM_BY_CT),
    example("guidance inside the procedure, beside an exam", "27096, 77002, 73222", facts=_EXAM),
    example(
        "inside by an ended edit alone", "20670, 77002, 73222", "error line 2", "not checked", facts=_ENDED
    ),
    example("both edits are of an ended edition", "20670, 77002, 73222", "not checked", facts=_BOTH_ENDED),
    example(
        "ultrasound for a vein, and the family names its line",
        "36569, 76937",
        modality="ultrasound",
        facts=only_pair("36569", "76937"),
    ),
    example("bypassed by nothing", "20610, 20605, 77002", "error line 2", facts=EXAMPLE_EDITS),
    example("a modifier may bypass it", "20610, 20605-XS, 77002", facts=EXAMPLE_EDITS, separate_site=True),
    example("indicator 0, with a modifier", "20610-59, 96523, 77002", "error line 2", facts=EXAMPLE_EDITS),
    example("indicator 0", "20610, 96523, 77002", "error line 2", facts=EXAMPLE_EDITS),
    example("one side for both", "20610-RT, 20605-RT, 77002", "warning line 2", facts=EXAMPLE_EDITS),
    example("a side on one line only", "20610, 20605-RT, 77002", "warning line 2", facts=EXAMPLE_EDITS),
    example("a side on column 1 only", "20610-RT, 20605, 77002", "warning line 2", facts=EXAMPLE_EDITS),
    example("two sides", "20610-RT, 20605-LT, 77002", facts=EXAMPLE_EDITS),
    example("a separate visit, on column 2", "20610, 20605-25, 77002", facts=EXAMPLE_EDITS),
    example("a separate visit, on column 1", "20610-25, 20605, 77002", facts=EXAMPLE_EDITS),
    example(
        "beside a procedure of its own, by an edit that Needlepoint does not have",
        "20610, 62267, 77003",
        "error line 3",
        facts=only_pair("20610", "77003"),
    ),
    example(
        "beside a procedure of its own, by an edit that Needlepoint has: the family names it",
        "20610, 64520, 77002",
        facts=only_pair("64520", "77002"),
    ),
    example("a visit without 25", "99213, 20610, 77002", "error line 1", facts=_VISIT_LAST),
    example(
        "a side bypasses nothing for a visit",
        "99213, 20610-RT, 77002",
        "error line 1",
        facts=_VISIT_LAST,
    ),
    example(
        "a visit without 25, payer follows CPT only",
        "99213, 20610",
        "warning line 1",
        payer="commercial-cpt",
        facts=_VISIT_LAST,
    ),
    example(
        "indicator 0, payer follows CPT only",
        "20610, 96523",
        "warning line 2",
        payer="commercial-cpt",
        facts=EXAMPLE_EDITS,
    ),
    example("a visit with 25", "99213-25, 20610-RT, 77002", facts=_VISIT_LAST),
    example(
        "59 on the procedure says nothing of the visit",
        "99213, 20610-59",
        "error line 1",
        facts=_VISIT_LAST,
    ),
    example(
        "a visit has no site",
        "99213, 20610-XS",
        "error line 1",
        facts=_VISIT_LAST,
        separate_site=True,
    ),
    example(
        "another encounter on record",
        "99213, 20610-XE",
        facts=_VISIT_LAST,
        separate_encounter=True,
    ),
    example("a visit in column 1", "99213, 20610", "error line 2", facts=only_pair("99213", "20610")),
    example(
        "a modifier that bypasses no edit", "20610, 20605-51, 77002", "error line 2", facts=EXAMPLE_EDITS
    ),
    example(
        "one side, and the record has a separate site",
        "20610-RT, 20605-RT, 77002",
        facts=EXAMPLE_EDITS,
        separate_site=True,
    ),
    example("a side does not open indicator 0", "20610-RT, 96523", "error line 2", facts=EXAMPLE_EDITS),
    example(
        "payer follows CPT only",
        "20610, 20605",
        "warning line 2",
        payer="commercial-cpt",
        facts=EXAMPLE_EDITS,
    ),
    example("another rule names it", "20611, 77002", modality="ultrasound", facts=EXAMPLE_EDITS),
    example("the wrong family names it", "62267, 77002", facts=EXAMPLE_EDITS),
    example("stacked guidance names it", "20610, 77002, 77003", facts=EXAMPLE_EDITS),
    example("a second guidance code is another rule", "20610, 77002, 77001", facts=EXAMPLE_EDITS),
    example("no pair", "20610, 77002", facts=EXAMPLE_EDITS),
    example(
        "guidance of the injection for an exam by MR",
        "23350, 77002, 73222",
        "warning line 2",
        facts=_EXAM,
    ),
    example("the same with a side", "23350-RT, 77002, 73222-RT", "warning line 2", facts=_EXAM),
    example("the same with 59", "23350, 77002-59, 73222", facts=_EXAM),
    example("the same, payer follows CPT only", "23350, 77002, 73222", payer="commercial-cpt", facts=_EXAM),
    example(
        "the same, nothing known of the payer",
        "23350, 77002, 73222",
        "warning line 2",
        payer=None,
        facts=_EXAM,
    ),
    example(
        "the exam in column 2", "23350, 77002, 73222", "warning line 3", facts=only_pair("77002", "73222")
    ),
    example(
        "guidance beside a code that Needlepoint does not know",
        "20610, 77002, 88888",
        "error line 2",
        facts=only_pair("88888", "77002"),
    ),
    example("guidance of another needle beside an exam", "20610, 77002, 73222", "error line 2", facts=_EXAM),
    example(
        "contrast for a CT study, whose edit the register disputes",
        "23350, 77002, 73700",
        "warning line 2",
        facts=only_pair("73700", "77002"),
    ),
    example(
        "a full arthrogram contains the guidance of its injection",
        "23350, 77002, 73040, 73222",
        "error line 2",
        facts=_EXAM,
    ),
    example("the PTP edits are not on the shelf", "20610, 77002", "not checked", facts=lacking("pairs")),
    example(
        "only some PTP edits are on the shelf",
        "20610, 20605, 77002",
        "error line 2",
        "not checked",
        facts=in_part("pairs"),
    ),
    example("one code makes no pair", "20610", facts=in_part("pairs")),
    example("76000 beside guidance is another rule", "20610, 77002, 76000", facts=EXAMPLE_EDITS),
    _by_ultrasound("76000 must come off beside ultrasound", "76000, 76942, 20206", facts=_FLUOROSCOPY_ALONE),
    _by_ultrasound(
        "76000 at another encounter than ultrasound",
        "76000, 76942@2, 20206@2",
        "error line 2",
        facts=_FLUOROSCOPY_ALONE,
    ),
    example(
        "the reading of a drainage inside its procedure: another rule's matter",
        "10030, 75989",
        facts=only_pair("10030", "75989"),
    ),
    example(
        "a modifier that Needlepoint does not know",
        "20610, 20605-ZZ, 77002",
        "error line 2",
        facts=EXAMPLE_EDITS,
    ),
    example(
        "a pair of the last edition held",
        "20610, 20605, 77002",
        "warning line 2",
        "not checked",
        facts=carried("ncci-ptp", "pairs", "20610 / 20605"),
    ),
    example(
        "the same, and the record has a separate site",
        "20610, 20605-59, 77002",
        "not checked",
        separate_site=True,
        facts=carried("ncci-ptp", "pairs", "20610 / 20605"),
    ),
    example(
        "a pair of the last edition held, with a visit",
        "20610, 99213",
        "warning line 2",
        "not checked",
        facts={**only_pair("20610", "99213"), **carried("ncci-ptp", "pairs", "20610 / 99213")},
    ),
    example(
        "the exam by MR, joined in the last edition held",
        "23350, 77002, 73222",
        "warning line 2",
        "not checked",
        facts={**_EXAM, **carried("ncci-ptp", "pairs", "73222 / 77002")},
    ),
)
