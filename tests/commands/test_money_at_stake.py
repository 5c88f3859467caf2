"""check --summary: the money of flagged lines, where the shelf tells it, from one process or several."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.claims.record import write_claim
from app.coding.claim import Locality
from tests.commands.conftest import Cli
from tests.conftest import once_a_run
from tests.payment import invented

ALONE = invented.claim("77002", payer="medicare")
"""Guidance alone: an error on its line, of a code that the invented fee schedule does not have."""


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Return a data folder with the invented tables on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Path(shutil.copytree(folder, tmp_path / "data"))


def lines(*claims: object) -> str:
    records = [json.dumps(json.loads(write_claim(each))) for each in claims]  # type: ignore[arg-type]
    Path("claims.jsonl").write_text("\n".join(records), encoding="utf-8")
    return "claims.jsonl"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_money_of_flagged_lines_is_in_the_totals(cli: Cli, data: Path, jobs: str) -> None:
    """An add-on alone has an amount; a line with a component that its code does not have has none."""
    flagged = invented.claim("0001X-26, 0005X")
    file = lines(flagged, invented.claim("0005X"), flagged, ALONE)
    done = cli("--data-dir", str(data), "check", file, "--all", "--summary", "--json", "--jobs", jobs)
    stake = json.loads(done.out)["at_stake"]
    assert stake == {"amount": "30.00", "lines": 1, "unknown": 3}


def test_lines_of_other_payers_have_no_known_amount(cli: Cli, data: Path) -> None:
    file = lines(invented.claim("0005X"), invented.claim("0005X", payer="aetna"))
    done = cli("--data-dir", str(data), "check", file, "--all", "--summary", "--json")
    assert json.loads(done.out)["at_stake"] == {"amount": "30.00", "lines": 1, "unknown": 1}


def test_it_is_said_in_words(cli: Cli, data: Path) -> None:
    elsewhere = invented.claim("77002", locality=Locality(zip="99502"))
    done = cli("--data-dir", str(data), "check", lines(ALONE, elsewhere), "--summary")
    assert "What Medicare pays for 2 lines with an error or a warning is not known" in done.out


def test_without_a_table_that_amounts_follow_from_nothing_is_said(cli: Cli) -> None:
    done = cli("check", lines(ALONE), "--summary")
    assert "What Medicare pays" not in done.out
    done = cli("check", lines(ALONE), "--summary", "--json")
    assert json.loads(done.out)["at_stake"] is None
