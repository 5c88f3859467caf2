"""The examples of ADD-102, primary-not-listed."""

from datetime import date

from app.coding.facts import CodeFacts
from app.rules.examples.add_on.facts import TYPE_3
from app.rules.examples.carried import both_carried, carried, list_of_later_edition
from app.rules.examples.example import example
from app.rules.examples.rows import only_pair

_UNLISTED = only_pair("64640", "77002")
_EDIT_ENDED = carried("ncci-ptp", "pairs", "20670 / 77002")
_DELETED = CodeFacts(code="99999", label="", kind="primary", last=date(2010, 12, 31))

EXAMPLES = (
    example("and a pair edit as well", "64640, 77002", "error line 2", facts=only_pair("64640", "77002")),
    example(
        "and a pair edit the other way round",
        "64640, 77002",
        "error line 2",
        facts=only_pair("77002", "64640"),
    ),
    example("destruction of another nerve", "64640, 77002", "error line 2"),
    example("the same, payer follows CPT only", "64640, 77002", "warning line 2", payer="commercial-cpt"),
    example("nerve block the day before it was listed", "64450, 77002", "error line 2", on="2019-12-31"),
    example("nerve block on the first day of its listing", "64450, 77002", on="2020-01-01"),
    example("a code that Needlepoint does not know", "88888, 77002", "error line 2"),
    # With facts of its own: in the installed book 20610 goes with 77002, and that explains it.
    example("type 2: the contractor decides", "20610, 77001", "not checked", facts={"alternatives": {}}),
    example("type 2, and the procedure that it is for", "36556, 77001"),
    example("type 2 beside a code that Needlepoint does not know", "88888, 77001", "not checked"),
    example("ultrasound for a vein, and the line that it is for", "36556, 76937"),
    example("ultrasound for a vein beside a joint", "20610, 76937", "not checked"),
    example("another add-on of type 2", "20610, 47001", "not checked"),
    example("guidance alone is another matter", "77002"),
    example("hip injection with its guidance", "20610, 77002"),
    example("guidance of another family explains it", "64520, 77002"),
    example("no such code: that is the problem", "88888, 77002", facts={"codes_complete": True}),
    example("not yet in force: that is the problem", "27369, 77002", on="2018-12-31"),
    example(
        "deleted long ago: that is the problem",
        "99999, 77002",
        facts={"codes": {"99999": _DELETED}},
    ),
    example("a second guidance code is another rule", "64640, 77002, 77003", "error line 2"),
    example("further needle aspiration without the first", "20610, 10008", "error line 2"),
    example("a primary that has left the list: that is the problem", "55700, 77002"),
    example("an add-on whose primaries are not held", "20610, 22842", "not checked"),
    example("a code that may be an add-on: the rule above says it", "20610, 77002, 88888"),
    example("a listed primary and no unknown code", "20610, 77002, J1030"),
    example("an add-on of which some primaries are listed", "20610, 88311", "not checked", facts=TYPE_3),
    example("codes that no list labels", "64640, 77002", "error line 2", facts={"codes": {}, "partial": {}}),
    # With facts of its own: in the installed book 36556 wants 77001, and that explains it.
    example(
        "two procedures, neither listed",
        "64640, 36556, 77002-26",
        "error line 3",
        pos="22",
        facts={"alternatives": {}},
    ),
    example("an add-on whose primaries the contractor decides", "20610, 47001", "not checked"),
    example(
        "not on the last list held",
        "64640, 77002",
        "warning line 2",
        "not checked",
        facts=carried("ncci-aoc", "add-ons", "77002"),
    ),
    example(
        "the same, and a pair edit of the day that bars it: that is another rule",
        "64640, 77002",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **_UNLISTED},
    ),
    example(
        "the same, and a modifier opens the edit",
        "64640, 77002-59",
        "warning line 2",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **_UNLISTED},
    ),
    example(
        "the same, and a visit opens the edit",
        "64640, 99213-25, 77002",
        "warning line 3",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **only_pair("99213", "77002")},
    ),
    example(
        "the same, and sides let it through to a separate service",
        "64640, 77002-RT",
        "warning line 2",
        "not checked",
        separate_site=True,
        facts={**carried("ncci-aoc", "add-ons", "77002"), **_UNLISTED},
    ),
    example(
        "the same, and sides that the record does not bear out: that is another rule",
        "64640, 77002-RT",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **_UNLISTED},
    ),
    example(
        "the same, and an edit that nothing opens: that is another rule",
        "64640, 77002-59",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **only_pair("64640", "77002", "0")},
    ),
    example(
        "the same, and a pair edit of an ended table as well",
        "64640, 77002",
        "warning line 2",
        "not checked",
        facts={**both_carried(), **_UNLISTED},
    ),
    example(
        "the same, and a pair edit of the day that another rule explains",
        "64640, 77002, 76942",
        "warning line 2",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002"), **only_pair("76942", "77002")},
    ),
    example(
        "not on a list that begins after the date",
        "64640, 77002",
        "warning line 2",
        "not checked",
        facts=list_of_later_edition(),
    ),
    example(
        "a row of such a list answers for the days before its own",
        "64450, 77002",
        "error line 2",
        on="2019-12-31",
        facts=list_of_later_edition(),
    ),
    example(
        "such a list, and a pair edit of the day that bars it: that is another rule",
        "64640, 77002",
        facts={**list_of_later_edition(), **_UNLISTED},
    ),
    example(
        "the same beside another add-on that may have to go",
        "64640, 77003, 77002@2",
        "warning line 2",
        "warning line 3",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "77002", "77003"), **only_pair("77003", "77002")},
    ),
    example(
        "a code that an ended edit alone pairs, and the list of the day does not have",
        "20670, 77002",
        "error line 2",
        facts=_EDIT_ENDED,
    ),
    example(
        "by such an edit, payer follows CPT only",
        "20670, 77002",
        "warning line 2",
        payer="commercial-cpt",
        facts=_EDIT_ENDED,
    ),
    example(
        "such an edit beside another add-on without its first",
        "20670, 10008, 77002",
        "error line 2",
        "error line 3",
        facts=_EDIT_ENDED,
    ),
    example("such an edit beside a listed joint", "20670, 20610, 77002", facts=_EDIT_ENDED),
    example(
        "such an edit, and the list has ended too: that is another rule",
        "20670, 77002",
        "not checked",
        facts=both_carried("20670 / 77002"),
    ),
    example(
        "such an edit, and a manual says so too: that is another rule",
        "20670, 77002",
        facts={**_EDIT_ENDED, "sources": {}},
    ),
    example(
        "such an edit beside a code deleted long ago: that is the problem",
        "20670, 99999, 77002",
        facts={**_EDIT_ENDED, "codes": {"99999": _DELETED}},
    ),
)
