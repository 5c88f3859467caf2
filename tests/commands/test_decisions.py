"""check and reopen on a claim with decisions: how many flags are decided and how, and none is hidden."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, written

NAME = "Zebra77Quagga"


def decided(cli: Cli) -> str:
    """A claim on whose first two flags something was decided, and once on a rule that finds nothing."""
    flags = json.loads(cli("check", written("a.json", ALONE), "--json").out)["flags"]
    given = [
        {"rule": flags[0]["rule"], "line": flags[0]["line"], "state": "fixed", "at": "2026-11-29"},
        {
            "rule": flags[1]["rule"],
            "line": flags[1]["line"],
            "state": "accepted",
            "reason": NAME,
            "by": NAME,
        },
        {"rule": "modifier-order", "line": 1, "state": "fixed"},
    ]
    return written("b.json", ALONE | {"schema": 2, "dispositions": given})


def test_text_says_how_many_are_decided_and_shows_every_flag(cli: Cli) -> None:
    name = decided(cli)
    flags = json.loads(cli("check", "a.json", "--json").out)["flags"]
    done = cli("check", name)
    text = " ".join(done.out.split())
    assert done.status == 1
    assert f"2 of {len(flags)} flags are decided: 1 fixed, 1 accepted; {len(flags) - 2 or 'none'} " in text
    assert "Decided: fixed on 11/29/2026" in text
    assert "Decided: accepted, with a reason" in text
    assert NAME not in text
    assert "Decided, no longer flagged: line 1, fixed (modifier-order)" in text
    assert all(f"({flag['rule']})" in text for flag in flags)
    assert "2 decided, " in text


def test_json_has_the_decisions_beside_the_whole_review(cli: Cli) -> None:
    name = decided(cli)
    plain, found = (json.loads(cli("check", each, "--json").out) for each in ("a.json", name))
    decided_on = found.pop("decided")
    assert [(each["flag"], each["state"], each["has_reason"]) for each in decided_on] == [
        (1, "fixed", False),
        (2, "accepted", True),
        (None, "fixed", False),
    ]
    assert decided_on[2]["rule"] == "modifier-order"
    assert found == plain
    assert NAME not in json.dumps(decided_on)


def test_a_list_of_claims_and_a_checklist_opened_again_say_the_same(cli: Cli) -> None:
    name = decided(cli)
    cli("checklist", name, "-o", "b.pdf")
    for done in (
        cli("reopen", "b.pdf"),
        cli("check", written("c.jsonl", json.loads(Path(name).read_text("utf-8")))),
    ):
        assert "flags are decided: 1 fixed, 1 accepted" in " ".join(done.out.split())
        assert "Decided: accepted, with a reason" in done.out
        assert NAME not in done.out
