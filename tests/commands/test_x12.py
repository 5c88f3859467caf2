"""check on X12 files: what is printed, what is said, the status, and that no person is in any of it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.checklist.reopening import page_texts
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
    done = cli("check", write("a.837", made.file_of(lone)))
    assert "claim 1" in done.out
    assert "addon-without-primary" in done.out
    assert "component-26-missing" in done.out
    assert done.status == 1


def test_a_primary_on_another_claim_of_the_day_is_named_by_that_claim(cli: Cli) -> None:
    lone, primary = made.claim(made.service("77002")), made.claim(made.service("20610:RT"))
    done = cli("check", write("a.837", made.file_of(lone, primary)), "--json")
    first, second = map(json.loads, done.out.splitlines())
    assert "addon-without-primary" not in {flag["rule"] for flag in first["flags"]}
    assert first["across"] == {
        "looked_at": "run",
        "because": None,
        "claims": 1,
        "found": [
            {"line": 1, "code": "77002", "role": "primary", "claim": "claim 2", "at": 1, "other": "20610"}
        ],
    }
    assert second["across"]["claims"] == 1
    text = cli("check", "a.837").out
    assert "77002 on line 1 goes with 20610 of the same practitioner on claim 2, line 1." in " ".join(
        text.split()
    )


def test_two_files_of_a_folder_are_one_run(cli: Cli) -> None:
    Path("all").mkdir()
    write("all/a.837", made.file_of(made.claim(made.service("77002"))))
    write("all/b.837", made.file_of(made.claim(made.service("20610:RT"))))
    first, _ = map(json.loads, cli("check", "all", "--json").out.splitlines())
    assert [(each["role"], each["claim"]) for each in first["across"]["found"]] == [
        ("primary", "b.837, claim 1")
    ]


def test_claims_of_standard_input_are_looked_at_alone(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    lone, primary = made.claim(made.service("77002")), made.claim(made.service("20610:RT"))
    content = io.BytesIO(made.file_of(lone, primary))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content, encoding="utf-8"))
    done = cli("check", "-")
    assert "addon-without-primary" in done.out
    assert (
        "2 claims reviewed without the patient's other claims: the claims can be read once only." in done.err
    )


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


def test_an_answer_without_a_line_to_check_has_a_heading_of_its_own(cli: Cli) -> None:
    done = cli("check", write("a.835", remittance(answer(line()), answer(line("N4:00012345678")), answer())))
    heads = [each for each in done.out.splitlines() if not each.startswith(" ")]
    assert [each.partition(" (")[0] for each in heads] == ["answer 1", "answer 2", "answer 3"]
    alone = "Not reviewed. It is the answer of a payer without a line to check."
    assert all(each.endswith(alone) for each in heads[1:])


def test_a_file_of_acknowledgments_holds_no_claim(cli: Cli) -> None:
    ack = made.transaction([f"CTX*{MARK}"], "005010X231A1", "999")
    done = cli("check", write("a.999", made.interchange(made.group(ack))))
    assert done.status == 2
    assert "an X12 999 acknowledgment" in done.err
    assert "holds no claim" in done.err


def test_a_wrong_count_stands_beside_each_result_of_the_file(cli: Cli) -> None:
    name = write("a.837", made.file_of(PAIR).replace(b"NTE*ADD*QUAGGAZEBRA77~\n", b""))
    words = "SE01 counts other segments than there are"
    done = cli("check", name)
    assert f"  Warning: Its file does not add up: {words}" in done.out
    assert (done.status, "SE01 says another count" in done.err) == (2, True)
    (review,) = [json.loads(text) for text in cli("check", name, "--json").out.splitlines()]
    assert review["file_warnings"] == [{"kind": "segment-count", "sentence": words}]
    assert review["outcome"] != "clean"
    assert words in cli("check", name, "--csv").out


def test_a_checklist_of_the_one_claim_of_a_faulty_file_says_so(cli: Cli) -> None:
    done = cli("checklist", write("a.837", made.file_of(PAIR).replace(b"SE*27*", b"SE*99*")), "-o", "a.pdf")
    assert done.status == 0
    assert "a.pdf: Its file does not add up: SE01 counts other segments" in done.err
    assert "more than one claim" not in done.err
    pages = " ".join(" ".join(page_texts(Path("a.pdf").read_bytes(), "a.pdf")).split())
    assert "Its file does not add up" in pages
    assert "SE01 counts other segments than there are" in pages
    assert cli("verify", "a.pdf").status == 0
    assert "Warning: Its file does not add up" in " ".join(cli("reopen", "a.pdf").out.split())


def test_of_several_claims_one_is_chosen_by_its_name(cli: Cli) -> None:
    lone = made.claim(made.service("77002", day="D8*20260916"))
    bad = made.claim(made.service(f"HC:{MARK}"))
    name = write("a.837", made.file_of(PAIR, lone, bad))
    refused = cli("checklist", name, "-o", "a.pdf")
    assert refused.err == (
        "needlepoint: a.837 holds 3 claims. Choose one with --claim and its name: "
        "claim 1, claim 2, claim 3 (not read).\n"
    )
    assert cli("checklist", name, "-o", "a.pdf", "--claim", "claim 2").status == 0
    assert "addon-without-primary" in cli("check", name, "--claim", "2").out
    assert cli("check", name, "--claim", "claim 1").status == 3
    assert "is no code" not in cli("check", name, "--claim", "1").err
    unread = cli("checklist", name, "-o", "b.pdf", "--claim", "3")
    assert (unread.status, "a.837, claim 3, segment " in unread.err) == (2, True)
    for missing in ("4", "", "claim"):
        done = cli("check", name, "--claim", missing)
        assert done.status == 2
        assert "no claim of the name that --claim gives; those are claim 1" in done.err


def test_a_superseded_claim_is_no_checklist_and_both_claims_say_why(cli: Cli) -> None:
    name = write("a.837", made.file_of(PAIR, made.claim(made.service(), place="11:B:7")))
    one, two = [json.loads(text) for text in cli("check", name, "--json").out.splitlines()]
    sentence = "Superseded: claim 2 of the same reference replaces it as a whole (frequency 7)."
    assert one["corrections"] == [{"kind": "superseded", "others": ["claim 2"], "sentence": sentence}]
    assert (one["checked"], one["outcome"]) == ([], "incomplete")
    assert [tie["kind"] for tie in two["corrections"]] == ["supersedes"]
    out = cli("check", name).out
    assert f"  {sentence}\n" in out
    assert "  It supersedes claim 1 of the same reference (frequency 7).\n" in out
    done = cli("checklist", name, "-o", "a.pdf", "--claim", "1")
    assert (done.status, sentence in done.err) == (2, True)


def test_what_was_left_out_is_said_once_and_carried_by_each_claim(cli: Cli) -> None:
    name = write("a.837", made.file_of(PAIR, PAIR))
    done = cli("check", name, "--json")
    one, two = [json.loads(text) for text in done.out.splitlines()]
    assert {"kind": "segment", "count": 1, "what": "NTE"} in one["left_out"]
    assert two["left_out"] == [{"kind": "segment", "count": 1, "what": "NTE"}]
    assert done.err.count("left out: ") == 1
    assert "segments that are not read (" in done.err
    assert "NTE 2" in done.err


def test_each_claim_says_at_which_segment_of_its_file_it_begins(cli: Cli) -> None:
    content = made.file_of(PAIR, PAIR)
    name = write("a.837", content)
    segments = [each.strip() for each in content.decode().split("~")]
    begun = [number for number, each in enumerate(segments, 1) if each.startswith("CLM*")]
    texts = cli("check", name).out
    assert f"claim 1 (segment {begun[0]})  " in texts
    assert f"claim 2 (segment {begun[1]})  " in texts
    told = map(json.loads, cli("check", name, "--json").out.splitlines())
    assert [(each["claim"], each["segment"]) for each in told] == [
        ("claim 1", begun[0]), ("claim 2", begun[1]),
    ]  # fmt: skip
    alone = cli("check", name, "--claim", "2").out
    assert f"claim 2 begins at segment {begun[1]} of its file." in alone


def test_an_answer_says_at_which_segment_it_begins(cli: Cli) -> None:
    content = remittance(answer(line()), answer())
    name = write("a.835", content)
    segments = [each.strip() for each in content.decode().split("~")]
    begun = [number for number, each in enumerate(segments, 1) if each.startswith("CLP*")]
    told = [json.loads(text) for text in cli("check", name, "--json").out.splitlines()]
    assert [each["segment"] for each in told if "answer" in each] == begun


def test_a_segment_of_no_known_id_is_counted_and_not_named(cli: Cli) -> None:
    odd = [*PAIR[:1], MARK, f"{MARK}*{MARK}", *PAIR[1:]]
    done = cli("check", write("a.837", made.file_of(odd)), "--json")
    assert {"kind": "segment", "count": 2, "what": "others"} in json.loads(done.out)["left_out"]
    assert MARK not in done.out + done.err


def test_a_reversal_and_its_correction_say_so_with_lines_and_without(cli: Cli) -> None:
    old = ["CLP*A*1*225*145**MB*1*11*1"]
    back = ["CLP*A*22*-225*-145**MB*1*11*1"]
    new = answer(line(), number="A")
    name = write("a.835", remittance(old, back, new))
    out = cli("check", name).out
    assert "  Taken back by answer 2, so it answers nothing any more.\n" in out
    assert "  It takes back answer 1.\n  The corrected answer to its claim is answer 3.\n" in out
    assert "  It is the corrected answer to the claim of which answer 2 took back an earlier one.\n" in out
    records = [json.loads(text) for text in cli("check", name, "--json").out.splitlines()]
    kinds = [[tie["kind"] for tie in each.get("corrections", ())] for each in records]
    assert kinds == [["taken-back"], ["takes-back", "corrected"], ["corrects"], []]
    assert [each["claim"] for each in records] == ["answer 1", "answer 2", "answer 3", "answer 3"]
