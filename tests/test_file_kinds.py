"""What is said of a file that came to a command or a window which reads others."""

from pathlib import Path

import pytest

from app.coding.errors import InputError
from app.coding.sentences import LIMIT
from app.file_kinds import expecting, kind_of_file, wrong_in_window, wrong_kind

MARK = "ZEBULONQUINCE"
ISA = f"ISA*00*          *00*          *ZZ*{MARK:15}*ZZ*B              *260310*1200*^*00501*000000001*0*P*:~"
FILES = {
    "note.txt": f"PROCEDURE NOTE\nPatient: {MARK}. The knee was prepped.\nA needle was advanced.\n",
    "a.837": f"{ISA}GS*HC*A*B*20260310*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~",
    "mail.txt": f"From: {MARK}\nContent-Type: application/edi-x12\n\n{ISA}ST*837*0001*005010X222A1~",
    "packed mail.txt": f"To: {MARK}\nContent-Type: application/EDI-X12\n"
    "Content-Transfer-Encoding: base64\n\nSVNB\n",
    "within.txt": f"{MARK} {ISA}ST*837*0001*005010X222A1~",
    "denial 835.txt": f"{ISA}GS*HP*A*B*20260310*1200*1*X*005010X221A1~ST*835*0001~",
    "claim.json": f'{{"schema": 2, "reference": "{MARK}", "date_of_service": "2026-03-10", "lines": []}}',
    "fhir.json": f'{{"resourceType": "Claim", "id": "{MARK}"}}',
    "mue.csv": "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
    "0001X,1,3 Date of Service Edit: Clinical,Anatomic Consideration\n",
    "practice.csv": f"Claim number,Date of service,CPT code,Member\n1,03/10/2026,20610,{MARK}\n",
}
KINDS = {
    "note.txt": "note",
    "a.837": "claims",
    "mail.txt": "claims",
    "packed mail.txt": "wrapped-x12",
    "within.txt": "wrapped-x12",
    "denial 835.txt": "remittance",
    "claim.json": "claims",
    "fhir.json": "claims",
    "mue.csv": "official",
    "practice.csv": None,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "what"), KINDS.items())
def test_a_file_is_told_by_how_it_begins(folder: Path, name: str, what: str | None) -> None:
    kind = kind_of_file(folder / name)
    assert (kind.what if kind else None) == what


@pytest.mark.parametrize("name", FILES)
def test_one_sentence_a_line_names_the_file_once_and_nothing_of_its_content(folder: Path, name: str) -> None:
    for said in (wrong_kind(folder / name, "Give codes."), wrong_in_window(folder / name)):
        assert MARK not in said
        assert "\n" not in said
        assert len(said) <= LIMIT
    named = wrong_kind(folder / name, "Give codes.")
    assert named.count(name) == bool(KINDS[name])


def test_what_is_read_here_is_left_to_its_own_error(folder: Path) -> None:
    assert wrong_kind(folder / "note.txt", "Give a note.", "note") == ""
    with pytest.raises(InputError, match=r"^broken$"), expecting(folder / "note.txt", "Give.", "note"):
        raise InputError("broken")
    with (
        pytest.raises(InputError, match=r"is text such as a procedure note\. Give a claim\."),
        expecting(folder / "note.txt", "Give a claim.", "claims"),
    ):
        raise InputError("broken")


def test_what_is_not_there_is_of_no_kind(tmp_path: Path) -> None:
    assert kind_of_file(tmp_path) is None
    assert kind_of_file(tmp_path / "gone.txt") is None
