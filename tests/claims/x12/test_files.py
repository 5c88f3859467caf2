"""Files of several interchanges and kinds: claims go on, and what is lost or left out is said."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.claims.claim_files import only_claim, open_claims
from app.claims.record import Entry
from app.claims.x12.files import read_x12
from app.claims.x12.heads import read_heads
from tests.claims.x12 import made
from tests.claims.x12.made import MARK

GOOD = made.claim(made.service())
BODY = [*made.billing(), *made.subscriber(GOOD, GOOD)]
STAY = [*made.billing(), *made.subscriber(made.claim(made.stay(day="D8*20260915"), place="13:A:1"))]


def entries_of(content: bytes) -> list[Entry]:
    entries = list(read_x12(io.BytesIO(content), "a.837"))
    assert MARK not in repr(entries)
    return entries


def problems_of(content: bytes) -> list[str]:
    return [entry.problem for entry in entries_of(content) if entry.problem]


def test_transactions_groups_and_interchanges_repeat_and_claims_are_counted_through() -> None:
    two = [made.transaction(BODY, number=1), made.transaction(BODY, number=2)]
    groups = [made.group(*two, number=1), made.group(two[0], number=2)]
    content = made.interchange(*groups) + made.interchange(groups[0], separators="|^_", number=2)
    assert [entry.name for entry in entries_of(content)] == [f"claim {number}" for number in range(1, 11)]


@pytest.mark.parametrize(
    ("kind", "guide", "label"),
    [
        ("999", "005010X231A1", "999 acknowledgment"),
        ("277", "005010X214", "277CA acknowledgment"),
        ("837", "005010X224A2", "837D claim file"),
        ("270", "005010X279A1", "an X12 270 eligibility request; these hold no claims"),
        ("834", "005010X220A1", "an X12 834 enrollment file; these hold no claims"),
        ("864", "004010", "an X12 864 file; these hold no claims"),
        (MARK, "004010", "an X12 file of another kind"),
        ("835", "005010X222A1", "an X12 835 remittance file"),
        ("837", "005010X224A2", "an X12 837D claim file; these Needlepoint does not read"),
    ],
)
def test_what_holds_no_claims_is_named_and_passed_over(kind: str, guide: str, label: str) -> None:
    held = [f"TRN*{MARK}"] if kind == "835" else [f"AK1*HC*{MARK}", f"CTX*{MARK}"]
    other = made.group(made.transaction(held, guide, kind), guide=guide, kind=kind)
    claims = made.group(made.transaction(BODY))
    entries = entries_of(made.interchange(other, claims, other))
    assert [entry.name for entry in entries] == ["claim 1", "claim 2", ""]
    (note,) = entries[-1].notes
    assert note.startswith("a.837: transactions 1 and 3 are each ")
    assert label in note


def test_many_transactions_of_a_kind_are_named_in_one_sentence() -> None:
    guide = "005010X231A1"
    acks = [made.transaction(["AK1*HC*1"], guide, "999", number) for number in range(1, 21)]
    (entry,) = entries_of(made.interchange(made.group(*acks, guide=guide, kind="999")))
    assert entry.notes == (
        (
            "a.837: transactions 1, 2, 3, 4, 5, 6, 7, 8 and 12 more are each an X12 999 acknowledgment; "
            "these hold no claims; they were passed over."
        ),
    )


@pytest.mark.parametrize("kind", ["837", "835"])
def test_a_transaction_whose_claims_are_lost_in_segments_of_no_name_says_so(kind: str) -> None:
    small = [f"clm*{MARK}*100***11:B:1", "lx*1"]
    guide = made.PROFESSIONAL if kind == "837" else made.REMITTANCE
    lost = made.group(made.transaction(small, guide, kind), guide=guide, kind=kind)
    content = made.interchange(lost, made.group(made.transaction(BODY)))
    said = "a.837: transaction 1 has 2 segments outside its claims with an id that claims do not have."
    assert problems_of(content) == [f"{said} Something was lost on the way: get the file again."]
    assert sum(entry.claim is not None for entry in entries_of(content)) == 2


OLD = ("REF*87*004010X098A1", *BODY)


@pytest.mark.parametrize(
    ("body", "guide", "form", "is_old"),
    [
        (BODY, "005010X279A1", "professional", False),
        (BODY, "", "professional", False),
        (BODY, "004010", "professional", True),
        (OLD, "005010X279A1", "professional", True),
        (STAY, "005010X221A1", "institutional", False),
        (["REF*87*004010X096", *STAY], "", "institutional", True),
    ],
)
def test_claims_under_a_guide_that_is_not_known_are_read_by_what_stands_in_them(
    body: Sequence[str], guide: str, form: str, is_old: bool
) -> None:
    bare = ["ST*837*0001", *made.transaction(body)[1:]]
    *claims, kind = entries_of(made.interchange(made.group(bare, guide=guide)))
    assert claims
    for entry in claims:
        assert entry.claim is not None
        assert entry.claim.claim_form == form
        assert (entry.claim.place_of_service or entry.claim.bill_type) in ("11", "131")
        assert ("version 4010" in entry.unchecked) == is_old
    assert kind.notes == (
        (
            "a.837: transaction 1 is an X12 837 claim file, which names no guide that Needlepoint knows; "
            "it was read by what stands in it."
        ),
    )


def test_claims_outside_every_transaction_are_counted_as_unread() -> None:
    whole = made.interchange(made.group(made.transaction(BODY)))
    start = whole.index(b"ST*")
    content = whole[:start] + whole[whole.index(b"~", start) + 1 :]
    assert [entry.claim for entry in entries_of(content)] == [None] * 3
    assert problems_of(content)[0].startswith(
        "a.837: segment 3 stands outside every transaction, and 2 claims there were not read. "
    )


def test_the_guide_of_the_group_stands_in_where_the_transaction_names_none() -> None:
    bare = ["ST*837*0001", *made.transaction(BODY)[1:]]
    assert [entry.claim is not None for entry in entries_of(made.interchange(made.group(bare)))] == [
        True,
        True,
    ]


FILE = made.interchange(made.group(made.transaction(BODY)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((b"NTE*ADD*QUAGGAZEBRA77~\n", b""), "transaction 1 has 31 segments, and SE01 says another count"),
        ((b"SE*32*", b"SE*x*"), "SE01 says another count"),
        ((b"SE*32*0001", b"SE*32*0002"), "another control number (SE02)"),
        ((b"GE*1*", b"GE*2*"), "group 1 has 1 transactions, and GE01"),
        ((b"IEA*1*", b"IEA*3*"), "interchange 1 has 1 groups, and IEA01"),
        ((b"GE*1*1~\n", b""), "group 1 has no end (GE)"),
        ((b"GE*1*1~\n", b"GE*1*1~\nNTE*x~\n"), "stands outside every transaction"),
        ((b"GS*HC*", b"GX*HC*"), "begins without GS before it"),
        ((b"IEA*1*000000001~\n", b""), "interchange 1 has no end (IEA)"),
    ],
)
def test_what_does_not_add_up_is_said_and_the_claims_go_on(change: tuple[bytes, bytes], words: str) -> None:
    assert change[0] in FILE
    content = FILE.replace(*change, 1)
    assert any(words in problem for problem in problems_of(content))
    assert sum(entry.claim is not None for entry in entries_of(content)) == 2


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ((b"NTE*ADD*QUAGGAZEBRA77~\n", b""), "segment-count"),
        ((b"SE*32*0001", b"SE*32*0002"), "control-number"),
        ((b"GE*1*1~", b"GE*1*2~"), "control-number"),
        ((b"IEA*1*000000001", b"IEA*1*000000002"), "control-number"),
        ((b"GE*1*", b"GE*2*"), "transaction-count"),
        ((b"IEA*1*", b"IEA*3*"), "group-count"),
        ((b"IEA*1*000000001~\n", b""), "cut-short"),
        ((b"GE*1*1~\n", b"GE*1*1~\nNTE*x~\n"), "stray-segments"),
        ((b"GS*HC*", b"GX*HC*"), "no-beginning"),
    ],
)
def test_each_claim_carries_what_does_not_add_up_around_it(change: tuple[bytes, bytes], warning: str) -> None:
    claims = [entry.claim for entry in entries_of(FILE.replace(*change, 1)) if entry.claim]
    assert len(claims) == 2
    assert all(warning in claim.file_warnings for claim in claims)
    assert not any(entry.claim.file_warnings for entry in entries_of(FILE) if entry.claim)


def test_a_transaction_that_is_whole_is_not_warned_of_for_another() -> None:
    broken = [*made.transaction(BODY, number=1)[:-1], "SE*9*0001"]
    content = made.interchange(made.group(broken, made.transaction(BODY, number=2)))
    warned = [entry.claim.file_warnings for entry in entries_of(content) if entry.claim]
    assert warned == [("segment-count",)] * 2 + [()] * 2
    cut = made.interchange(made.group(made.transaction(BODY, number=2), broken[:-1]))
    warned = [entry.claim.file_warnings for entry in entries_of(cut) if entry.claim]
    assert warned == [(), (), ("cut-short",)]


def test_the_first_look_finds_what_reading_finds() -> None:
    """Two ways through the file, the quick one and the whole one, say the same."""
    for content in (
        FILE,
        FILE + FILE[:-400],
        FILE.replace(b"SE*", b"SX*"),
        FILE.replace(b"GS*HC", b"TA1*HC"),
    ):
        faults: list[str] = []
        heads = list(read_heads(io.BytesIO(content), lambda fault: faults.append(fault.sentence)))  # noqa: B023
        entries = entries_of(content)
        assert [f"a.837: {each}" for each in faults] == [
            entry.problem for entry in entries if entry.problem and ", segment" not in entry.problem
        ]
        assert len(heads) == sum(bool(entry.name) for entry in entries)


def test_a_claim_in_which_the_file_ends_is_not_read() -> None:
    cut = FILE[: FILE.rindex(b"SV1*HC:") + 12]
    entries = entries_of(cut)
    assert [entry.name for entry in entries if entry.claim] == ["claim 1"]
    assert "a.837, claim 2, segment " in problems_of(cut)[0]
    assert "ends inside this claim" in problems_of(cut)[0]
    assert "transaction 1 has no end (SE)" in problems_of(cut)[1]


def test_a_transaction_without_its_end_does_not_run_into_the_next() -> None:
    bare = made.transaction(BODY)[:-1]
    entries = entries_of(made.interchange(made.group(bare, made.transaction(BODY, number=2))))
    assert [entry.name for entry in entries if entry.claim] == ["claim 1", "claim 3", "claim 4"]


def test_opened_as_a_file_packed_or_not_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"\r\n" + FILE)
    (tmp_path / "b.837.gz").write_bytes(gzip.compress(FILE))
    for name in ("a.txt", "b.837.gz"):
        opened = open_claims(str(tmp_path / name))
        assert opened.many
        assert [entry.name for entry in opened.entries] == ["claim 1", "claim 2"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FILE)))
    assert len(list(open_claims("-").entries)) == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(FILE))))
    assert len(list(open_claims("-").entries)) == 2


def test_the_claim_of_a_file_with_one(tmp_path: Path) -> None:
    path = tmp_path / "a.837"
    path.write_bytes(made.file_of(GOOD))
    assert only_claim(str(path)).reference == "claim 1"
