"""Coverage articles are read as CMS ships them: a zip in a zip, joined by all keys, nothing guessed."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from app.coding.article_parts import ArticleContractor, CodeGroup, unpack_parts
from app.coding.coverage_rows import Article, ArticlesOfCode
from app.coding.errors import InputError
from app.library.shelf.shelf import Shelf
from app.releases import coverage_columns, coverage_tables, installation
from app.releases.installation import install
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.releases import coverage_files


def records(path: Path) -> list[Struct]:
    return [record for found in recognize(path) for record in read_records(found)]


def articles(path: Path) -> dict[str, Article]:
    return {each.key: each for each in records(path) if isinstance(each, Article)}


def codes(path: Path) -> dict[str, str]:
    return {each.code: each.articles for each in records(path) if isinstance(each, ArticlesOfCode)}


@pytest.fixture
def download(tmp_path: Path) -> Path:
    return coverage_files.write_download(tmp_path)


def test_a_download_gives_two_editions_named_by_the_end_of_its_period(download: Path) -> None:
    found = recognize(download)
    assert [(each.source, each.edition, each.first, each.last) for each in found] == [
        ("mcd-article", "2026-08-26", None, None),
        ("mcd-code", "2026-08-26", None, None),
    ]


def test_the_inner_zip_alone_reads_the_same(download: Path, tmp_path: Path) -> None:
    inner = tmp_path / "current_article_csv.zip"
    with zipfile.ZipFile(download) as outer:
        inner.write_bytes(outer.read(inner.name))
    assert records(inner) == records(download)


def test_each_version_has_its_dates(download: Path) -> None:
    found = articles(download)
    assert list(found) == ["101-3", "102-7", "103-1", "104-2", "105-1", "105-2"]
    one = found["101-3"]
    assert (one.display, one.version, one.title, one.status) == ("A101", "3", "Invented & read 101", "A")
    assert [found[key].display for key in ("102-7", "103-1")] == ["A102", "A103"]
    assert one.effective == date(2026, 1, 1)
    assert found["102-7"].effective == date(2026, 3, 15)
    assert found["103-1"].retired == date(2026, 12, 31)  # announced
    assert found["104-2"].retired == date(2025, 6, 30)
    assert (found["105-1"].ended, found["105-1"].next_begins) == (None, date(2026, 4, 1))


def test_groups_keep_their_paragraph_and_asterisks(download: Path) -> None:
    found = articles(download)
    assert unpack_parts(found["101-3"].parts).covered == (
        CodeGroup(1, ("M25.551", "M25.552*"), "", "Needs another"),
    )
    assert unpack_parts(found["101-3"].parts).noncovered == (CodeGroup(1, ("M25.552",), "Never éver"),)
    assert unpack_parts(found["102-7"].parts).covered == (
        CodeGroup(1, ("M25.551",), "For 0002X one of group 1\nand one of group 2, age < 18"),
        CodeGroup(2, ("M25.551", "M54.50")),
    )
    assert [each.codes for each in unpack_parts(found["102-7"].parts).codes] == [("0002X",), ("0003X",)]
    assert unpack_parts(found["101-3"].parts).lcds == ("9001",)
    assert unpack_parts(found["101-3"].parts).ncds == ("70",)


def test_a_contractor_is_joined_by_its_three_keys_and_has_no_state_that_it_left(download: Path) -> None:
    parts = unpack_parts(articles(download)["101-3"].parts)
    assert parts.contractors == (
        ArticleContractor("09102", "Far Administrators", ("QN",)),
        ArticleContractor("99101", "Invented Administrators", ("ZA",)),
    )


def test_a_code_names_the_articles_that_print_it_and_no_others(download: Path) -> None:
    found = codes(download)
    assert found["0002X"] == "101-3 102-7 103-1"
    assert "0009X" not in found  # of an article that is not in the file


def test_no_descriptor_of_the_ama_is_kept(download: Path) -> None:
    assert all(coverage_files.AMA not in str(record) for record in records(download))


def test_text_that_is_not_utf8_is_read_by_the_windows_code_page(tmp_path: Path) -> None:
    content = coverage_files.tables()
    content["article"][0] = {**content["article"][0], "title": "Hip – needle"}
    path = coverage_files.write_download(tmp_path, coverage_files.members(content, "cp1252"))
    assert articles(path)["101-3"].title == "Hip – needle"


def test_a_paragraph_longer_than_python_allows_by_itself_is_read(tmp_path: Path) -> None:
    content = coverage_files.tables()
    long = {**content["article_x_icd10_covered_group"][0], "paragraph": "word " * 40_000}
    content["article_x_icd10_covered_group"][0] = long
    path = coverage_files.write_download(tmp_path, coverage_files.members(content))
    assert len(unpack_parts(articles(path)["101-3"].parts).covered[0].paragraph) == 199_999


@pytest.mark.parametrize("table", coverage_columns.ARTICLES)
@pytest.mark.parametrize("change", ["missing", "unknown", "twice"])
def test_a_column_that_is_not_as_described_is_named_and_refused(
    tmp_path: Path, table: str, change: str
) -> None:
    head = list(coverage_files.columns(table))
    column = {"missing": head[-1], "unknown": "new_column", "twice": head[0]}[change]
    head = head[:-1] if change == "missing" else [*head, column]
    files = coverage_files.members()
    files[f"{table}.csv"] = coverage_files.table_bytes(head, coverage_files.tables()[table])
    path = coverage_files.write_download(tmp_path, files)
    with pytest.raises(InputError, match=rf"{table}\.csv: the column “{column}”"):
        records(path)


@pytest.mark.parametrize("table", [*coverage_columns.ARTICLES, "contractor"])
def test_a_table_that_is_missing_is_named(tmp_path: Path, table: str) -> None:
    files = {name: data for name, data in coverage_files.members().items() if name != f"{table}.csv"}
    path = coverage_files.write_download(tmp_path, files)
    with pytest.raises(InputError, match=rf"no table {table}\.csv"):
        records(path)


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("article", {"article_eff_date": "soon"}, "article.csv, line 3: “soon” is no date"),
        ("article", {"article_version": "x"}, "article.csv, line 3: “x” is no number"),
        ("article_x_icd10_covered", {"asterisk": "?"}, "covered.csv, line 2: “\\?” is no asterisk"),
        ("article_x_icd10_covered", {"icd10_covered_group": ""}, "covered.csv, line 2: “” is no number"),
        ("article_x_contractor", {"contractor_id": "77"}, "line 2: names a contractor that is not there"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named_with_its_line(
    tmp_path: Path, table: str, cells: dict[str, str], words: str
) -> None:
    content = coverage_files.tables()
    content[table][0] = {**content[table][0], **cells}
    with pytest.raises(InputError, match=words):
        records(coverage_files.write_download(tmp_path, coverage_files.members(content)))


def test_a_row_that_lost_a_cell_is_refused(tmp_path: Path) -> None:
    files = coverage_files.members()
    files["state_lookup.csv"] += b'"4","ZD"\r\n'
    with pytest.raises(InputError, match=r"state_lookup\.csv, line 5: has 2 cells and not 3"):
        records(coverage_files.write_download(tmp_path, files))


def test_a_download_without_a_period_is_refused(tmp_path: Path) -> None:
    content = coverage_files.tables() | {"update_period": []}
    (found, _) = recognize(coverage_files.write_download(tmp_path, coverage_files.members(content)))
    assert "does not show its quarter or release" in found.problem


@pytest.mark.parametrize("inside", [b"PK\x03\x04 cut off", b"no zip"])
def test_an_inner_zip_that_is_damaged_is_refused(tmp_path: Path, inside: bytes) -> None:
    path = tmp_path / "current_article.zip"
    path.write_bytes(coverage_files.zip_bytes({"current_article_csv.zip": inside}))
    (found,) = recognize(path)
    assert "cannot be read" in found.problem


def test_an_inner_zip_is_guarded_as_any_zip_is(tmp_path: Path) -> None:
    files = {"../article.csv": b"", **coverage_files.members()}
    (found,) = recognize(coverage_files.write_download(tmp_path, files))
    assert "would unpack outside its own folder" in found.problem


def test_an_inner_zip_that_is_too_large_for_memory_is_refused(
    download: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_tables, "INNER_AT_MOST", 100)
    (found,) = recognize(download)
    assert "unpacks to far more than it should" in found.problem


def test_a_download_of_several_sets_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "all_data.zip"
    inner = coverage_files.zip_bytes(coverage_files.members())
    path.write_bytes(
        coverage_files.zip_bytes({"current_article_csv.zip": inner, "all_article_csv.zip": inner})
    )
    (found,) = recognize(path)
    assert "Import current_article.zip alone" in found.problem


def test_a_download_is_installed_and_found_by_code(
    download: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {})
    outcomes = install([download], tmp_path / "shelf", today=date(2026, 8, 27))
    assert [(each.state, each.rows) for each in outcomes] == [("installed", 6), ("installed", 6)]
    again = install([download], tmp_path / "shelf", today=date(2026, 8, 27))
    assert [each.state for each in again] == ["skipped", "skipped"]
    shelf = Shelf.open(tmp_path / "shelf")
    edition = shelf.newest("mcd-article")
    assert edition
    assert shelf.rows(edition, Article, "104-2") == (articles(download)["104-2"],)
    shelf.close()


def test_a_part_of_a_download_is_not_installed(
    download: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {"mcd-article": 7, "mcd-code": 7})
    outcomes = install([download], tmp_path / "shelf", today=date(2026, 8, 27))
    assert all("An extract is not installed" in each.sentence for each in outcomes)


class TestAllData:
    """all_data.zip holds the downloads of all sets, each a zip with its zip in it."""

    @staticmethod
    def write(folder: Path, **members: bytes) -> Path:
        path = folder / "all_data.zip"
        path.write_bytes(coverage_files.zip_bytes({f"{name}.zip": data for name, data in members.items()}))
        return path

    @staticmethod
    def download(folder: Path, name: str, content: coverage_files.Tables) -> bytes:
        files = coverage_files.members(content)
        return coverage_files.write_download(folder, files, f"{name}.zip").read_bytes()

    def test_every_set_in_it_is_read(self, tmp_path: Path) -> None:
        path = self.write(
            tmp_path,
            current_article=self.download(tmp_path, "current_article", coverage_files.tables()),
            current_lcd=self.download(tmp_path, "current_lcd", coverage_files.lcd_tables()),
            ncd=self.download(tmp_path, "ncd", coverage_files.ncd_tables()),
        )
        found = recognize(path)
        assert [each.source for each in found] == ["mcd-article", "mcd-code", "mcd-lcd", "mcd-ncd"]
        assert not any(each.problem for each in found)
        assert records(path)[:6] == records(tmp_path / "current_article.zip")[:6]

    def test_the_set_with_what_was_retired_goes_before_the_current_one(self, tmp_path: Path) -> None:
        content = coverage_files.tables()
        now = content | {"article": [row for row in content["article"] if row["status"] == "A"]}
        path = self.write(
            tmp_path,
            current_article=self.download(tmp_path, "current_article", now),
            all_article=self.download(tmp_path, "all_article", content),
        )
        assert "104-2" in articles(path)
        assert "104-2" not in articles(tmp_path / "current_article.zip")

    def test_a_set_that_is_damaged_or_unsafe_is_refused(self, tmp_path: Path) -> None:
        (found,) = recognize(self.write(tmp_path, current_article=b"PK\x03\x04 cut off"))
        assert "current_article.zip cannot be read" in found.problem
        unsafe = coverage_files.zip_bytes({"../x": b"", "current_article_csv.zip": b""})
        (found,) = recognize(self.write(tmp_path, current_article=unsafe))
        assert "would unpack outside its own folder" in found.problem


def test_a_table_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    files = coverage_files.members()
    path = coverage_files.write_download(tmp_path, files | {"old/article.csv": files["article.csv"]})
    with pytest.raises(InputError, match=r"has the table article\.csv more than once"):
        records(path)


@pytest.mark.parametrize("table", ["article", "article_x_hcpc_code", "article_x_icd10_covered_group"])
def test_a_document_whose_number_a_spreadsheet_changed_is_refused(tmp_path: Path, table: str) -> None:
    content = coverage_files.tables()
    content[table][0] = {**content[table][0], "article_id": "101.0"}
    path = coverage_files.write_download(tmp_path, coverage_files.members(content))
    with pytest.raises(InputError, match=r"“101\.0”, which is no number"):
        records(path)
