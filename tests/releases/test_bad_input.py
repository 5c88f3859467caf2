"""Every bad file ends in one sentence that names it and says what to do, and installs nothing."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.coding.errors import InputError
from app.library.shelf.shelf import Shelf
from app.releases import installation, lock
from app.releases.installation import Outcome, install, install_found
from app.releases.recognition import recognize
from tests.releases import files
from tests.releases.test_reading import FILES

TODAY = date(2026, 11, 23)
MUE = f"{files.MUE_NAME}.csv"


def refuse(path: Path) -> Outcome:
    """Import one file, prove that nothing was installed, and give its outcome."""
    shelf = path.parent / "shelf"
    (outcome,) = install([path], shelf, today=TODAY)
    assert outcome.state == "refused"
    assert [item.name for item in shelf.iterdir()] == [".lock"]
    return outcome


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zip_of(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


PTP_ZIP = zip_of("ccipra-v322r0-f1.TXT", files.ptp_text(files.parts(400)[1]))
BAD = {
    "an empty file": (MUE, b"", "is empty"),
    "only blanks": (MUE, b" \r\n \r\n", "is empty"),
    "a web page saved as zip": ("mue.zip", b"<!DOCTYPE html><html>license</html>", "web page"),
    "no zip at all": ("mue.zip", b"plain words", "not a ZIP"),
    "a zip that breaks off": ("ccipra-v322r0-f1.zip", PTP_ZIP[: len(PTP_ZIP) // 2], "cut off"),
    "a zip with a flipped byte": (
        "ccipra-v322r0-f1.zip",
        PTP_ZIP[:400] + bytes([PTP_ZIP[400] ^ 0xFF]) + PTP_ZIP[401:],
        "cut off or damaged|does not start with two codes|does not hold dates",
    ),
    "a zip with nothing in it": ("mue.zip", zip_of("folder/", b""), "contains no file"),
    "a path out of the zip": (
        "mue.zip",
        zip_of("../../etc/x.csv", files.mue_csv()),
        "outside its own folder",
    ),
    "an absolute path in the zip": (
        "mue.zip",
        zip_of("C:\\x.csv", files.mue_csv()),
        "outside its own folder",
    ),
    "a zip bomb": ("mue.zip", zip_of("bomb.csv", b"0" * (40 << 20)), "far more than it should"),
    "a zip of pictures": ("mue.zip", zip_of("a.png", b"\x89PNG\0\0"), "contains no table"),
    "a zip within a zip": (
        "mue.zip",
        zip_of("inner.csv", zip_of("x.csv", files.mue_csv())),
        "ZIP inside a ZIP",
    ),
    "UTF-16 text": (MUE, "HCPCS".encode("utf-16"), "encoding"),
    "a picture": ("scan.png", b"\x89PNG\0\0", "not a table that Needlepoint uses"),
    "a table of another kind": (
        "ZIP9.csv",
        b"Medicare,State\r\n1,AL\r\n",
        r"^ZIP9.csv is the ZIP code file of nine digits of the fee schedule; Needlepoint does not read it\.$",
    ),
    "a workbook cut off": (
        "AOC_V2026Q3-MCR.xlsx",
        files.workbook([files.AOC_HEADER, *files.AOC_ROWS])[:900],
        "cut off or damaged",
    ),
    "a missing column": (
        MUE,
        files.mue_csv(
            header=("HCPCS/\nCPT Code", "Practitioner Services MUE Values", "MUE Adjudication Indicator", "x")
        ),
        "no column “mue rationale”",
    ),
    "a value that is no number": (
        MUE,
        files.mue_csv([("0001X", "many", "1 Line Edit", "")]),
        r"Eff_07-01-2026\.csv, line \d+: ",
    ),
    "columns that trade places": (MUE, files.mue_csv([("1", "0001X", "1 Line Edit", "")]), "line"),
    "a code twice": (MUE, files.mue_csv([files.MUE_ROWS[0], files.MUE_ROWS[0]]), "is listed twice"),
    "a header without rows": (MUE, files.mue_csv([]), "has no rows"),
    "a Medicaid table": (
        "MCD_MUE_Eff_07-01-2026.csv",
        files.mue_csv(header=files.MUE_HEADER[:2]),
        "Medicaid",
    ),
    "Medicaid add-on code edits": (
        "AOC_V2026Q3-MCD.xlsx",
        files.workbook([files.AOC_HEADER, *files.AOC_ROWS]),
        "Medicaid",
    ),
    "a flat file with the primary elsewhere": (
        "AOC_V2026Q3-F-MCR.txt",
        files.AOC_FLAT + b"1" + b"0007X" + b"     0001X" + b" " * 81 + b"\r\n",
        "line 4",
    ),
    "XML that breaks off": ("icd10c-tabular-April-1-2026.xml", files.ICD_XML[:-60], "breaks off"),
    "XML with an entity bomb": (
        "icd10c-tabular-April-1-2026.xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + b"&a;" * 5000 + b'">'
        b'<!ENTITY c "' + b"&b;" * 5000 + b'">]>' + files.ICD_XML[39:].replace(b"Concussion", b"&c;"),
        "breaks off or is not XML",
    ),
    "no quarter in the name": ("table.csv", files.mue_csv(), "does not show its quarter"),
}


@pytest.mark.parametrize("what", BAD)
def test_refused_in_one_sentence(tmp_path: Path, what: str) -> None:
    name, data, words = BAD[what]
    sentence = refuse(save(tmp_path, name, data)).sentence
    assert re.search(words, sentence), sentence
    assert name[:6] in sentence or "inner.csv" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    data = bytearray(zip_of("x.csv", files.mue_csv()))
    data[6] |= 1  # local header: encrypted
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in refuse(save(tmp_path, "mue.zip", bytes(data))).sentence


def test_a_size_that_lies_does_not_read_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(zip_of("MCR_MUE_PractitionerServices_Eff_07-01-2026.csv", files.mue_csv()))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert refuse(save(tmp_path, "mue.zip", bytes(data))).sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (outcome,) = install([tmp_path / "gone.zip"], tmp_path / "shelf", today=TODAY)
    assert "gone.zip was not found" in outcome.sentence


def test_a_file_that_goes_away_between_finding_and_reading_is_named(tmp_path: Path) -> None:
    path = save(tmp_path, MUE, files.mue_csv())
    found = recognize(path)
    path.unlink()
    (outcome,) = install_found(found, tmp_path / "shelf", today=TODAY)
    assert outcome.state == "refused"
    assert f"{MUE} cannot be read" in outcome.sentence


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    (found,) = recognize(tmp_path / "nothing")
    assert "folder nothing is empty" in found.problem


def test_an_extract_of_a_table_is_not_taken_for_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {"ncci-mue": 4})
    sentence = refuse(save(tmp_path, MUE, files.mue_csv())).sentence
    assert "has 3 rows; the full CMS table has more than 4. An extract is not installed" in sentence


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    good = save(tmp_path, MUE, files.mue_csv())
    bad = save(tmp_path, "AOC_V2026Q3-MCR.xlsx", b"no workbook")
    outcomes = install([bad, good], tmp_path / "shelf", today=TODAY)
    assert [outcome.state for outcome in outcomes] == ["refused", "installed"]


def test_two_imports_at_once_are_kept_apart(tmp_path: Path) -> None:
    path = save(tmp_path, MUE, files.mue_csv())
    with lock.hold(tmp_path / "shelf"), pytest.raises(InputError, match="Another import"):
        install([path], tmp_path / "shelf", today=TODAY)
    assert install([path], tmp_path / "shelf", today=TODAY)[0].state == "installed"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions hold")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir(mode=0o500)
    with pytest.raises(InputError, match="cannot write to"):
        install([save(tmp_path, MUE, files.mue_csv())], shelf, today=TODAY)


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    shelf = save(tmp_path, "shelf", b"")
    with pytest.raises(InputError, match="cannot write to"):
        install([save(tmp_path, MUE, files.mue_csv())], shelf, today=TODAY)


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.releases import writer

    monkeypatch.setattr(writer, "_PRAGMAS", (*writer._PRAGMAS, "PRAGMA max_page_count = 3"))
    outcome = refuse(save(tmp_path, MUE, files.mue_csv()))
    assert "Make room" in outcome.sentence


def test_a_table_that_changes_on_the_disk_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its seal is made before its bytes are written: a bit that another hand turns is seen anywhere."""
    from app.library.shelf import seal
    from app.releases import writer

    flipped: list[int] = []

    def write_badly(path: Path, database: bytes, stated: str) -> None:
        seal.write_sealed(path, database, stated)
        data = bytearray(path.read_bytes())
        place = len(data) * len(flipped) // 8
        data[place] ^= 1
        flipped.append(place)
        path.write_bytes(data)

    monkeypatch.setattr(writer, "write_sealed", write_badly)
    path = save(tmp_path, MUE, files.mue_csv())
    for _ in range(8):
        assert "did not reach the disk as it was read" in refuse(path).sentence
    assert len(set(flipped)) == 8


