"""The rule of local policy: where an item bears, and that it touches nothing of the rule book."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.local import LocalItem, LocalPolicy
from app.coding.sources import Source
from app.rules import CHECKS, LOCAL_POLICY, find_rule, run, title_of

DAY = date(2026, 9, 15)
SOURCE = Source(
    id="local-x", basis="local-policy", publisher="North Hospital", title="Local policy of North Hospital",
    edition="2026-11-30", short="Local policy", url="", license="Own", confidence="low",
    read=date(2026, 11, 30), note="From x, signed by A. Lead on 11/30/2026.",
)  # fmt: skip


def item(**stated: object) -> LocalItem:
    plain = LocalItem(id="N-1", text="Ask first.", source=SOURCE, severity="warning")
    return msgspec.structs.replace(plain, **stated)


def claim(*lines: Line, payer: str | None = None) -> Claim:
    return Claim(schema=1, date_of_service=DAY, lines=lines, payer=payer)


CLAIM = claim(Line("20610"), Line("77002", modifiers=("26",)), payer="medicare")


def places(found: LocalItem, of: Claim = CLAIM) -> list[int | None]:
    flags, _, _ = run(of, Facts(on=DAY, local=LocalPolicy((found,))))
    return [flag.line for flag in flags if flag.rule == "local-policy"]


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        ({"codes": ("77002",)}, [2]),
        ({"codes": ("77003",)}, []),
        ({"codes": ("20610", "77002")}, [1]),
        ({"pairs": (("77002", "20610"),)}, [1]),
        ({"pairs": (("77002", "20605"),)}, []),
        ({"pairs": (("20610", "77002"),), "codes": ("77002",)}, [2]),
        ({"modifiers": ("26", "TC")}, [2]),
        ({"modifiers": ("59",)}, []),
        ({"codes": ("20610",), "modifiers": ("26",)}, []),
        ({"payers": ("medicare",)}, [None]),
        ({"payers": ("aetna",)}, []),
        ({"codes": ("77002",), "payers": ("medicare",)}, [2]),
        ({"codes": ("77002",), "first": DAY, "last": DAY}, [2]),
        ({"codes": ("77002",), "first": date(2026, 9, 16)}, []),
        ({"codes": ("77002",), "last": date(2026, 9, 14)}, []),
    ],
)
def test_an_item_bears_where_all_that_it_states_holds(
    stated: dict[str, object], lines: list[int | None]
) -> None:
    assert places(item(**stated)) == lines


def test_its_flag_names_team_day_and_file_and_no_authority() -> None:
    (flag,), checked, _ = run(
        claim(Line("77002")),
        Facts(on=DAY, local=LocalPolicy((item(codes=("77002",), remedy="Call."),))),
        (LOCAL_POLICY,),
    )
    assert (flag.id, flag.severity, flag.basis, flag.field) == (
        "LOC-101", "warning", "local-policy", "lines[0].code"
    )  # fmt: skip
    assert flag.message == "North Hospital: Ask first."
    assert flag.why == SOURCE.note
    assert (flag.remedy, flag.citations) == ("Call.", (SOURCE.cite("N-1"),))
    assert checked == ("local-policy",)
    assert (title_of(flag), find_rule("local-policy")) == ("Local policy", LOCAL_POLICY)


def test_a_payer_that_is_not_stated_leaves_it_open() -> None:
    asks = item(codes=("77002",), payers=("medicare",))
    facts = Facts(on=DAY, local=LocalPolicy((asks,)))
    flags, checked, left = run(claim(Line("77002")), facts, (LOCAL_POLICY,))
    assert (flags, checked, left[0].rule, left[0].field) == ((), (), "local-policy", "payer")
    assert "local policy N-1 was not compared" in left[0].reason


def test_a_file_that_is_not_used_leaves_it_open() -> None:
    policy = LocalPolicy((), ("Local policy x is not used: it is not signed.",))
    _, checked, left = run(CLAIM, Facts(on=DAY, local=policy), (LOCAL_POLICY,))
    assert (checked, left[0].reason) == ((), policy.faults[0])


def test_without_local_policy_no_review_names_it() -> None:
    flags, checked, left = run(CLAIM, Facts(on=DAY))
    named = {*(flag.rule for flag in flags), *checked, *(each.rule for each in left)}
    assert named == {rule.slug for rule in CHECKS}


ITEMS = st.builds(
    item,
    codes=st.lists(st.sampled_from(["20610", "77002", "76942"]), max_size=2).map(tuple),
    modifiers=st.lists(st.sampled_from(["26", "59"]), max_size=1).map(tuple),
    payers=st.lists(st.sampled_from(["medicare", "aetna"]), max_size=1).map(tuple),
    severity=st.sampled_from(["warning", "info"]),
)


@given(items=st.lists(ITEMS, max_size=4), faults=st.lists(st.text(min_size=1, max_size=9), max_size=2))
def test_it_hides_and_lowers_nothing_of_the_rule_book(items: list[LocalItem], faults: list[str]) -> None:
    facts = Facts(on=DAY)
    alone = run(CLAIM, facts)
    policy = LocalPolicy(tuple(items), tuple(faults))
    beside = run(CLAIM, msgspec.structs.replace(facts, local=policy))
    assert tuple(flag for flag in beside[0] if flag.rule != "local-policy") == alone[0]
    assert tuple(slug for slug in beside[1] if slug != "local-policy") == alone[1]
    assert tuple(each for each in beside[2] if each.rule != "local-policy") == alone[2]
    assert all(flag.severity != "error" for flag in beside[0] if flag.rule == "local-policy")
