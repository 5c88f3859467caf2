"""`denial`: numbers alone, numbers on a claim, a remittance, and the letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Cli

CLAIM = {
    "schema": 1,
    "date_of_service": "2024-09-10",
    "payer": "medicare",
    "place_of_service": "11",
    "lines": [{"code": "20611"}, {"code": "77002"}],
}


@pytest.fixture
def claim(tmp_path: Path) -> str:
    path = tmp_path / "claim.json"
    path.write_text(json.dumps(CLAIM), encoding="utf-8")
    return str(path)


def test_numbers_alone_are_explained_with_their_sources(cli: Cli) -> None:
    done = cli("denial", "CO-236", "n122")
    assert done.status == 0
    assert "236, reason code (CARC): An NCCI edit pairs it with another code of the day." in done.out
    assert "First Coast CO-236" in done.out
    assert "No claim was compared: give one with --on CLAIM." in done.out


def test_a_date_without_a_claim_gives_the_last_days(cli: Cli) -> None:
    out = cli("denial", "CO-50", "--remitted", "2026-11-30").out
    assert "Last day for a redetermination: 04/04/2027, a Sunday" in out
    assert "The last days are those of original Medicare" in out


def test_an_empty_date_is_not_left_aside(cli: Cli) -> None:
    assert cli("denial", "CO-50", "--remitted", "").err.startswith("needlepoint: “” is not a date.")


def test_what_clears_the_denial_is_said_with_it(cli: Cli, claim: str) -> None:
    out = cli("denial", "CO-236", "--on", claim, "--line", "2").out
    assert "20611 contains the guidance of 77002." in out
    assert "To clear: Remove the guidance code, unless the record and a modifier" in " ".join(out.split())


def test_a_number_that_is_not_known_is_said_to_be_so(cli: Cli) -> None:
    assert "9: not in the book; nothing is said of it." in cli("denial", "CO-9").out


def test_on_a_claim_it_says_what_follows_and_whether_our_check_agrees(cli: Cli, claim: str) -> None:
    done = cli("denial", "CO-236", "--on", claim, "--line", "2")
    assert "What follows: Write it off" in done.out
    assert "20611 contains the guidance of 77002." in done.out
    assert "Our check finds the same: Guidance is included in the procedure" in done.out


def test_an_answer_for_all_lines_says_so_and_how_one_is_asked_for(cli: Cli, claim: str) -> None:
    said = "Said of all 2 lines together. Where the remittance denies one of them, --line N says what follows"
    assert said in " ".join(cli("denial", "CO-236", "--on", claim).out.split())
    assert "Said of all" not in cli("denial", "CO-236", "--on", claim, "--line", "2").out


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize(("number", "status"), [("CO-9", 3), ("CO-45", 0)])
def test_what_was_not_checked_ends_with_status_3_as_the_help_says(
    cli: Cli, claim: str, number: str, status: int, options: tuple[str, ...]
) -> None:
    assert cli("denial", number, "--on", claim, *options).status == status


def test_the_record_is_json(cli: Cli, claim: str) -> None:
    (found,) = json.loads(cli("denial", "CO-236", "--on", claim, "--line", "2", "--json").out)
    assert (found["action"], found["agreement"]) == ("write-off", "same")


def test_a_line_that_is_not_there_is_named(cli: Cli, claim: str) -> None:
    done = cli("denial", "CO-236", "--on", claim, "--line", "3")
    assert done.status == 2
    assert "The claim has no line 3: it has 2." in done.err


@pytest.mark.parametrize("option", ["--letter", "--line", "--claim"])
def test_an_option_about_a_claim_is_not_left_aside_without_one(cli: Cli, option: str) -> None:
    done = cli("denial", "CO-236", option, "1")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"needlepoint: {option} is about a claim. Give the claim that was denied with --on.\n"
    assert not Path("1").exists()


def test_what_is_no_number_is_refused(cli: Cli) -> None:
    done = cli("denial", "denied")
    assert done.status == 2
    assert "for example CO-236 N122" in done.err


def test_a_letter_is_written_where_a_request_follows(cli: Cli, claim: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    done = cli("denial", "CO-4", "N519", "--on", claim, "--line", "2", "--letter", str(letter))
    assert done.out.endswith("letter.pdf: written. Fill in the blanks.\n")
    assert letter.read_bytes().startswith(b"%PDF-")


def test_no_letter_is_written_where_none_follows(cli: Cli, claim: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    done = cli("denial", "CO-236", "--on", claim, "--line", "2", "--letter", str(letter))
    assert done.status == 2
    assert "There is no letter to write." in done.err
    assert not letter.exists()


def write_remittance(folder: Path, *codes: str, head: tuple[str, ...] = ()) -> Path:
    """A remittance of 09/15/2024 that pays 20611 in part and denies 77002 for some reasons."""
    segments = [
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'A':15}*ZZ*{'B':15}*240915*1200*^*00501*000000001*0*P*:",
        "GS*HP*A*B*20240915*1200*1*X*005010X221A1",
        "ST*835*0001", "BPR*I*10*C*NON************20240915", "TRN*1*1*1", *head, "N1*PR*P",
        "N1*PE*Q*XX*1234567893", "LX*1",
        "CLP*7*1*100*10**MB*1", "NM1*QC*1*X*Y", "SVC*HC:20611*60*10", "DTM*472*20240910", "CAS*CO*45*50",
        "SVC*HC:77002*40*0", "DTM*472*20240910", *codes,
        f"SE*{14 + len(codes) + len(head)}*0001", "GE*1*1", "IEA*1*000000001",
    ]  # fmt: skip
    path = folder / "answer.835"
    path.write_text("~".join(segments) + "~", encoding="ascii", newline="")
    return path


def test_a_remittance_beside_the_claim_is_read_by_its_lines(cli: Cli, claim: str, tmp_path: Path) -> None:
    path = write_remittance(tmp_path, "CAS*CO*236*40", "LQ*HE*M15")
    done = cli("denial", str(path), "--on", claim)
    assert "Line 1, 20611: CO, 45" in done.out
    assert "Line 2, 77002: CO, 236, M15" in done.out
    assert "What follows: Nothing to do" in done.out
    assert "What follows: Write it off" in done.out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_lines_that_a_remittance_leaves_out_are_named(
    cli: Cli, tmp_path: Path, form: tuple[str, ...]
) -> None:
    lines = [{"code": code} for code in ("20611", "77002", "99213")]
    longer = tmp_path / "longer.json"
    longer.write_text(json.dumps({**CLAIM, "lines": lines}), encoding="utf-8")
    done = cli("denial", str(write_remittance(tmp_path, "CAS*CO*50*40")), "--on", str(longer), *form)
    assert f"The remittance says nothing of line {len(lines)} (99213): whether it was paid is not" in done.err


def test_the_last_days_count_from_the_date_that_the_remittance_states(
    cli: Cli, claim: str, tmp_path: Path
) -> None:
    path = write_remittance(tmp_path, "CAS*CO*50*40")
    done = cli("denial", str(path), "--on", claim)
    assert "Date of the remittance: 09/15/2024, the day of its payment (BPR16)" in done.out
    assert "Last day for a redetermination: 01/18/2025" in done.out
    path = write_remittance(tmp_path, "CAS*CO*50*40", head=("DTM*405*20240913",))
    done = cli("denial", str(path), "--on", claim)
    assert "Date of the remittance: 09/13/2024, the day on which the payer made it (DTM 405)" in done.out
    assert "Last day for a redetermination: 01/16/2025" in done.out


def test_a_typed_date_goes_before_that_of_the_remittance(cli: Cli, claim: str, tmp_path: Path) -> None:
    path = write_remittance(tmp_path, "CAS*CO*50*40")
    done = cli("denial", str(path), "--on", claim, "--remitted", "10/01/2024")
    assert "Date of the remittance: 10/01/2024, as typed" in done.out
    assert "Last day for a redetermination: 02/03/2025" in done.out


def test_a_claim_without_lines_gives_no_answer_and_no_letter(cli: Cli, tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text(json.dumps({**CLAIM, "lines": []}), encoding="utf-8")
    letter = tmp_path / "letter.pdf"
    for more in ((), ("--json",), ("--letter", str(letter))):
        done = cli("denial", "CO-236", "--on", str(empty), *more)
        assert (done.status, done.out) == (2, "")
        assert "The claim has no lines" in done.err
    assert not letter.exists()


def test_each_group_has_its_own_answer_and_the_letter_is_about_what_is_asked_for(
    cli: Cli, claim: str, tmp_path: Path
) -> None:
    out = cli("denial", "CO-4", "PR-1", "--on", claim, "--line", "2").out
    assert "Line 2, 77002: CO, 4" in out
    assert "Line 2, 77002: PR, 1" in out
    letter = tmp_path / "letter.pdf"
    assert cli("denial", "CO-4", "PR-1", "--on", claim, "--line", "2", "--letter", str(letter)).status == 0
    assert letter.exists()


def write_benefit(folder: Path, *reasons: str) -> Path:
    """An ExplanationOfBenefit of the claim, in which 77002 was not paid for these reasons."""
    reason = {
        "coding": [
            {"system": "https://x12.org/codes/claim-adjustment-reason-codes", "code": each}
            for each in reasons
        ]
    }
    lines = [
        ("20611", []),
        ("77002", [{"category": {"coding": [{"code": "denialreason"}]}, "reason": reason}]),
    ]
    benefit = {
        "resourceType": "ExplanationOfBenefit", "status": "active", "use": "claim",
        "item": [
            {
                "sequence": number, "servicedDate": "2024-09-10", "adjudication": adjudication,
                "productOrService": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": code}]},
            }
            for number, (code, adjudication) in enumerate(lines, 1)
        ],
    }  # fmt: skip
    path = folder / "benefit.json"
    path.write_text(json.dumps(benefit), encoding="utf-8")
    return path


def test_an_explanation_of_benefit_is_read_as_a_remittance_where_it_codes_reasons(
    cli: Cli, claim: str, tmp_path: Path
) -> None:
    done = cli("denial", str(write_benefit(tmp_path, "236")), "--on", claim)
    assert "Line 2, 77002: 236" in done.out
    bare = cli("denial", str(write_benefit(tmp_path)), "--on", claim)
    assert bare.status == 2
    assert "no ExplanationOfBenefit with reason codes of X12" in bare.err
    assert len(bare.err) <= 300