def test_ptp_edits_that_change_on_the_disk_are_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.releases import writer

    answers = iter(("a" * 64, "b" * 64))
    monkeypatch.setattr(writer, "digest_rows", lambda _: next(answers))
    name, data = "ccipra-v322r0-f1.TXT", files.ptp_text(files.parts()[1])
    assert "did not reach the disk as it was read" in refuse(save(tmp_path, name, data)).sentence


SEEDS = {
    **{name: data for name, (data, *_) in FILES.items()},
    "ccipra-v322r0-f1.TXT": files.ptp_text(files.parts()[1]),
    "medicare-ncci-2026q3-practitioner-ptp-edits-ccipra-v322r0-f1.zip": zip_of(
        "ccipra-v322r0-f1.TXT", files.ptp_text(files.parts()[1])
    ),
}
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"\r\n", b"\t", b",", b'"', b"\0", b"\xae", b"\xff", b"999999999", b"NA", b"20261399", b"<", b"&x;"]
    ),
)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """An official file with a few pieces cut, doubled, overwritten or put in."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    data = SEEDS[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(PIECES, st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[end:]
    return name, data


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=mutations())
def test_only_the_declared_error_escapes_from_mutated_files(tmp_path: Path, case: tuple[str, bytes]) -> None:
    name, data = case
    path = save(tmp_path, name, data)
    outcomes = install([path], tmp_path / "shelf", today=TODAY)
    assert outcomes
    assert all(outcome.sentence for outcome in outcomes)
    shelf = Shelf.open(tmp_path / "shelf")
    assert shelf.damaged == ()
    shelf.close()
    for item in (tmp_path / "shelf").iterdir():
        item.unlink()
