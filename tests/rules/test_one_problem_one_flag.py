"""Which of two lines is the problem, which rule speaks of it, and which rules then have nothing to add.

Beside the examples of the rules: claims on which a slip in a condition of theirs would show.
"""

from collections.abc import Mapping

import msgspec
import pytest

from app.coding.claim import Line
from app.coding.facts import ModifierFacts
from app.rules import Example, rule_by_slug
from app.rules.examples.example import example, run_example
from app.rules.examples.modifier_rows import modifier_facts
from app.rules.examples.rows import fee_row, in_part
from app.rules.lookups.surplus import named_side

_ONE_ROW = {"fees": {"77002": {"": fee_row("77002", "", "1")}}}
_NO_INDICATOR = {"fees": {"64450": {"": fee_row("64450", "", "")}}}


def _exclusive(*pairs: tuple[str, str]) -> dict[str, Mapping[str, ModifierFacts]]:
    """Facts in which the modifiers of each pair name each other as what they do not stand beside."""
    both = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    return {
        "modifiers": {
            one: msgspec.structs.replace(modifier_facts(one), conflicts=(other,))
            for one, other in both.items()
        }
    }


CASES: Mapping[str, tuple[Example, ...]] = {
    "primary-not-listed": (
        example(
            "an ended primary that the book does not label is another rule",
            "55700, 77002",
            facts={"codes": {}, "partial": {}},
        ),
    ),
    "primary-deleted": (
        example("an add-on whose primaries are not held is another rule", "20610, 22842"),
        example(
            "one flag, however many lines hold the ended primary", "55700, 55700-59, 77002", "error line 3"
        ),
    ),
    "guidance-included-arthrography": (
        example(
            "a side on the guidance alone does not tell it apart from the arthrogram",
            "23350, 73040, 20605, 77002-RT",
            "error line 4",
            radiographic_arthrogram=True,
            separate_site=True,
        ),
        example(
            "the modifier may stand on the arthrogram",
            "20605, 23350, 73040-XS, 77002",
            radiographic_arthrogram=True,
            separate_site=True,
        ),
        example(
            "told apart, and the procedure elsewhere is none that guidance is listed for",
            "23350, 73040, 64640, 77002-XS",
            "error line 4",
            radiographic_arthrogram=True,
            separate_site=True,
        ),
    ),
    "wrong-guidance-family": (
        example("a procedure on the other side is told apart", "20610-RT, 64520-LT, 77002-RT"),
        example("an exam on the other side, on record", "20610-RT, 76000-LT", separate_site=True),
    ),
    "guidance-stacked": (
        example(
            "the one of another method goes, listed primary or not", "64640, 76942, 77002", "error line 2"
        ),
        example("76000 is fluoroscopy too", "20610, 76942, 76000", "error line 2"),
        example("method not stated: column 2 goes", "20610, 76942, 77002", "error line 3", modality=None),
        example(
            "a modifier on another encounter tells nothing apart in this one",
            "20610, 77002, 76942, 20605@2, 77002-XE@2",
            "error line 3",
            separate_encounter=True,
        ),
    ),
    "ptp-pair": (
        example(
            "two codes make a pair, and not every edit is held",
            "20610, 77002",
            "not checked",
            facts=in_part("pairs"),
        ),
    ),
    "unit-is-encounter": (
        example("two units of a second guidance code: the code is the problem", "20610, 77002, 76942 x2"),
        example("two codes at two encounters", "20610, 77002, 20206@2, 76942-XE@2", separate_encounter=True),
        example("in a facility the line with 26 stays", "20610, 77002, 77002-26", "error line 2", pos="22"),
    ),
    "bilateral-addon": (
        example("50 on a second guidance code: the code is the problem", "20610, 77002, 76942-50"),
        example("sides of two codes at two encounters", "20610-RT, 77002-RT, 20206-LT@2, 76942-LT@2"),
        example(
            "the line for a separate service comes second", "20610-50, 77002-59-RT, 77002-LT", "error line 2"
        ),
    ),
    "component-26-missing": (
        example(
            "indicator 1 alone says that a code splits",
            "20610, 77002",
            "error line 2",
            pos="22",
            facts=_ONE_ROW,
        ),
        example(
            "the whole service behind TC: neither is the physician's",
            "20610, 77002-TC, 77002",
            "error line 3",
            pos="22",
        ),
    ),
    "modifier-59-unsupported": (
        example(
            "an arthrogram in the record, and none billed",
            "20610, 77002-59",
            "error line 2",
            radiographic_arthrogram=True,
        ),
        example("inside one code, and another that it may be for", "27096, 20610, 77002-59", "error line 3"),
        example("guidance alone", "77002-59", "error line 1"),
    ),
    "modifier-not-for-code": (
        example("left and both sides", "20610-LT-50", "warning line 1"),
        example(
            "left and both sides, left in the record: that is another rule", "20610-LT-50", laterality="left"
        ),
        example(
            "26 and TC do not go together: that is another rule",
            "20610, 77002-26-TC",
            facts=_exclusive(("26", "TC")),
        ),
        example(
            "50 and a side on guidance do not go together: that is another rule",
            "20610, 77002-50-RT",
            facts=_exclusive(("50", "RT")),
        ),
    ),
    "code-deleted": (
        example("beside guidance that is no add-on", "27370, 76942", "error line 1", on="2019-01-01"),
    ),
    "payer-policy": (
        example(
            "payer not stated: whatever the codes, nothing was looked up",
            "20610, 77002",
            "not checked",
            payer=None,
        ),
        example("payer stated, and no policy bears on the codes", "20610, 77002"),
    ),
    "target-implausible": (
        example("a target that is no soft tissue by its name", "20605, 77002", target="knee"),
    ),
    "candidate-primary": (
        example(
            "a procedure of another kind is there", "20670, 77002", technique="injection", target="hip joint"
        ),
    ),
}


@pytest.mark.parametrize(
    ("slug", "case"),
    [pytest.param(slug, case, id=f"{slug}: {case.name}") for slug, cases in CASES.items() for case in cases],
)
def test_the_problem_is_named_once_and_where_it_lies(slug: str, case: Example) -> None:
    assert run_example(rule_by_slug(slug), case) == case.expect


def test_an_indicator_that_was_not_read_is_no_error() -> None:
    case = example("", "64450-26, 77002", facts=_NO_INDICATOR)
    assert "error line 1" not in run_example(rule_by_slug("modifier-not-for-code"), case)


@pytest.mark.parametrize(
    ("modifiers", "named"),
    [(("RT",), "RT"), (("59", "LT"), "LT"), (("RT", "LT"), ""), (("RT", "50"), ""), (("50",), ""), ((), "")],
)
def test_a_line_names_one_side_or_none(modifiers: tuple[str, ...], named: str) -> None:
    assert named_side(Line("77002", modifiers)) == named
