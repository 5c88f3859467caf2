"""pay: amounts, steps and sources in words and as JSON, at the place of the claim or one that is given."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.claims.record import write_claim
from app.coding.claim import Claim, Locality
from tests.commands.conftest import Cli
from tests.conftest import once_a_run
from tests.payment import invented


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Return a data folder with the invented tables on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Path(shutil.copytree(folder, tmp_path / "data"))


def pay(cli: Cli, data: Path, claim: Claim, *more: str) -> tuple[int, str, str]:
    Path("claim.json").write_bytes(write_claim(claim))
    return cli("--data-dir", str(data), "pay", "claim.json", *more)


def test_a_claim_is_paid_line_by_line_with_its_steps_and_sources(cli: Cli, data: Path) -> None:
    status, out, _ = pay(cli, data, invented.claim("0001X-RT, 0010X-26", "22"))
    assert status == 0
    assert "Practitioner, 10/20/2025, locality 99101-00 Nowhere, ZA" in out
    assert "Line 1  0001X-RT  $60.00" in out
    assert "Facility amount: (0.00 × 1.000 + 60.00 × 1.000 + 0.00 × 1.000) × 1.0 = $60.00" in out
    assert "RVU25D, 0001X global" in out
    assert "Total  $85.00" in out
    assert "sequestration" in out
    assert "Geographic practice cost indices (GPCI) RVU25D" in out


def test_a_line_without_an_amount_says_why_and_the_status_tells(cli: Cli, data: Path) -> None:
    status, out, _ = pay(cli, data, invented.claim("0001X, 0030X"))
    assert status == 3
    assert "Line 2  0030X  no amount" in out
    assert "0030X is priced by the contractor." in out
    assert "Total  $100.00, without 1 of 2 lines, for which no amount is known" in out


def test_no_sum_is_said_where_no_amount_is_known(cli: Cli, data: Path) -> None:
    status, out, _ = pay(cli, data, invented.claim("0030X"))
    assert status == 3
    assert "Total  not known: no line has a known amount" in out
    assert "$0.00" not in out


@pytest.mark.parametrize("place", [("--zip", "99501"), ("--locality", "9102-1"), ("--locality", "far off")])
def test_a_place_that_is_given_goes_before_that_of_the_claim(
    cli: Cli, data: Path, place: tuple[str, str]
) -> None:
    _, out, _ = pay(cli, data, invented.claim("0001X"), *place)
    assert "09102-01 Far Off, ZB" in out
    assert "$108.10" in out


def test_a_zip_code_of_several_localities_lists_them(cli: Cli, data: Path) -> None:
    status, out, _ = pay(cli, data, invented.claim("0001X", locality=Locality(zip="99502")))
    assert status == 3
    assert "09102-99  Rest Of State  All Other Counties" in out
    assert "09102-01  Far Off        North, South" in out


def test_a_state_of_several_localities_lists_them(cli: Cli, data: Path) -> None:
    status, out, _ = pay(cli, data, invented.claim("0001X"), "--locality", "zb")
    assert status == 3
    assert "“zb” is 2 payment localities. Choose the locality." in out
    assert "09102-01  Far Off        North, South" in out


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("--zip", "6009"), "“6009” is not a ZIP code. Give five or nine digits."),
        (("--locality", "Elsewhere"), "“Elsewhere” is not a payment locality."),
    ],
)
def test_what_is_no_place_is_refused(cli: Cli, data: Path, place: tuple[str, str], words: str) -> None:
    status, _, err = pay(cli, data, invented.claim("0001X"), *place)
    assert status == 2
    assert words in err


def test_json_has_every_amount_as_text_and_every_step(cli: Cli, data: Path) -> None:
    _, out, _ = pay(cli, data, invented.claim("0001X, 0005X"), "--json")
    record = json.loads(out)
    assert (record["schema"], record["setting"], record["total"]) == (1, "professional", "130.00")
    assert [line["amount"] for line in record["lines"]] == ["100.00", "30.00"]
    assert record["lines"][0]["steps"][0]["citation"]["edition"] == "RVU25D"


def test_two_conversion_factors_give_two_amounts(cli: Cli, data: Path) -> None:
    _, out, _ = pay(cli, data, invented.claim("0001X", on=date(2026, 7, 14)))
    assert "Conversion factor 1.0, not a qualifying participant in an advanced alternative payment" in out
    assert "Line 1  0001X  $100.00, or $200.00" in out
    assert "Total  $100.00, or $200.00 for a qualifying participant" in out


@pytest.mark.parametrize(("setting", "total"), [("hospital", "$313.60"), ("asc", "$33.65")])
def test_who_is_paid_can_be_said(cli: Cli, data: Path, setting: str, total: str) -> None:
    _, out, _ = pay(cli, data, invented.claim("0001X, 0010X", "24"), "--setting", setting)
    assert f"Total  {total}" in out
    assert "Line 2  0010X  packaged" in out


def test_a_claim_without_lines_is_not_paid(cli: Cli, data: Path) -> None:
    empty = Claim(schema=2, date_of_service=date(2025, 10, 20), lines=())
    status, out, err = pay(cli, data, empty)
    assert (status, out) == (2, "")
    assert "The claim has no lines: there is nothing to pay." in err
