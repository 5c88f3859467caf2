"""The examples of EDT-102, mue-exceeded."""

from collections.abc import Mapping

from app.coding.official import UnitsLimit
from app.rules.examples.carried import carried
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import fee_row, in_part, lacking

_LIMIT_ONE: Mapping[str, object] = {"units": {"20605": UnitsLimit("20605", 1, "2", "example")}}

_NONE_ALLOWED: Mapping[str, object] = {"units": {"22842": UnitsLimit("22842", 0, "3", "example")}}
_ADD_ON: Mapping[str, object] = {
    "units": {"22842": UnitsLimit("22842", 1, "2", "example")},
    "fees": {"22842": {"": fee_row("22842", "", "0", "1")}},
}

EXAMPLES = (
    example(
        "an add-on twice for both sides", "22842 x2", "error line 1", laterality="bilateral", facts=_ADD_ON
    ),
    example(
        "an add-on twice for both sides, payer follows CPT only",
        "22842 x2",
        "info line 1",
        payer="commercial-cpt",
        laterality="bilateral",
        facts=_ADD_ON,
    ),
    example(
        "an add-on three times, payer follows CPT only",
        "22842 x3",
        "warning line 1",
        payer="commercial-cpt",
        laterality="bilateral",
        facts=_ADD_ON,
    ),
    example("an add-on twice, side not stated", "22842 x2", "error line 1", facts=_ADD_ON),
    example(
        "a code that nothing knows, more units than its limit",
        "88888 x2",
        "error line 1",
        facts={"units": {"88888": UnitsLimit("88888", 1, "2", "example")}},
    ),
    example("an add-on of one unit and none allowed", "22842", "error line 1", facts=_NONE_ALLOWED),
    example("three joints, limit two", "20610 x3, 77002", "error line 1", facts=EXAMPLE_EDITS),
    example(
        "the limit over two lines of a day", "20610 x2, 20610, 77002", "error line 2", facts=EXAMPLE_EDITS
    ),
    example("a limit for each line", "10008 x3, 10008 x3", facts=EXAMPLE_EDITS),
    example("a limit for each line, passed", "10008 x5", "error line 1", facts=EXAMPLE_EDITS),
    example("a limit of policy", "20206 x4", "error line 1", facts=EXAMPLE_EDITS),
    example(
        "payer follows CPT only", "20610 x3", "warning line 1", payer="commercial-cpt", facts=EXAMPLE_EDITS
    ),
    example("at the limit", "20610 x2, 77002", facts=EXAMPLE_EDITS),
    example("guidance has a rule of its own", "20610, 77002 x2", facts=EXAMPLE_EDITS),
    example("guidance whose MUE was not found", "20610, 77012", modality="ct", facts=EXAMPLE_EDITS),
    example(
        "the MUE table is not on the shelf",
        "20610",
        "not checked",
        facts=lacking("units"),
    ),
    example("guidance alone, and no limits", "77002", facts=lacking("units")),
    example("one unit for each side", "20610-RT, 20610-LT", facts=EXAMPLE_EDITS),
    example("one unit for each side, limit one", "20605-RT, 20605-LT", "error line 2", facts=_LIMIT_ONE),
    example(
        "one unit for each side of a code that takes 50, limit one",
        "20605-RT, 20605-LT",
        "error line 2",
        facts={**_LIMIT_ONE, "fees": {"20605": {"": fee_row("20605", "", "0", "1")}}},
    ),
    example(
        "one unit for each side of a code that takes 50 by the last release held, limit one",
        "20605-RT, 20605-LT",
        "error line 2",
        facts={
            **carried("pfs-rvu", "fees", "20605"),
            **_LIMIT_ONE,
            "fees": {"20605": {"": fee_row("20605", "", "0", "1")}},
        },
    ),
    example(
        "one unit for each side of a code without sides, limit one",
        "20605-RT, 20605-LT",
        "error line 2",
        facts={**_LIMIT_ONE, "fees": {"20605": {"": fee_row("20605", "", "0", "0")}}},
    ),
    example(
        "one unit for each side and one more",
        "20605-RT, 20605-LT, 20605",
        "error line 2",
        facts=_LIMIT_ONE,
    ),
    example(
        "one unit for each side in a surgical center",
        "20605-RT, 20605-LT",
        "warning line 2",
        pos="24",
        owner="facility",
        facts=_LIMIT_ONE,
    ),
    example(
        "two units for both sides in a surgical center",
        "20605 x2",
        "warning line 1",
        pos="24",
        owner="facility",
        laterality="bilateral",
        facts={**_LIMIT_ONE, "fees": {"20605": {"": fee_row("20605", "", "0", "1")}}},
    ),
    example(
        "two units of one side in a surgical center",
        "20605-RT x2",
        "error line 1",
        pos="24",
        owner="facility",
        facts=_LIMIT_ONE,
    ),
    example("one side twice", "20605-RT, 20605-RT", "error line 2", facts=_LIMIT_ONE),
    example("no limit known", "64520", "not checked", facts=EXAMPLE_EDITS),
    example(
        "no limit known, and then one passed",
        "64520, 20610 x3",
        "error line 2",
        "not checked",
        facts=EXAMPLE_EDITS,
    ),
    example("limits held in part", "64520", "not checked", facts=in_part("units")),
    example("a limit for one of two codes", "20610, 64520", "not checked", facts=EXAMPLE_EDITS),
    example("told once for each code", "20610 x3, 20610", "error line 1", facts=EXAMPLE_EDITS),
    example(
        "the limit of the last edition held",
        "20610 x3",
        "warning line 1",
        "not checked",
        facts=carried("ncci-mue", "units", "20610"),
    ),
    example(
        "within the limit of the last edition held",
        "20610 x2",
        "not checked",
        facts=carried("ncci-mue", "units", "20610"),
    ),
    example(
        "a revenue code alone",
        "20610 x3, rev 0250",
        "error line 1",
        form="institutional",
        pos=None,
        facts=EXAMPLE_EDITS,
    ),
)
