"""Names in a file of claims are gone once it is read: not in the claims, and in no live object."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from tests.claims.fhir import made
from tests.claims.x12 import made as x12_made
from tests.claims.x12.test_remittance import answer, line, remittance
from tests.releases.files import workbook

ROOT = Path(__file__).resolve().parents[2]
MARK = made.MARK


def fhir() -> bytes:
    team = [made.member(1, MARK)]
    patient = {"resourceType": "Patient", "id": MARK, "name": [{"family": MARK}]}
    good = made.claim(made.item(careTeamSequence=[1]), careTeam=team)
    bad = made.claim(made.item(MARK), status=MARK)
    return "\n".join(map(json.dumps, (patient, good, bad, made.claim(made.item(MARK)), good))).encode()


def stays_837() -> bytes:
    """Claims of a hospital, with much that is left out, a void and a replacement of one of them."""
    lines = (x12_made.stay(day="D8*20260915"), x12_made.stay("", revenue="0250", number="2"))
    claims = [x12_made.claim(*lines, place=f"13:A:{way}", before=f"HI*BE:{MARK}") for way in "178"]
    return x12(x12_made.file_of(*claims, guide=x12_made.INSTITUTIONAL))


def corrected_835() -> bytes:
    """An answer, its reversal and the corrected one, with lines and without."""
    back = answer(line(), status="22")
    return x12(remittance(answer(line()), back, answer(), answer(line(f"HC:{x12_made.MARK}"))))


def sheet() -> bytes:
    return workbook([row.split(",") for row in table().decode().splitlines()])


def archive() -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w") as packed:
        packed.writestr("a.837", claims_837())
        packed.writestr("b.835", corrected_835())
    return content.getvalue()


def x12(content: bytes) -> bytes:
    return content.replace(x12_made.MARK.encode(), MARK.encode())


def claims_837() -> bytes:
    """A claim, one that cannot be read, a broken segment and a patient below the subscriber."""
    good = x12_made.claim(x12_made.service())
    bad = x12_made.claim(x12_made.service(f"HC:{MARK}"), x12_made.service(units=MARK))
    body = [*x12_made.billing(), *x12_made.subscriber(good, bad, good), *x12_made.dependent(good), MARK]
    acknowledged = x12_made.transaction([f"CTX*{MARK}", f"IK4*1**7*{MARK}"], "005010X231A1", "999")
    return x12(x12_made.interchange(x12_made.group(x12_made.transaction(body), acknowledged)))


def table() -> bytes:
    rows = (
        "Claim ID,DOS,CPT,Patient Name,Member ID,Rendering Provider,Payer,POS,Units",
        f"1,1/5/26,77002,{MARK},{MARK},Dr {MARK},{MARK},{MARK},1",
        f"2,{MARK},77002,{MARK},{MARK},Dr {MARK},{MARK},11,1",
        f"3,1/5/26,77002,{MARK},{MARK},Dr {MARK},Aetna,11,{MARK}",
        f",,PAY,{MARK},,,,,",
    )
    return "\n".join((MARK, *rows, f"Total {MARK},,,,,,,,")).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "fhir.ndjson": fhir,
    "claims.837": claims_837,
    "cut.837": lambda: claims_837()[:-300],
    "practice.csv": table,
    "answers.835": lambda: x12(remittance(answer(line()), answer(line(f"HC:{x12_made.MARK}")))),
    "stays.837": stays_837,
    "corrected.835": corrected_835,
    "practice.xlsx": sheet,
    "packed.zip": archive,
    "packed.837.gz": lambda: gzip.compress(claims_837()),
    "fhir.json": lambda: json.dumps(made.bundle(made.claim()), indent=1).encode(),
}


def look(path: Path) -> str:
    """Where the mark is found in a process that has read the file."""
    command = [sys.executable, "-m", "tests.claims.names_left", str(path), MARK[::-1]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("name", FILES)
def test_no_name_is_left_after_reading(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    assert MARK.encode() in unpacked(path)
    assert not look(path)


def unpacked(path: Path) -> bytes:
    """What a file holds, packed or not."""
    if is_zipfile(path):
        with ZipFile(path) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_no_name_is_left_after_reading_a_folder_as_one_run(tmp_path: Path) -> None:
    for name in ("fhir.ndjson", "claims.837", "cut.837", "practice.csv", "corrected.835", "stays.837"):
        (tmp_path / name).write_bytes(FILES[name]())
    assert not look(tmp_path)


def test_a_name_that_is_kept_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "claim.jsonl"
    claim = {"schema": 1, "date_of_service": "2026-01-05", "lines": [{"code": "77002"}], "reference": MARK}
    path.write_text(json.dumps(claim), encoding="utf-8")
    assert "claims" in look(path)
