"""Files as CMS ships them import with the counts and facts that were read from them by other means.

They are invented ones in the true layouts (layouts.py), and the official copies beside the repository
where this machine has them.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from app.coding.official import Diagnosis, UnitsLimit
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from app.releases.pairs.workers import Pace, pack
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.conftest import EVERY_EXAMPLE, SHARED, once_a_run
from tests.releases import layouts

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 23)
OFFICIAL_LEAST = dict(installation.LEAST_ROWS)
SERIES = (
    *("pos", "ncci_ptp_practitioner_2024q2", "ncci_ptp_hospital_2024q3"),
    *("aoc", "mue", "mpfs", "icd10cm", "hcpcs"),
)


class Expected(Struct, frozen=True):
    """What a folder of copies holds, by other means than ours."""

    least: dict[str, int]
    """The least rows of each series below which a file is taken for an extract."""
    rows: dict[tuple[str, str], int]
    billable: dict[str, int]
    add_on: str
    add_on_pairs: tuple[int, int, set[str]]
    """How many pairs the add-on has, how many of them are open, and of which kinds."""
    ended: dict[str, date]
    column2: str
    partners: tuple[int, int, int]
    """Active practitioner PTP edits of `column2` in column 2: with indicator 1, with 0, and all."""
    as_column1: int
    unpaired: tuple[str, ...]
    paired: dict[str, str]
    """Indicator of the active edit by its column 1."""
    units: tuple[str, int, str]
    """A code with its limit and adjudication indicator."""
    adjudications: list[int]
    zero_units: int
    most_units: int
    fees: dict[str, float]
    """Total of the code of `units` by modifier."""
    conversion: float
    head_rows: dict[str, int]
    head_pairs: int


INVENTED = Expected(
    least={},
    rows={
        ("hcpcs", "2019"): 3,
        ("icd10cm", "FY2025"): 4,
        ("icd10cm", "FY2026 April"): 13,
        ("ncci-aoc", "2026Q2"): 3,
        ("ncci-mue", "2026Q2"): 3,
        ("ncci-ptp", "2024Q2"): 48,
        ("ncci-ptp", "2024Q3"): 48,
        ("pfs-rvu", "RVU25D"): 2,
        ("pos", "2024-06"): 2,
        ("pos", "2026-02"): 2,
    },
    billable={"FY2025": 3, "FY2026 April": 6},
    add_on="0007X",
    add_on_pairs=(2, 1, {"1"}),
    ended={"0002X": date(2020, 12, 31)},
    column2="0002X",
    partners=(0, 12, 12),
    as_column1=0,
    unpaired=("0001X", "0003X"),
    paired={"1000X": "0", "4002X": "0"},
    units=("0001X", 1, "3"),
    adjudications=[1, 1, 1],
    zero_units=1,
    most_units=90_000,
    fees={"": 3.41, "26": 0.79},
    conversion=33.4009,
    head_rows={"ncci-mue": 3, "hcpcs": 3, "pfs-rvu": 2, "icd10cm": 4},
    head_pairs=12,
)
OFFICIAL = Expected(
    least=OFFICIAL_LEAST,
    rows={
        ("hcpcs", "2019"): 6800,
        ("icd10cm", "FY2025"): 97_584,
        ("icd10cm", "FY2026 April"): 98_186,
        ("ncci-aoc", "2026Q2"): 9000,
        ("ncci-mue", "2026Q2"): 15_095,
        ("ncci-ptp", "2024Q2"): 2_545_089,
        ("ncci-ptp", "2024Q3"): 1_775_818,
        ("pfs-anes", "RVU25D"): 109,
        ("pfs-cap", "RVU25D"): 140,
        ("pfs-gpci", "RVU25D"): 109,
        ("pfs-locco", "RVU25D"): 110,
        ("pfs-rvu", "RVU25D"): 19_090,
        ("pos", "2024-06"): 99,
        ("pos", "2026-02"): 52,
    },
    billable={"FY2025": 74_260, "FY2026 April": 74_719},
    add_on="77002",
    add_on_pairs=(77, 72, {"1"}),
    ended={"32405": date(2020, 12, 31), "55700": date(2025, 12, 31)},
    column2="77002",
    partners=(1809, 273, 2082),
    as_column1=25,
    unpaired=("20610", "20220", "10160", "27369", "23350", "49180", "38220"),
    paired=dict.fromkeys(("20604", "20611", "27096", "62321", "76942", "77012", "77021"), "1"),
    units=("77002", 1, "3"),
    adjudications=[41, 5417, 9637],
    zero_units=2642,
    most_units=90_000,
    fees={"": 3.41, "26": 0.79, "TC": 2.62},
    conversion=32.3465,
    head_rows={"ncci-mue": 3, "hcpcs": 4, "pfs-rvu": 2, "icd10cm": 5},
    head_pairs=15,
)


class Copies(Struct, frozen=True):
    """A folder of files as CMS ships them, and what they hold."""

    name: str
    folder: Path
    expected: Expected


OFFICIAL_COPIES = Copies("official", SHARED / "knowledge" / "cms", OFFICIAL)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies("invented", layouts.write_copies(tmp_path_factory.mktemp("copies")), INVENTED)


@pytest.fixture(scope="module", params=["invented", *(["official"] if SHARED.is_dir() else [])])
def copies(request: pytest.FixtureRequest, invented: Copies) -> Copies:
    """Copies of which a test reads a file or the heads."""
    return invented if request.param == "invented" else OFFICIAL_COPIES


@pytest.fixture(
    scope="module", params=["invented", *(["official"] if SHARED.is_dir() and EVERY_EXAMPLE else [])]
)
def whole_copies(request: pytest.FixtureRequest, invented: Copies) -> Copies:
    """Copies of which a test reads millions of rows; every day only the invented ones."""
    return invented if request.param == "invented" else OFFICIAL_COPIES


@pytest.fixture(scope="module")
def shelf_folder(whole_copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every copy imported at once, in an order that is not the alphabet's; a minute for the official ones."""

    def import_all(folder: Path) -> None:
        assert installation.LEAST_ROWS == OFFICIAL_LEAST
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(installation, "LEAST_ROWS", whole_copies.expected.least)
            outcomes = install([whole_copies.folder / name for name in SERIES], folder, today=TODAY)
        states = json.dumps(sorted({outcome.state for outcome in outcomes}))
        (folder / "states.json").write_text(states, encoding="ascii")

    return once_a_run(tmp_path_factory, f"shelf-of-{whole_copies.name}-copies", import_all)


