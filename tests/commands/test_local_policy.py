"""Local policy from a shared shelf to what a coder sees: check, look-up, page and checklist."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app import __main__ as program
from app.coding.policy import Policy
from app.library import Library
from app.library.local.pages import PAGE
from app.library.shelf.shared import read_shared
from app.library.shelf.shelf import Shelf
from tests.commands.conftest import Cli
from tests.commands.test_policy import write_claim
from tests.library.local.signing import KNEE, LEAD

ON = date(2026, 8, 15)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shared shelf with signed local policy, set by the administrator."""
    share = tmp_path / "share"
    LEAD.put(share, "knee", KNEE)
    policy = Policy(source="/etc/x", shared_shelf=share, signers=(LEAD.public,))
    monkeypatch.setattr(program, "read_policy", lambda: policy)
    return share


@pytest.fixture
def shared_library(reference_db: Path, share: Path, tmp_path: Path) -> Library:
    shelf = Shelf.open(tmp_path / "none").with_shared(read_shared(share, (LEAD.public,)))
    return Library.open(reference_db, shelf)


@pytest.mark.usefixtures("share")
def test_a_check_shows_it_as_local_policy_beside_the_flags_of_authorities(cli: Cli, tmp_path: Path) -> None:
    claim = write_claim(tmp_path)
    review = json.loads(cli("check", claim, "--json").out)
    local = [flag for flag in review["flags"] if flag["rule"] == "local-policy"]
    assert [(flag["id"], flag["severity"], flag["basis"]) for flag in local] == [
        ("LOC-101", "warning", "local-policy"),
        ("LOC-101", "info", "local-policy"),
    ]
    assert local[0]["citations"][0] == {
        "source": "local-knee.nplocal.toml",
        "edition": "2026-11-30",
        "locator": "N-1",
        "title": "Local policy of North Hospital",
        "url": "",
    }
    text = cli("check", claim).out
    assert "Local policy  line 1  (local-policy)" in text
    assert "North Hospital: The knee under fluoroscopy goes to the second reader." in " ".join(text.split())
    assert "Local policy, LOC-101" in text
    assert "From knee.nplocal.toml, signed by A. Lead on 11/30/2026." in " ".join(text.split())


def test_without_the_signature_a_check_says_that_it_did_not_look(
    cli: Cli, share: Path, tmp_path: Path
) -> None:
    (share / "knee.nplocal.toml.minisig").unlink()
    done = cli("check", write_claim(tmp_path), "--json")
    review = json.loads(done.out)
    assert "Local policy knee.nplocal.toml is not used: it is not signed" in done.err
    assert "local-policy" not in {flag["rule"] for flag in review["flags"]}
    (left,) = (each for each in review["not_checked"] if each["rule"] == "local-policy")
    assert "it is not signed" in left["reason"]


@pytest.mark.usefixtures("share")
def test_a_checklist_prints_it_the_same_each_time(cli: Cli, tmp_path: Path) -> None:
    claim = write_claim(tmp_path)
    for name in ("one.pdf", "two.pdf"):
        assert cli("checklist", claim, "-o", name).status == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
    from pypdf import PdfReader

    text = " ".join(" ".join(page.extract_text() for page in PdfReader("one.pdf").pages).split())
    assert "North Hospital: The knee under fluoroscopy goes to the second reader." in text
    assert "LOC-101" in text
    assert cli("verify", "one.pdf").status == 0


def test_pages_and_answers_show_it_after_what_the_authorities_say(shared_library: Library) -> None:
    page = shared_library.page("77002", ON)
    assert page is not None
    last = page.sections[-1]
    assert (last.id, last.title) == ("local-policy", "Local policy")
    citations = [fact.citations[0] for part in last.parts for fact in getattr(part, "facts", ())]
    assert [cited.locator for cited in citations] == ["N-1", "N-2"]
    source = shared_library.source(citations[0])
    assert source is not None
    assert "signed by A. Lead on 11/30/2026" in source.note
    assert source in shared_library.sources()
    answer = shared_library.answer("20610", "77002", ON)
    pair, code = [fact.value for fact in answer.facts if fact.label == "Local policy"]
    assert pair.startswith(
        "North Hospital: The knee under fluoroscopy goes to the second reader. (pair 20610 "
    )
    assert pair.endswith("20610 with 77002; from 01/01/2026)")
    assert code == "North Hospital: The images lie in the second archive."


def test_a_page_of_another_code_or_of_a_day_before_is_as_without_it(
    shared_library: Library, library: Library
) -> None:
    assert shared_library.page("76942", ON) == library.page("76942", ON)
    before = date(2025, 8, 15)
    page, plain = shared_library.page("77002", before), library.page("77002", before)
    assert page is not None
    assert plain is not None
    assert page.sections[:-1] == plain.sections
    assert "goes to the second reader" not in str(page)
    changed, same = shared_library.answer("20610", "77002", ON), library.answer("20610", "77002", ON)
    assert (changed.answer, changed.use, changed.sentence) == (same.answer, same.use, same.sentence)


def test_help_on_its_flag_is_a_page_of_all_of_it(shared_library: Library, library: Library) -> None:
    page, none = shared_library.page(PAGE, ON), library.page(PAGE, ON)
    assert page is not None
    assert none is not None
    assert "goes to the second reader" in str(page)
    assert "There is none." in str(none)
