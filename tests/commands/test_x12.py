"""check on X12 files: what is printed, what is said, the status, and that no person is in any of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.claims.x12 import made
from tests.claims.x12.made import MARK
from tests.claims.x12.test_remittance import answer, line, remittance
from tests.commands.conftest import Cli

PAIR = made.claim(made.service("20610:RT"), made.service("77002", number="2"))


def write(name: str, content: bytes) -> str:
    Path(name).write_bytes(content)
    return name


def test_a_correct_pair_without_a_chart_gives_no_warning_and_says_why_documentation_is_open(cli: Cli) -> None:
    done = cli("check", write("a.837", made.file_of(PAIR)), "--json")
    (review,) = [json.loads(text) for text in done.out.splitlines()]
    assert review["claim"] == "claim 1"
    assert [flag for flag in review["flags"] if flag["severity"] != "info"] == []
    left = {each["rule"]: each["reason"] for each in review["not_checked"]}
    assert "record" in left["image-not-documented"].lower()
    assert done.status == 3


def test_guidance_alone_in_a_facility_line_is_found(cli: Cli) -> None:
    lone = made.claim(made.service("77002", place="22"), place="11:B:1")
    done = cli("check", write("a.837", made.file_of(PAIR, lone)))
    assert "claim 2" in done.out
    assert "addon-without-primary" in done.out
    assert "component-26-missing" in done.out
    assert done.status == 1


def test_a_void_and_version_4010_are_not_checked(cli: Cli) -> None:
    void = made.claim(made.service("77002"), place="11:B:8")
    for content, why in (
        (made.file_of(void), "cancels an earlier one"),
        (made.file_of(PAIR, guide="004010X098A1"), "version 4010"),
    ):
        done = cli("check", write("a.837", content), "--json")
        review = json.loads(done.out)
        assert (review["flags"], review["checked"]) == ([], [])
        assert all(why in each["reason"] for each in review["not_checked"])
        assert done.status == 3
    done = cli("check", write("a.837", made.file_of(made.claim(made.service(), place="11:B:7"))))
    assert "a.837, claim 1: This claim replaces an earlier one as a whole" in done.err


@pytest.mark.parametrize("options", [(), ("--json",), ("--csv",)])
def test_no_person_is_in_anything_that_is_said(cli: Cli, options: tuple[str, ...]) -> None:
    bad = made.claim(made.service(f"HC:{MARK}"))
    Path("all").mkdir()
    write("all/a.837", made.file_of(PAIR, bad, PAIR) + made.file_of(PAIR)[:-200])
    write("all/b.835", remittance(answer(line()), answer(line(f"HC:{MARK}"))))
    done = cli("check", "all", *options)
    assert done.status == 2
    assert "a.837, claim 1" in done.out
    assert MARK not in done.out + done.err


def test_what_the_payer_answered_stands_below_the_review_and_in_json(cli: Cli) -> None:
    name = write("a.835", remittance(answer(line("HC:20610:RT", "CAS*PR*1*5"))))
    done = cli("check", name)
    assert "The payer answered: processed as primary; paid 145.50 of 225; CO-45 20.00." in done.out
    assert "20610-RT x1: paid 145 of 150; PR-1 5." in done.out
    assert "checked in part" in done.err
    _, told = [json.loads(text) for text in cli("check", name, "--json").out.splitlines()]
    assert told["claim"] == "answer 1"
    assert told["answer"]["lines"][0]["adjustments"] == [{"group": "PR", "reason": "1", "amount": "5"}]


def test_a_file_of_acknowledgments_holds_no_claim(cli: Cli) -> None:
    ack = made.transaction([f"CTX*{MARK}"], "005010X231A1", "999")
    done = cli("check", write("a.999", made.interchange(made.group(ack))))
    assert done.status == 2
    assert "an X12 999 acknowledgment" in done.err
    assert "holds no claim" in done.err
