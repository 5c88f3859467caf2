"""Real copies of official files import with the counts and facts that were read from them by other means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.coding.official import Diagnosis, UnitsLimit
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import Outcome, install
from app.releases.pairs.workers import Pace, pack
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognise

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 23)
OFFICIAL = dict(installation.LEAST_ROWS)


@pytest.fixture(scope="module")
def outcomes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Outcome, ...]]:
    """Every copy imported at once, in an order that is not the alphabet's."""
    cms = shared / "knowledge" / "cms"
    pairs = ("ncci_ptp_practitioner_2024q2", "ncci_ptp_hospital_2024q3")
    names = ("pos", *pairs, "aoc", "mue", "mpfs", "icd10cm", "hcpcs")
    folder = tmp_path_factory.mktemp("shelf")
    assert installation.LEAST_ROWS == OFFICIAL
    return folder, install([cms / name for name in names], folder, today=TODAY)


@pytest.fixture(scope="module")
def shelf(outcomes: tuple[Path, tuple[Outcome, ...]]) -> Iterator[Shelf]:
    opened = Shelf.open(outcomes[0])
    yield opened
    opened.close()


def test_nothing_is_refused(outcomes: tuple[Path, tuple[Outcome, ...]]) -> None:
    assert {outcome.state for outcome in outcomes[1]} == {"installed", "skipped"}


def test_row_counts_are_those_of_the_official_files(shelf: Shelf) -> None:
    rows = {(item.source, item.edition): item.rows for item in shelf.editions}
    assert rows == {
        ("hcpcs", "2019"): 6800,
        ("icd10cm", "FY2025"): 97_584,
        ("icd10cm", "FY2026 April"): 98_186,
        ("ncci-aoc", "2026Q2"): 9000,
        ("ncci-mue", "2026Q2"): 15_095,
        ("ncci-ptp", "2024Q2"): 2_545_089,
        ("ncci-ptp", "2024Q3"): 1_775_818,
        ("pfs-rvu", "RVU25D"): 19_090,
        ("pos", "2024-06"): 99,
        ("pos", "2026-02"): 52,
    }


@pytest.mark.parametrize(("edition", "billable"), [("FY2025", 74_260), ("FY2026 April", 74_719)])
def test_billable_diagnoses_are_as_many_as_cms_says(shelf: Shelf, edition: str, billable: int) -> None:
    (found,) = (item for item in shelf.editions if item.edition == edition)
    records = shelf.file(found).every_record()
    assert sum(row.billable for row in records if isinstance(row, Diagnosis)) == billable


def test_add_on_pairs_of_77002(shelf: Shelf) -> None:
    found = shelf.in_force("ncci-aoc", None, date(2026, 5, 1))
    assert found is not None
    pairs = shelf.add_on_pairs(found, "77002")
    assert (len(pairs), sum(pair.last is None for pair in pairs), {pair.kind for pair in pairs}) == (
        77,
        72,
        {"1"},
    )
    ended = {pair.primary: pair.last for pair in pairs if pair.last}
    assert ended["32405"] == date(2020, 12, 31)
    assert ended["55700"] == date(2025, 12, 31)


def test_pair_edits_of_77002(shelf: Shelf) -> None:
    day = date(2024, 5, 1)
    found = shelf.in_force("ncci-ptp", "practitioner", day)
    assert found is not None
    active = [row for row in shelf.pairs_of(found, "77002") if row.in_force(day)]
    partners = [row.indicator for row in active if row.column2 == "77002"]
    assert (len(partners), partners.count("1"), partners.count("0")) == (2082, 1809, 273)
    assert sum(row.column1 == "77002" for row in active) == 25
    for code in ("20610", "20220", "10160", "27369", "23350", "49180", "38220"):
        assert not [row for row in shelf.pair(found, code, "77002") if row.in_force(day)]
    for code in ("20604", "20611", "27096", "62321", "76942", "77012", "77021"):
        (row,) = (row for row in shelf.pair(found, "77002", code) if row.in_force(day))
        assert (row.column1, row.indicator) == (code, "1")