@pytest.fixture(scope="module")
def shelf(shelf_folder: Path) -> Iterator[Shelf]:
    opened = Shelf.open(shelf_folder)
    yield opened
    opened.close()


def test_nothing_is_refused(shelf_folder: Path) -> None:
    assert json.loads((shelf_folder / "states.json").read_text("ascii")) == ["installed", "skipped"]


def test_row_counts_are_those_of_the_files(whole_copies: Copies, shelf: Shelf) -> None:
    rows = {(item.source, item.edition): item.rows for item in shelf.editions}
    assert rows == whole_copies.expected.rows


@pytest.mark.parametrize("edition", ["FY2025", "FY2026 April"])
def test_billable_diagnoses_are_as_many_as_stated(whole_copies: Copies, shelf: Shelf, edition: str) -> None:
    (found,) = (item for item in shelf.editions if item.edition == edition)
    records = shelf.file(found).every_record()
    billable = sum(row.billable for row in records if isinstance(row, Diagnosis))
    assert billable == whole_copies.expected.billable[edition]


def test_add_on_pairs(whole_copies: Copies, shelf: Shelf) -> None:
    expected = whole_copies.expected
    found = shelf.in_force("ncci-aoc", None, date(2026, 5, 1))
    assert found is not None
    pairs = shelf.add_on_pairs(found, expected.add_on)
    is_open = sum(pair.last is None for pair in pairs)
    assert (len(pairs), is_open, {pair.kind for pair in pairs}) == expected.add_on_pairs
    ended = {pair.primary: pair.last for pair in pairs if pair.last}
    assert expected.ended.items() <= ended.items()


