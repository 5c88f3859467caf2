"""Which decision answers which flag: by rule, line and code, and never more than it was made for."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.decisions import decide, decision_words, find_decision, stand, unmet_words
from app.claims.draft import Draft, DraftLine
from app.claims.draft_lines import edit_cell, move_line, remove_line
from app.coding.dispositions import STATES, Disposition
from app.coding.findings import Flag
from app.coding.words import SEVERITIES

DAY = date(2026, 11, 29)
CODES = ("20610", "77002")
FLAG = Flag(
    rule="image-not-documented",
    id="DOC-102",
    severity="error",
    basis="cpt-instruction",
    line=2,
    field=None,
    message="No image is documented for 77002.",
    why="",
    remedy="",
    edit=None,
    citations=(),
)
WHOLE = msgspec.structs.replace(FLAG, line=None)
FIXED = Disposition(rule="image-not-documented", line=2, code="77002", state="fixed")

MET = {
    "rule, line and code": (FIXED, FLAG, CODES),
    "no code was kept": (msgspec.structs.replace(FIXED, code=None), FLAG, CODES),
    "the whole claim": (msgspec.structs.replace(FIXED, line=None), WHOLE, CODES),
    "the whole claim, no code kept": (msgspec.structs.replace(FIXED, line=None, code=None), WHOLE, CODES),
    "a claim whose flag names no code": (
        msgspec.structs.replace(FIXED, line=None),
        msgspec.structs.replace(WHOLE, message="No image."),
        CODES,
    ),
}
UNMET = {
    "another rule": (msgspec.structs.replace(FIXED, rule="ptp-pair"), FLAG, CODES),
    "another line": (msgspec.structs.replace(FIXED, line=1), FLAG, CODES),
    "a line beyond the claim": (msgspec.structs.replace(FIXED, line=9), FLAG, CODES),
    "another code on the line": (FIXED, FLAG, ("20610", "76942")),
    "the whole claim, for a line": (FIXED, WHOLE, CODES),
    "another code of the claim": (msgspec.structs.replace(FIXED, line=None, code="20610"), WHOLE, CODES),
    "a code that is no longer billed": (
        msgspec.structs.replace(FIXED, line=None),
        msgspec.structs.replace(WHOLE, message="No image."),
        ("20610",),
    ),
}


@pytest.mark.parametrize(("decision", "flag", "codes"), MET.values(), ids=MET)
def test_a_decision_meets_a_flag(decision: Disposition, flag: Flag, codes: tuple[str, ...]) -> None:
    standing = stand([flag], [decision], codes)
    assert (standing.open, standing.decided, standing.unmet) == ((), ((flag, decision),), ())


@pytest.mark.parametrize(("decision", "flag", "codes"), UNMET.values(), ids=UNMET)
def test_a_decision_on_something_else_is_kept_and_leaves_the_flag_open(
    decision: Disposition, flag: Flag, codes: tuple[str, ...]
) -> None:
    standing = stand([flag], [decision], codes)
    assert (standing.open, standing.decided, standing.unmet) == ((flag,), (), (decision,))


@pytest.mark.parametrize("state", ["accepted", "not-applicable"])
def test_an_error_is_accepted_only_with_a_reason(state: str) -> None:
    bare = msgspec.convert({"rule": FLAG.rule, "line": 2, "state": state, "reason": " "}, Disposition)
    assert stand([FLAG], [bare], CODES).open == (FLAG,)
    assert stand([FLAG], [bare], CODES).unmet == ()
    warning = msgspec.structs.replace(FLAG, severity="warning")
    assert stand([warning], [bare], CODES).open == ()
    assert stand([FLAG], [msgspec.structs.replace(bare, reason="seen")], CODES).open == ()


def test_a_decision_is_recorded_with_line_code_and_day_and_can_be_taken_back() -> None:
    made = decide(FLAG, "fixed", "", (), CODES, DAY)
    assert made == (msgspec.structs.replace(FIXED, at=DAY),)
    assert decide(FLAG, "open", "", made, CODES, DAY) == ()
    assert decide(FLAG, "accepted", "", made, CODES, DAY) == ()


def test_the_same_decision_again_keeps_who_made_it_and_when() -> None:
    first = (msgspec.structs.replace(FIXED, by="AB", at=date(2026, 1, 2)),)
    assert decide(FLAG, "fixed", "", first, CODES, DAY) == first
    (changed,) = decide(FLAG, "accepted", "seen", first, CODES, DAY)
    assert (changed.by, changed.at) == (None, DAY)


@given(
    st.lists(
        st.builds(
            Disposition,
            rule=st.sampled_from(["a", "b"]),
            line=st.none() | st.integers(1, 3),
            code=st.none() | st.sampled_from(CODES),
            state=st.sampled_from(list(STATES)),
            reason=st.sampled_from(["", "seen"]),
        ),
        max_size=5,
    ),
    st.lists(
        st.builds(
            lambda rule, line, severity: msgspec.structs.replace(
                FLAG, rule=rule, line=line, severity=severity
            ),
            st.sampled_from(["a", "b"]),
            st.none() | st.integers(1, 2),
            st.sampled_from(list(SEVERITIES)),
        ),
        max_size=4,
    ),
)
def test_every_flag_and_every_decision_stands_somewhere(
    decisions: list[Disposition], flags: list[Flag]
) -> None:
    standing = stand(flags, decisions, CODES)
    assert sorted(map(repr, standing.flags)) == sorted(map(repr, flags))
    for decision in decisions:
        meets = any(find_decision(flag, [decision], CODES) for flag in flags)
        assert (decision in standing.unmet) == (not meets and decision.state != "open")


def test_words_say_what_was_decided_when_and_by_whom() -> None:
    full = msgspec.structs.replace(FIXED, state="not-applicable", by="AB", at=DAY, reason="seen")
    assert decision_words(full) == "not applicable on 11/29/2026 by AB"
    assert unmet_words(full) == "line 2, 77002, not applicable on 11/29/2026 by AB: seen"
    assert unmet_words(Disposition(rule="a", state="fixed")) == "the whole claim, fixed"


def test_decisions_follow_their_line_and_stay_when_its_code_changes() -> None:
    draft = Draft(lines=(DraftLine("20610"), DraftLine("77002")), dispositions=(FIXED,))
    assert [each.line for each in move_line(draft, 1, -1).dispositions] == [1]
    assert [each.line for each in remove_line(draft, 0).dispositions] == [1]
    assert remove_line(draft, 1).dispositions == ()
    assert edit_cell(draft, 1, "code", "77003").dispositions == (FIXED,)
    beyond = msgspec.structs.replace(FIXED, line=9)
    kept = msgspec.structs.replace(draft, dispositions=(beyond,))
    assert edit_cell(kept, 0, "units", "2").dispositions == (beyond,)
