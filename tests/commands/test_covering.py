"""coverage: articles, answers and paragraphs in words and as JSON, for a place and a date."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.conftest import once_a_run
from tests.coverage import invented


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Return a data folder with the invented articles on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented coverage", invented.fill)
    return Path(shutil.copytree(folder, tmp_path / "data"))


def ask(cli: Cli, data: Path, *more: str) -> tuple[int, str, str]:
    return cli("--data-dir", str(data), "coverage", *more)


def test_each_article_says_its_answer_dates_place_words_and_source(cli: Cli, data: Path) -> None:
    status, out, _ = ask(
        cli, data, "0002x", "--dx", "m25551", "--contractor", "99101", "--date", "2026-08-26"
    )
    assert status == 0
    assert out.startswith(
        "0002X with M25.551, 08/26/2026, contractor 99101\nArticle codes 2026-08-26, 0002X\n\n"
        "A101 version 3: listed as covered\n"
    )
    assert "  Contractor 99101 Invented Administrators (ZA)\n" in out
    assert "  Related LCD L9001 version 4, Invented policy 9001. From 04/01/2026." in out
    assert "  LCDs 2026-08-26, L9001 version 4\n" in out
    assert "Three sessions" not in out
    assert "A102 version 7: the paragraph decides\n" in out
    assert "  Covered, group 1:\n    For 0002X one of group 1\n    and one of group 2, age < 18\n" in out
    assert "  From 01/01/2025 to 12/31/2026\n" in out
    assert "  Articles 2026-08-26, A101 version 3\n" in out
    assert "American Medical Association" in out


def test_the_words_of_lcds_and_ncds_are_printed_when_asked_for(cli: Cli, data: Path) -> None:
    _, out, _ = ask(cli, data, "0001X", "--date", "2026-08-26", "--words")
    assert "  L9001, utilization:\n    Three sessions\n" in out
    assert "  NCD 999.1, indications and limitations:\n    Nothing & more\n" in out


def test_without_a_diagnosis_the_articles_that_print_a_code_are_listed(cli: Cli, data: Path) -> None:
    _, out, _ = ask(cli, data, "0002X", "--date", "2026-08-26")
    assert "0002X, 08/26/2026, all contractors" in out
    assert out.count("prints the code") == 3


def test_a_guidance_code_is_asked_beside_it(cli: Cli, data: Path) -> None:
    status, out, _ = ask(
        cli, data, "0001X", "--with", "77002", "--dx", "M25.551", "--zip", "00501", "--date", "2026-08-26"
    )
    assert status == 0
    assert "0001X with M25.551, 08/26/2026, ZIP code 00501, contractor 99101 (ZIP codes 2026Q3)" in out
    assert "No article prints 77002. That is not “covered”" in out


def test_json_gives_a_line_a_code(cli: Cli, data: Path) -> None:
    _, out, _ = ask(cli, data, "0001X", "--with", "0003X", "--dx", "M25.551", "--state", "ZA", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert [(each["code"], each["state"]) for each in found] == [("0001X", "checked"), ("0003X", "checked")]
    assert [each["articles"][0]["outcome"] for each in found] == ["listed", "paragraph"]


def test_nothing_on_the_shelf_is_not_checked_and_the_status_tells(cli: Cli, tmp_path: Path) -> None:
    status, out, _ = ask(cli, tmp_path / "empty", "20610", "--dx", "M25.551", "--state", "IL")
    assert status == 3
    assert "Not checked: no coverage articles are on the shelf." in out


def test_several_diagnoses_are_asked_each_for_itself(cli: Cli, data: Path) -> None:
    _, out, _ = ask(cli, data, "0001X", "--dx", "M25.551 M25.552", "--dx", "M54.50", "--date", "2026-08-26")
    for diagnosis in ("M25.551", "M25.552", "M54.50"):
        assert f"0001X with {diagnosis}, 08/26/2026" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("0001X", "--state", "Illinois"), "“Illinois” is not a state. Give two letters."),
        (("0001X", "--contractor", "NGS"), "“NGS” is not a contractor."),
        (("0001X", "--zip", "605"), "“605” is not a ZIP code."),
        (("0001X", "--zip", "00501", "--state", "ZA"), "Give one place"),
        (("0001X", "--dx", "hip"), "“hip” is not a diagnosis code."),
        (("0001X", "--dx", ""), "“” is not a diagnosis code."),
        (("hip",), "“hip” is not a code."),
        (("L39529",), "L39529 is the number of an LCD."),
    ],
)
def test_what_is_no_code_diagnosis_or_place_is_said(
    cli: Cli, data: Path, arguments: tuple[str, ...], words: str
) -> None:
    status, _, err = ask(cli, data, *arguments)
    assert status == 2
    assert words in err