def test_pair_edits(whole_copies: Copies, shelf: Shelf) -> None:
    day, expected, code = date(2024, 5, 1), whole_copies.expected, whole_copies.expected.column2
    found = shelf.in_force("ncci-ptp", "practitioner", day)
    assert found is not None
    active = [row for row in shelf.pairs_of(found, code) if row.in_force(day)]
    partners = [row.indicator for row in active if row.column2 == code]
    assert (partners.count("1"), partners.count("0"), len(partners)) == expected.partners
    assert sum(row.column1 == code for row in active) == expected.as_column1
    for other in expected.unpaired:
        assert not [row for row in shelf.pair(found, other, code) if row.in_force(day)]
    for other, indicator in expected.paired.items():
        (row,) = (row for row in shelf.pair(found, code, other) if row.in_force(day))
        assert (row.column1, row.indicator) == (other, indicator)


def test_units_limits(whole_copies: Copies, shelf: Shelf) -> None:
    expected = whole_copies.expected
    found = shelf.in_force("ncci-mue", "practitioner", date(2026, 5, 1))
    assert found is not None
    code, value, adjudication = expected.units
    row = shelf.units(found, code)
    assert row is not None
    assert (row.value, row.adjudication) == (value, adjudication)
    rows = [row for row in shelf.file(found).every_record() if isinstance(row, UnitsLimit)]
    assert [sum(row.adjudication == mai for row in rows) for mai in "123"] == expected.adjudications
    assert sum(row.value == 0 for row in rows) == expected.zero_units
    assert max(row.value for row in rows) == expected.most_units


def test_fees(whole_copies: Copies, shelf: Shelf) -> None:
    found = shelf.in_force("pfs-rvu", None, date(2025, 11, 1))
    assert found is not None
    fees = shelf.fees(found, whole_copies.expected.units[0])
    assert {modifier: row.total for modifier, row in fees.items()} == whole_copies.expected.fees
    whole = fees[""]
    assert (whole.work, whole.total_facility, whole.facility_na, whole.component) == (0.54, 3.41, True, "1")
    assert (whole.status, whole.global_days, whole.multiple) == ("A", "ZZZ", "0")
    assert whole.conversion == whole_copies.expected.conversion


def test_the_three_forms_of_the_fee_schedule_agree(whole_copies: Copies, tmp_path: Path) -> None:
    (packed,) = (whole_copies.folder / "mpfs").glob("*.zip")
    rows = whole_copies.expected.rows["pfs-rvu", "RVU25D"]
    digests = set()
    for form in layouts.SHIPPED:
        with zipfile.ZipFile(packed) as archive:
            data = archive.read(f"rvu25d_0/PPRRVU2025_Oct.{form}")
        path = tmp_path / f"PPRRVU2025_Oct.{form}"
        path.write_bytes(data)
        (outcome,) = install([path], tmp_path / form, today=TODAY)
        assert (outcome.state, outcome.rows) == ("installed", rows)
        assert outcome.edition is not None
        digests.add(outcome.edition.sha256)
    assert len(digests) == 1


def test_the_heads_of_2026_files_are_recognized_and_read(copies: Copies) -> None:
    found = {item.source: item for item in recognize(copies.folder / "excerpts") if item.source}
    assert {source: item.edition for source, item in found.items()} == {
        "ncci-ptp": "2026Q3",
        "ncci-mue": "2026Q3",
        "hcpcs": "2026Q4",
        "pfs-rvu": "RVU26C",
        "icd10cm": "FY2026",
    }
    rows = {source: len(list(read_records(item))) for source, item in found.items() if source != "ncci-ptp"}
    assert rows == copies.expected.head_rows
    paces: list[Pace] = []
    assert pack(found["ncci-ptp"], paces.append).rows == copies.expected.head_pairs
    assert paces[-1].state == "read"


def test_an_extract_beside_the_real_table_is_refused(copies: Copies, tmp_path: Path) -> None:
    path = copies.folder / "extracts" / "ncci_aoc_77001-77003_2026Q2.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", OFFICIAL_LEAST)
        (outcome,) = install([path], tmp_path / "shelf", today=TODAY)
    assert (outcome.state, "extract" in outcome.sentence) == ("refused", True)


def test_the_text_and_the_workbook_of_hcpcs_agree(copies: Copies, tmp_path: Path) -> None:
    packed = copies.folder / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip"
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