def test_units_limit_of_77002(shelf: Shelf) -> None:
    found = shelf.in_force("ncci-mue", "practitioner", date(2026, 5, 1))
    assert found is not None
    row = shelf.units(found, "77002")
    assert row is not None
    assert (row.value, row.adjudication) == (1, "3")
    rows = [row for row in shelf.file(found).every_record() if isinstance(row, UnitsLimit)]
    assert [sum(row.adjudication == mai for row in rows) for mai in "123"] == [41, 5417, 9637]
    assert sum(row.value == 0 for row in rows) == 2642
    assert max(row.value for row in rows) == 90_000


def test_fees_of_77002(shelf: Shelf) -> None:
    found = shelf.in_force("pfs-rvu", None, date(2025, 11, 1))
    assert found is not None
    fees = shelf.fees(found, "77002")
    assert {modifier: row.total for modifier, row in fees.items()} == {"": 3.41, "26": 0.79, "TC": 2.62}
    whole = fees[""]
    assert (whole.work, whole.total_facility, whole.facility_na, whole.component) == (0.54, 3.41, True, "1")
    assert (whole.status, whole.global_days, whole.multiple, whole.conversion) == ("A", "ZZZ", "0", 32.3465)


def test_the_three_forms_of_the_fee_schedule_agree(shared: Path, tmp_path: Path) -> None:
    import zipfile

    (packed,) = (shared / "knowledge" / "cms" / "mpfs").glob("*.zip")
    digests = set()
    for form in ("csv", "txt", "xlsx"):
        with zipfile.ZipFile(packed) as archive:
            data = archive.read(f"rvu25d_0/PPRRVU2025_Oct.{form}")
        path = tmp_path / f"PPRRVU2025_Oct.{form}"
        path.write_bytes(data)
        (outcome,) = install([path], tmp_path / form, today=TODAY)
        assert (outcome.state, outcome.rows) == ("installed", 19_090)
        assert outcome.edition is not None
        digests.add(outcome.edition.sha256)
    assert len(digests) == 1


def test_the_heads_of_2026_files_are_recognised_and_read(shared: Path) -> None:
    found = {
        item.source: item for item in recognise(shared / "knowledge" / "cms" / "excerpts") if item.source
    }
    assert {source: item.edition for source, item in found.items()} == {
        "ncci-ptp": "2026Q3",
        "ncci-mue": "2026Q3",
        "hcpcs": "2026Q4",
        "pfs-rvu": "RVU26C",
        "icd10cm": "FY2026",
    }
    rows = {source: len(list(read_records(item))) for source, item in found.items() if source != "ncci-ptp"}
    assert rows == {"ncci-mue": 3, "hcpcs": 4, "pfs-rvu": 2, "icd10cm": 5}
    paces: list[Pace] = []
    assert pack(found["ncci-ptp"], paces.append).rows == 15
    assert paces[-1].state == "read"


def test_an_extract_beside_the_real_table_is_refused(shared: Path, tmp_path: Path) -> None:
    path = shared / "knowledge" / "cms" / "extracts" / "ncci_aoc_77001-77003_2026Q2.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", OFFICIAL)
        (outcome,) = install([path], tmp_path / "shelf", today=TODAY)
    assert (outcome.state, "extract" in outcome.sentence) == ("refused", True)


def test_the_text_and_the_workbook_of_hcpcs_agree(shared: Path, tmp_path: Path) -> None:
    import zipfile

    packed = shared / "knowledge" / "cms" / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip"
    digests = set()
    for form in ("txt", "xlsx"):
        with zipfile.ZipFile(packed) as archive:
            data = archive.read(f"HCPC2019_CONTR_ANWEB.{form}")
        path = tmp_path / f"HCPC2019_CONTR_ANWEB.{form}"
        path.write_bytes(data)
        (outcome,) = install([path], tmp_path / form, today=TODAY)
        assert outcome.edition is not None
        digests.add(outcome.edition.sha256)
    assert len(digests) == 1
