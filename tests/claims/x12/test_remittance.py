"""What a payer answered: codes, paid units, groups and reasons, and which claim and line it is about."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.claims.answers import Adjustment, AnsweredLine, PayerAnswer, say_answer
from app.claims.claim_files import open_claims
from app.claims.record import Entry
from app.claims.x12.files import read_x12
from app.coding.claim import Claim, Line
from app.coding.errors import InputError
from tests.claims.x12 import made
from tests.claims.x12.made import MARK


def answer(
    *lines: Sequence[str], status: str = "1", number: str = MARK, before: str = "CAS*CO*45*20.00"
) -> list[str]:
    """The segments of an answer to a claim, names in it."""
    return [
        f"CLP*{number}*{status}*225*145.50*5*MB*{MARK}*11*1", *filter(None, [before]),
        f"NM1*QC*1*{MARK}*ANN****MI*{MARK}", f"REF*EA*{MARK}",
        *(segment for each in lines for segment in each),
    ]  # fmt: skip


def line(
    code: str = "HC:20610:RT", *more: str, units: str = "", day: str = "20260915", submitted: str = ""
) -> list[str]:
    """The segments of an answered line."""
    return [f"SVC*{code}*150*145**{units}*{submitted}", f"DTM*472*{day}", *more]


def remittance(*answers: Sequence[str], paid_on: str = "", made_on: str = "") -> bytes:
    head = [
        f"BPR*I*145*C*ACH*CCP*01*{MARK}*********{paid_on}", f"TRN*1*{MARK}",
        *((f"DTM*405*{made_on}",) if made_on else ()),
        f"N1*PR*{MARK}", f"N1*PE*{MARK}*XX*1", "LX*1",
    ]  # fmt: skip
    body = [*head, *(segment for each in answers for segment in each), f"PLB*{MARK}*20261231*90*3.95"]
    guide = made.REMITTANCE
    return made.interchange(made.group(made.transaction(body, guide, "835"), guide=guide, kind="835"))


def entries_of(content: bytes) -> list[Entry]:
    entries = list(read_x12(io.BytesIO(content), "a.835"))
    assert MARK not in repr(entries)
    assert "checked in part" in entries[-1].notes[0]
    return entries[:-1]


def test_an_answer_gives_what_was_decided_and_lines_to_check() -> None:
    lines = (
        line("HC:20610:RT", "CAS*PR*1*3*1*2*2.00", "CAS*CO*45*0.5", "LQ*HE*N130"),
        line("HC:77002:26", units="2.00", submitted="HC:77003"),
    )
    (entry,) = entries_of(remittance(answer(*lines)))
    assert entry.claim == Claim(
        schema=2, date_of_service=date(2026, 9, 15), reference="answer 1", payer="medicare", record="none",
        lines=(Line("20610", ("RT",), source_line="1"), Line("77002", ("26",), 2, source_line="2")),
    )  # fmt: skip
    reasons = (Adjustment("PR", "1", "3"), Adjustment("PR", "2", "2.00"), Adjustment("CO", "45", "0.5"))
    assert entry.answer == PayerAnswer(
        status="1",
        charge="225",
        paid="145.50",
        adjustments=(Adjustment("CO", "45", "20.00"),),
        lines=(
            AnsweredLine(
                code="20610",
                modifiers=("RT",),
                charge="150",
                paid="145",
                adjustments=reasons,
                remarks=("N130",),
            ),
            AnsweredLine(
                code="77002", modifiers=("26",), submitted="77003", units="2", charge="150", paid="145"
            ),
        ),
    )
    assert list(say_answer(entry.answer)) == [
        "The payer answered: processed as primary; paid 145.50 of 225; CO-45 20.00.",
        "  20610-RT x1: paid 145 of 150; PR-1 3, PR-2 2.00, CO-45 0.5; remarks N130.",
        "  77002-26 x2, sent as 77003: paid 145 of 150.",
    ]


def test_remarks_on_the_whole_claim_are_read() -> None:
    moa = answer(line(), before=f"MOA***MA130*{MARK}**MA01*MA130")
    stay = answer(line(), before="MIA*0****MA02***************MA07*MA18")
    first, second = (entry.answer for entry in entries_of(remittance(moa, stay)))
    assert first is not None
    assert second is not None
    assert (first.remarks, second.remarks) == (("MA130", "MA01"), ("MA02", "MA07", "MA18"))
    assert next(iter(say_answer(first))).endswith("; remarks MA130, MA01.")


@pytest.mark.parametrize(("guide", "is_old"), [("004010X091A1", True), ("005010X221A1", False)])
def test_an_answer_of_version_4010_is_read_and_not_checked(guide: str, *, is_old: bool) -> None:
    body = ["LX*1", *answer(line())]
    content = made.interchange(made.group(made.transaction(body, guide, "835"), guide=guide, kind="835"))
    entry = next(iter(read_x12(io.BytesIO(content), "a.835")))
    assert entry.claim is not None
    assert ("version 4010" in entry.unchecked) == is_old


def test_an_answer_that_is_taken_back_is_not_checked() -> None:
    (entry,) = entries_of(remittance(answer(line(), status="22")))
    assert "takes back an earlier answer" in entry.unchecked


def test_an_answer_without_lines_or_codes_is_told_and_not_checked() -> None:
    bare, drug = entries_of(remittance(answer(), answer(line("N4:00012345678"))))
    for entry in (bare, drug):
        assert entry.claim is None
        assert entry.answer is not None
        assert "nothing was checked" in entry.notes[0]


def test_a_range_of_days_and_the_days_of_the_claim() -> None:
    ranged = ["SVC*HC:20610*1*1", "DTM*150*20260915", "DTM*151*20260918"]
    (one,) = entries_of(remittance(answer(ranged)))
    assert "Over several days" in one.notes[0]
    (two,) = entries_of(remittance(answer(["SVC*HC:20610*1*1"], before="DTM*232*20260914")))
    assert two.claim is not None
    assert two.claim.date_of_service == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (line(f"HC:{MARK}"), "another shape (SVC01"),
        (line(units="1,5"), "no number (SVC05)"),
        (line("HC:20610", f"CAS*{MARK}*1*3"), "no group or reason code (CAS)"),
        (line(day="20261399"), "no date of the form"),
        (["SVC*HC:20610*1*1"], "line 1 has no date of service (DTM*472)"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_the_others_go_on(lines: list[str], words: str) -> None:
    good = answer(line())
    one, bad, three = entries_of(remittance(good, answer(lines), good))
    assert one.claim is not None
    assert three.claim is not None
    assert bad.problem.startswith("a.835, answer 2, segment ")
    assert words in bad.problem


def test_a_cut_remittance_is_said_to_be_cut() -> None:
    content = remittance(answer(line()), answer(line()))
    entries = entries_of(content[: content.rindex(b"DTM")])
    assert "ends inside this claim" in entries[1].problem


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "HC>20610>RT",
            "answer 2, segment 20: a line has SVC01 or SVC06 parted by “>”, and its interchange names “:”",
        ),
        ("HC*20610", "answer 2, segment 20: a line has a qualifier and no code (SVC01 or SVC06)."),
    ],
)
def test_an_answer_whose_composites_cannot_be_parted_is_not_told_with_moved_amounts(
    code: str, words: str
) -> None:
    good, bad = entries_of(remittance(answer(line()), answer(line(code))))
    assert good.answer is not None
    assert bad.answer is None
    assert words in bad.problem


def test_an_adjustment_under_a_damaged_id_is_said_with_its_answer() -> None:
    whole, coded, bare = entries_of(
        remittance(answer(line()), answer(line("HC:20610", "CAS_CO*45*50")), answer(["CAS_CO*45*50"]))
    )
    said = "1 segment in or before it has an id that claims do not have. What stood there may be missing."
    assert not any(said in note for note in whole.notes)
    assert f"a.835, answer 2: {said}" in coded.notes
    assert f"a.835, answer 3: {said}" in bare.notes
    assert "nothing was checked" in bare.notes[0]


@pytest.mark.parametrize("units", ["1.5", "0.25", "12345"])
def test_a_line_whose_paid_units_no_claim_can_have_is_told_and_not_checked(units: str) -> None:
    alone, beside = entries_of(remittance(answer(line(units=units)), answer(line(units=units), line())))
    for entry in (alone, beside):
        assert entry.answer is not None
        assert entry.answer.lines[0].units == units
        assert not entry.problem
        assert any(
            "Line 1 was not checked: its paid units are no whole number" in note for note in entry.notes
        )
    assert alone.claim is None
    assert beside.claim is not None
    assert [each.source_line for each in beside.claim.lines] == ["2"]


def test_a_fraction_on_a_line_of_another_list_does_not_matter() -> None:
    (entry,) = entries_of(remittance(answer(line("N4:00012345678", units="2.5"), line())))
    assert entry.answer is not None
    assert [each.units for each in entry.answer.lines] == ["2.5", "1"]
    assert not entry.notes


CONTROLLED = made.service("77002:26", number="2", extra=f"REF*6R*{MARK}9")
SENT = made.file_of(
    [f"CLM*{MARK}7*100***11:B:1", *made.claim(made.service(), made.service(), CONTROLLED)[1:]]
)
ANSWERED = remittance(
    answer(line("HC:20610"), line("HC:20605", f"REF*6R*{MARK}9"), line(), line(), number=f"{MARK}7"),
    answer(line(), number="another"),
)


def answers_of(path: Path) -> list[PayerAnswer]:
    return [entry.answer for entry in open_claims(str(path)).entries if entry.answer]


def test_answers_find_the_claims_of_the_same_folder_by_number_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.835").write_bytes(ANSWERED)
    (tmp_path / "b.837").write_bytes(SENT)
    (tmp_path / "c.csv").write_text("claim,date_of_service,code\nA,2026-09-15,77002\n")
    (tmp_path / "d.txt").write_text("")
    first, other = answers_of(tmp_path)
    assert first.to is not None
    assert first.to.endswith("b.837, claim 1")
    # By the sender's number although the payer changed the code; two lines alike are not guessed at.
    assert [each.line for each in first.lines] == [None, "2", None, None]
    assert other.to is None
    entries = list(open_claims(str(tmp_path)).entries)
    assert [entry.name for entry in entries if entry.claim] == [
        "b.837, claim 1", "c.csv, A", "a.835, answer 1", "a.835, answer 2",
    ]  # fmt: skip
    assert any("d.txt is empty" in entry.problem for entry in entries)
    assert MARK not in repr(entries)


def ties_of(
    tmp_path: Path, sent: Sequence[Sequence[str]], answered: Sequence[Sequence[str]]
) -> list[str | None]:
    """Which lines of one claim the lines of its answer are tied to."""
    (tmp_path / "a.835").write_bytes(remittance(answer(*answered)))
    (tmp_path / "b.837").write_bytes(made.file_of(made.claim(*sent)))
    (found,) = answers_of(tmp_path)
    return [each.line for each in found.lines]


def charged(code: str, charge: str, number: str) -> list[str]:
    return [each.replace("*100*", f"*{charge}*") for each in made.service(code, number=number)]


def test_a_packed_remittance_comes_after_what_it_answers(tmp_path: Path) -> None:
    (tmp_path / "a.835.gz").write_bytes(gzip.compress(ANSWERED))
    (tmp_path / "b.837.gz").write_bytes(gzip.compress(SENT))
    first, _ = answers_of(tmp_path)
    assert first.to is not None
    assert first.to.endswith("b.837.gz, claim 1")
    assert first.lines[1].line == "2"


def test_a_remittance_behind_the_claims_of_one_file_meets_them() -> None:
    found = [each.answer for each in read_x12(io.BytesIO(SENT + ANSWERED), "a.edi") if each.answer]
    assert [each.to for each in found] == ["a.edi, claim 1", None]


def sent_to(rank: str, payer: str) -> bytes:
    """A claim under the one number that another payer of the patient has too."""
    content = made.file_of(made.claim(made.service())).replace(b"SBR*P*", f"SBR*{rank}*".encode())
    return content.replace(b"******MB", f"******{payer}".encode())


TO_SEVERAL = {
    "the first by its status": ((("P", "MB"), ("S", "CI")), "1", "CI", "a.edi, claim 1"),
    "the first, which sent it on": ((("P", "MB"), ("S", "CI")), "19", "", "a.edi, claim 1"),
    "the second by its status": ((("P", "MB"), ("S", "CI")), "2", "", "a.edi, claim 2"),
    "a denial by the kind of payer": ((("P", "MC"), ("S", "MB")), "4", "MB", "a.edi, claim 2"),
    "a denial of nobody known": ((("P", "MB"), ("S", "CI")), "4", "", None),
    "two sent first": ((("P", "CI"), ("P", "CI")), "1", "CI", None),
}


@pytest.mark.parametrize(("sent", "status", "payer", "to"), TO_SEVERAL.values(), ids=TO_SEVERAL.keys())
def test_claims_to_several_payers_under_one_number_are_told_apart(
    sent: Sequence[tuple[str, str]], status: str, payer: str, to: str | None
) -> None:
    content = b"".join(sent_to(*each) for each in sent)
    content += remittance(answer(line(), status=status)).replace(b"*5*MB*", f"*5*{payer}*".encode())
    (entry,) = [each for each in read_x12(io.BytesIO(content), "a.edi") if each.answer]
    assert entry.answer is not None
    assert entry.answer.to == to
    several = (
        "Several claims have its number, and which it answers is not known: a.edi, claim 1, a.edi, claim 2."
    )
    assert any(several in note for note in entry.notes) == (to is None)


def test_of_lines_alike_the_charge_tells(tmp_path: Path) -> None:
    sent = [charged("20610", "150", "1"), charged("20610", "90.00", "2"), charged("20610", "90", "3")]
    answered = [f"SVC*HC:20610*{charge}*1" for charge in ("150.00", "90", "91")]
    assert ties_of(tmp_path, sent, [[each] for each in answered]) == ["1", None, None]


def test_a_code_that_the_payer_changed_is_tied_by_the_one_that_was_sent(tmp_path: Path) -> None:
    sent = [made.service("20610:RT"), made.service("20611:RT", number="2")]
    assert ties_of(tmp_path, sent, [line("HC:20610:RT", submitted="HC:20611:RT")]) == ["2"]


def test_a_line_without_a_number_of_the_sender_comes_back_by_its_place(tmp_path: Path) -> None:
    sent = [made.service("20610"), made.service("20610", number="2"), made.service("20605", number="3")]
    answered = [line("HC:20610", "REF*6R*2"), line("HC:20610", "REF*6R*1"), line("HC:20605", "REF*6R*77")]
    assert ties_of(tmp_path, sent, answered) == ["2", "1", "3"]


def test_the_numbers_of_the_sender_are_taken_before_codes(tmp_path: Path) -> None:
    sent = [made.service("20610", extra=f"REF*6R*{MARK}1"), made.service("20610", number="2")]
    assert ties_of(tmp_path, sent, [line("HC:20610"), line("HC:20610", f"REF*6R*{MARK}1")]) == ["2", "1"]


def test_lines_without_a_code_are_tied_by_charge_alone(tmp_path: Path) -> None:
    hospital = made.claim(made.stay("", revenue="0250", day="D8*20260915"), place="13:A:1")
    (tmp_path / "b.837").write_bytes(made.file_of(hospital, guide=made.INSTITUTIONAL))
    answered = [["SVC*NU:0250*100.00*1"], ["SVC*N4:00012345678*55*1"]]
    (tmp_path / "a.835").write_bytes(remittance(answer(*answered)))
    (found,) = answers_of(tmp_path)
    assert [each.line for each in found.lines] == ["1", None]


def test_an_archive_is_read_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("in/a.835", ANSWERED)
        archive.writestr("in/b.837", SENT)
        archive.writestr(f"{MARK}.txt", "nothing")
    entries = list(open_claims(str(path)).entries)
    assert [entry.name for entry in entries if entry.claim] == [
        "b.837, claim 1", "a.835, answer 1", "a.835, answer 2",
    ]  # fmt: skip
    assert answers_of(path)[0].lines[1].line == "2"
    (problem,) = [entry.problem for entry in entries if entry.problem]
    assert "is no X12 file" in problem
    assert MARK not in repr(entries)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]


def test_a_damaged_archive_and_a_workbook_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.837", SENT)
    content = bytearray(path.read_bytes())
    content[60:80] = bytes(20)
    path.write_bytes(content)
    with pytest.raises(InputError, match="is damaged"):
        list(open_claims(str(path)).entries)
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
    with pytest.raises(InputError, match="Excel workbook"):
        open_claims(str(path))


@pytest.mark.parametrize(
    ("paid_on", "made_on", "expected"),
    [
        ("20260930", "20260928", (date(2026, 9, 30), date(2026, 9, 28))),
        ("20260930", "", (date(2026, 9, 30), None)),
        ("", "", (None, None)),
        ("00000000", "20261399", (None, None)),
        ("260930", "20260928-20260930", (None, None)),
    ],
)
def test_each_answer_has_the_days_of_its_remittance(
    paid_on: str, made_on: str, expected: tuple[date | None, date | None]
) -> None:
    found = entries_of(remittance(answer(line()), answer(line()), paid_on=paid_on, made_on=made_on))
    assert [(each.answer.paid_on, each.answer.made_on) for each in found if each.answer] == [expected] * 2


def test_days_of_one_transaction_are_not_those_of_the_next() -> None:
    guide = made.REMITTANCE
    bodies = (["BPR*I*1" + "*" * 14 + "20260930", "LX*1", *answer(line())], ["LX*1", *answer(line())])
    content = made.interchange(
        made.group(*(made.transaction(body, guide, "835") for body in bodies), guide=guide, kind="835")
    )
    found = [each.answer for each in read_x12(io.BytesIO(content), "a.835") if each.answer]
    assert [each.paid_on for each in found] == [date(2026, 9, 30), None]


def test_a_payment_inside_an_answer_is_passed_by() -> None:
    (entry,) = entries_of(remittance(answer(line("HC:20610", "BPR*I*1"))))
    assert entry.claim is not None
