"""A rule goes on: behind a line, a modifier, a code or a policy that it passes over it still finds the next.

What comes first on these claims is in order, or another rule's matter; what follows is not. Where one finding
speaks of several lines, it names and cites them all.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
import pytest

from app.coding.facts import CodeFacts
from app.coding.official import PairEdit
from app.coding.payers import PayerFacts
from app.coding.sources import Citation
from app.rules import Example, rule_by_slug, run
from app.rules.examples.book import facts_for
from app.rules.examples.codes import ADD_ONS
from app.rules.examples.example import UNDOCUMENTED, example, run_example
from app.rules.examples.rows import CONFLICTS, POLICIES

_PAIRS = {
    pair: PairEdit(*pair, "1", None, None, "example") for pair in (("77002", "76000"), ("20610", "20605"))
}
_OPEN_LIST = {
    "codes": {
        row.code: row
        for row in (
            CodeFacts(code="20610", label="", kind="primary"),
            CodeFacts(code="88311", label="", kind="companion", add_on=True, add_on_type="3"),
            CodeFacts(code="10008", label="", kind="primary", add_on=True, add_on_type="1"),
        )
    },
    "add_ons": {"88311": (), "10008": ADD_ONS["10008"]},
    "primaries": {"88311": frozenset({"88305", "88307"}), "10008": frozenset({"10007"})},
}
_REASON_FIRST = {
    "payer": PayerFacts(
        "medicare",
        "Medicare",
        follows_ncci=True,
        policies=tuple(row for row in reversed(POLICIES) if row.payer == "medicare"),
        citations=(),
    ).on(date(2026, 9, 15))
}


def _no_alternative_for(guidance: str, lines: str) -> Mapping[str, object]:
    """The facts of these lines, but for what another code than `guidance` would be wanted for."""
    kept = facts_for(example("", lines).claim).alternatives
    return {
        "alternatives": {
            code: tuple(row for row in rows if row.guidance != guidance) for code, rows in kept.items()
        }
    }


_ENDED = "62270, 77003, 55700, 77002"
GOES_ON: Mapping[str, tuple[Example, ...]] = {
    "addon-without-primary": (example("too many, then an add-on alone", "77003, 77002", "error line 2"),),
    "primary-not-listed": (
        example("an add-on with its primary, then one without", "10007, 10008, 77003", "error line 3"),
        example("inside the procedure, then a type 2 add-on", "27096, 77002, 77001", "not checked"),
        example(
            "a type 2 add-on, then one with a closed list",
            "20610, 77001, 10008",
            "error line 3",
            "not checked",
        ),
        example(
            "a type 3 add-on, then one with a closed list",
            "20610, 88311, 10008",
            "error line 3",
            "not checked",
            facts=_OPEN_LIST,
        ),
    ),
    "primary-deleted": (
        example(
            "another code is wanted, then an ended primary",
            _ENDED,
            "error line 4",
            facts=_no_alternative_for("77002", _ENDED),
        ),
    ),
    "guidance-included": (
        example("a line for a vein, then guidance inside", "36556, 77001, 27096, 77002", "error line 4"),
        example(
            "guidance inside one code, and the reading inside another",
            "27096, 77002, 10030, 75989",
            "error line 2",
            "error line 4",
        ),
    ),
    "guidance-included-arthrography": (
        example(
            "ultrasound, then fluoroscopy", "23350, 73040, 76942, 77002", "error line 4", base=UNDOCUMENTED
        ),
    ),
    "sources-conflict": (
        example("nothing disputed, then a dispute", "27096, 64520, 77002", "info line 3"),
        example(
            "a dispute that the register does not hold, then one that it does",
            "64447, 64520, 77002",
            "info line 3",
            facts={"conflicts": {"K6": CONFLICTS["K6"]}},
        ),
    ),
    "wrong-guidance-family": (
        example("of another method, then of another family", "64520, 76942, 77002", "error line 3"),
        example(
            "76000 for a procedure of another encounter, then for one of its own",
            "64520@2, 20610, 76000",
            "error line 3",
        ),
        example("76000 in each encounter", "20610, 76000, 64520@2, 76000@2", "error line 2", "error line 4"),
    ),
    "modality-mismatch": (
        example(
            "a vein found by ultrasound, then a joint",
            "36556, 77001, 20610, 77002",
            "error line 4",
            modality="ultrasound",
        ),
    ),
    "imaging-required-by-primary": (
        example(
            "no imaging required, then imaging required",
            "20610, 27096",
            "error line 2",
            modality="landmark",
            needle_guided=False,
        ),
        example("the imaging of one code, then of another", "27096, 20611", "not checked"),
    ),
    "ptp-pair": (
        example(
            "a pair of another rule, then one of its own",
            "20610, 20605, 77002, 76000",
            "error line 2",
            facts={"pairs": _PAIRS},
        ),
    ),
    "unit-is-encounter": (
        example("a second guidance code, then a repeat", "20610, 76942, 77002, 77002", "error line 4"),
    ),
    "bilateral-addon": (example("no modifier, then 50", "20610-50, 77002, 77002-50", "error line 3"),),
    "component-both": (
        example(
            "both components in each encounter",
            "20610, 77002-26-TC, 20605@2, 77002-26-TC@2",
            "error line 2",
            "error line 4",
        ),
        example(
            "the whole service, then both components", "20610, 77002, 20605@2, 77002-26-TC@2", "error line 4"
        ),
    ),
    "component-tc-in-facility": (
        example("26, then TC", "20610, 77002-26, 77002-TC", "error line 3", pos="22", owner="facility"),
    ),
    "component-26-own-equipment": (
        example("a code that is split, then 26", "76942-26, 76942-TC, 77002-26", "warning line 3"),
        example("the whole service, then 26", "20610, 77002, 20605@2, 77002-26-XE@2", "warning line 4"),
    ),
    "modifier-59-unsupported": (
        example("a side, then 59", "20610-RT, 77002-59", "error line 2"),
        example(
            "XS that the record supports, then XE",
            "20610, 20605-XS, 77002-XE",
            "error line 3",
            separate_site=True,
        ),
    ),
    "modifier-not-for-code": (
        example("an unknown modifier, then CT", "20610, 77002-ZZ-CT", "warning line 2"),
        example("26, then CT", "20610, 77002-26-CT", "warning line 2"),
    ),
    "modifier-wrong-claim-form": (
        example("a side, then 73", "20610-RT-73", "error line 1"),
        example(
            "51 on an add-on, then 53", "20610, 77002-51-53", "error line 2", form="institutional", pos=None
        ),
    ),
    "modifier-repeat-without-first": (
        example(
            "77 at another encounter, then 76",
            "20610-77, 20605-76",
            "warning line 2",
            separate_encounter=True,
        ),
    ),
    "modifier-liability-on-ncci": (
        example("no notice, then a notice", "27096, 20206, 76942, 77002-GA", "error line 4"),
    ),
    "laterality-mismatch": (
        example("no side, then the other side", "20605, 20610-LT", "error line 2", laterality="right"),
    ),
    "code-unknown": (example("a known code, then one typed wrong", "20610, 2O610", "error line 2"),),
    "payer-policy": (
        example(
            "a policy that is met, then one that is not",
            "J7325, 20610, 20552-50, 77002",
            "warning line 3",
            facts=_REASON_FIRST,
        ),
    ),
}


@pytest.mark.parametrize(
    ("slug", "case"),
    [
        pytest.param(slug, case, id=f"{slug}: {case.name}")
        for slug, cases in GOES_ON.items()
        for case in cases
    ],
)
def test_a_rule_goes_on_behind_what_it_passes_over(slug: str, case: Example) -> None:
    assert run_example(rule_by_slug(slug), case) == case.expect


@pytest.mark.parametrize(
    ("slug", "case", "named"),
    [
        (
            "laterality-mismatch",
            example("", "20610-RT, 20605-LT"),
            ("RT on line 1", "LT on line 2"),
        ),
        (
            "modifier-wrong-claim-form",
            example("", "20610-53-GC", form=None),
            ("53 on line 1", "GC on line 1"),
        ),
        (
            "imaging-required-by-primary",
            example("", "27096, 20611", base=UNDOCUMENTED),
            ("27096 on line 1", "20611 on line 2"),
        ),
    ],
)
def test_every_point_that_was_not_compared_is_named(slug: str, case: Example, named: tuple[str, ...]) -> None:
    flags, checked, (left,) = run(*case.make(), (rule_by_slug(slug),))
    assert (flags, checked) == ((), ())
    assert [point for point in named if point not in left.reason] == []


def test_guidance_inside_two_codes_is_cited_by_the_rows_of_both() -> None:
    claim, facts = example("", "20611, 27096, 77002", modality="ultrasound").make()
    cited = {code: Citation("book", "2026", f"row of {code}", "Book", "") for code in facts.inclusions}
    rows = {
        code: tuple(msgspec.structs.replace(row, citations=(cited[code],)) for row in found)
        for code, found in facts.inclusions.items()
    }
    facts = msgspec.structs.replace(facts, inclusions=rows)
    (flag,), _, _ = run(claim, facts, (rule_by_slug("guidance-included"),))
    assert flag.citations == (cited["20611"], cited["27096"])
