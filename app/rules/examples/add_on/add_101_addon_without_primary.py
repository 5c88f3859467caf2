"""The examples of ADD-101, addon-without-primary."""

from app.coding.facts import CodeFacts, Inclusion
from app.rules.examples.add_on.facts import TYPE_3
from app.rules.examples.carried import carried
from app.rules.examples.codes import CITED
from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example
from app.rules.examples.rows import lacking, only_pair

_BY_EDIT = Inclusion(
    code="J1030",
    guidance="77002",
    ground="pair-edit",
    first=None,
    last=None,
    note="",
    citations=CITED,
    pair_edit=True,
)
_EDITED = {**carried("ncci-ptp", "pairs", "J1030 / 77002"), "inclusions": {"J1030": (_BY_EDIT,)}}

EXAMPLES = (
    example("guidance alone", "77002-26", "error line 1", pos="22", owner="facility"),
    example("guidance beside a visit only", "99213, 77002", "error line 2"),
    example("guidance beside a drug only", "J1030, 77002", "error line 2"),
    example(
        "alone, payer follows CPT only: CPT itself says so",
        "77002",
        "error line 1",
        payer="commercial-cpt",
    ),
    example("guidance for a central line, alone", "77001", "error line 1"),
    example("hip injection with its guidance", "20610-RT, 77002"),
    example("a procedure that is not listed is another matter", "64640, 77002"),
    example("the day before 77002 became an add-on", "77002", "not checked", on="2016-12-31"),
    example("the first day as an add-on", "77002", "error line 1", on="2017-01-01"),
    example("ultrasound guidance is no add-on", "76942"),
    example("the inclusion explains it", "73040, 77002"),
    example(
        "the add-on code edits are not on the shelf",
        "77002",
        "not checked",
        facts=lacking("add-ons"),
    ),
    example("two guidance codes: the second is another rule", "77002, 77003", "error line 1"),
    example("two add-ons", "77001, 10008", "error line 1", "error line 2"),
    example("further needle aspiration, alone", "10008", "error line 1"),
    example("further needle aspiration after the first", "10007, 10008"),
    example("liver biopsy during another operation, alone", "47001, 77002", "error line 1"),
    example("an add-on whose primaries are not held, alone", "22842", "error line 1"),
    example("an add-on whose primaries are not held, beside a procedure", "20610, 22842"),
    example("a code that may be an add-on", "88888", "not checked"),
    example("two codes that may be add-ons", "88888, 88887", "not checked"),
    example("a drug is no add-on", "J9999"),
    example("a code that is typed wrong is another rule", "2O610"),
    example("a visit code of Medicare may be an add-on", "G9999", "not checked"),
    example("no such code", "88888", facts={"codes_complete": True}),
    example("an add-on with a partial list, alone", "88311", "error line 1", facts=TYPE_3),
    example("its primary on another claim of the day", "77002", practitioner="p1", facts=elsewhere("20610")),
    example(
        "its primary on a claim of another practitioner",
        "77002",
        "error line 1",
        practitioner="p2",
        facts=elsewhere("20610"),
    ),
    example(
        "an add-on that Needlepoint does not label",
        "77002",
        "error line 1",
        facts={"codes": {}, "partial": {}},
    ),
    example(
        "a code of an official list that says nothing of add-ons",
        "88888",
        "not checked",
        facts={"codes": {"88888": CodeFacts(code="88888", label="", kind="other", add_on=None)}},
    ),
    example(
        "guidance alone, on the last list held",
        "77002",
        "error line 1",
        "not checked",
        facts=carried("ncci-aoc", "add-ons", "77002"),
    ),
    example(
        "another add-on alone, on the last list held",
        "10008",
        "warning line 1",
        "not checked",
        facts=carried("ncci-aoc", "add-ons", "10008"),
    ),
    example(
        "another add-on, on the last list held, and a pair edit of the day: that is another rule",
        "99213, 10008",
        "not checked",
        facts={**carried("ncci-aoc", "add-ons", "10008"), **only_pair("99213", "10008")},
    ),
    example("a drug that an ended edit alone pairs with it", "J1030, 77002", facts=_EDITED),
)
