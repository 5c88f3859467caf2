"""Files of claims in the window: the only claim opens, of several one is chosen, the rest is told of."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.claims.record import read_claim
from app.desktop.claim import many
from app.desktop.claim.commands import ClaimCommands
from app.desktop.claim.lines_model import LABEL
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.status import pieces_now
from tests.claims.fhir import made as fhir
from tests.claims.tables.known import reading
from tests.claims.x12 import made
from tests.desktop.claim.samples import TODAY

TABLES = reading()


@pytest.fixture
def commands(workspace: ClaimWorkspace, qtbot: QtBot) -> Iterator[ClaimCommands]:
    found = ClaimCommands(workspace)
    yield found
    with qtbot.waitSignal(found.destroyed):
        found.deleteLater()


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


ONE = made.claim(made.service("20610:RT"), made.service("77002:26", place="22", number="2"))
OTHER = made.claim(made.service("20605"))
CLAIM = b'{"schema":1,"date_of_service":"2026-09-15","lines":[]}'


def codes(workspace: ClaimWorkspace) -> list[str]:
    return [line.code for line in workspace.form.draft().lines]


def test_the_only_claim_of_an_x12_file_opens_and_has_no_file_yet(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.open_path(write(tmp_path / "a.837", made.file_of(ONE)))
    assert codes(workspace) == ["20610", "77002"]
    assert workspace.file() is None
    claim = workspace.form.claim()
    assert claim.lines[1].place_of_service == "22"
    commands.files.save_path(tmp_path / "kept.json", claim)
    assert read_claim((tmp_path / "kept.json").read_bytes()) == claim
    assert made.MARK.encode() not in (tmp_path / "kept.json").read_bytes()


@pytest.mark.parametrize("name", ["a.837", "a.json", "a.jsonl"])
def test_an_empty_file_is_said_to_be_empty(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, name: str
) -> None:
    before = workspace.form.draft()
    commands.files.open_path(write(tmp_path / name, b"\n"))
    assert workspace.view.message.text().startswith(f"{name} was not opened. ")
    assert "s empty. " in workspace.view.message.text()
    assert workspace.form.draft() == before


def test_what_a_claim_keeps_of_its_file_is_shown(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    hospital = made.claim(
        made.stay(), made.stay("", revenue="0250", number="2"), place="13:A:7", before="DTP*434*D8*20260915"
    )
    commands.files.open_path(write(tmp_path / "a.837", made.file_of(hospital, guide=made.INSTITUTIONAL)))
    shown = workspace.form.encounter.source
    assert isinstance(shown, QLabel)
    assert "Bill type 137" in shown.text()
    assert "replaces an earlier one" in shown.text()
    model = workspace.form.lines.model
    assert model.data(model.index(1, LABEL)) == "Revenue code 0250 alone"
    assert workspace.view.message.text().startswith("Claim 1: Without a date, and read under 09/15/2026")
    workspace.form.set_draft(draft_of(read_claim('{"schema":1,"date_of_service":"2026-09-15","lines":[]}')))
    assert not shown.isVisibleTo(workspace.form)


def test_a_file_of_several_claims_is_for_a_worklist_and_leaves_the_form(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.837", made.file_of(ONE, OTHER, made.claim(made.service(units="1.5"))))
    before, opened = workspace.form.draft(), []
    commands.files.several.connect(lambda path, file: opened.append((path, list(file.entries))))
    commands.files.open_path(path)
    ((asked, entries),) = opened
    assert asked == path
    assert [entry.name for entry in entries] == ["claim 1", "claim 2", "claim 3"]
    assert workspace.form.draft() == before


def miscounted() -> bytes:
    """A file whose transaction says another count of segments than it has."""
    return re.sub(rb"SE\*\d+\*", b"SE*99*", made.file_of(ONE))


def test_what_was_lost_of_a_file_stands_beside_every_result_of_it(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.open_path(write(tmp_path / "a.837", miscounted()))
    strip = workspace.panel.reading
    assert strip.isVisibleTo(workspace.panel)
    assert "SE01 counts other segments" in strip.text()
    assert workspace.view.message.text().count("SE01") == 1
    assert "could not be read" not in workspace.view.message.text()
    (piece,) = [piece for piece in pieces_now(workspace, (), TODAY) if piece.leads_to == "reading"]
    assert (piece.state, piece.text.startswith("Read with a warning: Its file")) == ("warning", True)
    workspace.begin()
    assert not strip.isVisibleTo(workspace.panel)
    workspace.form.history.stack.undo()
    assert "SE01 counts other segments" in strip.text()
    assert strip.isVisibleTo(workspace.panel)
    commands.files.save_path(tmp_path / "a.npclaim.json", workspace.form.claim())
    workspace.begin()
    commands.files.open_path(tmp_path / "a.npclaim.json")
    assert "SE01 counts other segments" in strip.text()


def test_notes_on_the_reading_are_a_link_above_the_flags(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    undated = made.claim(made.stay(), place="13:A:1", before="DTP*434*D8*20260915")
    commands.files.open_path(write(tmp_path / "a.837", made.file_of(undated, guide=made.INSTITUTIONAL)))
    strip = workspace.panel.reading
    assert (strip.text(), strip.link.text()) == ("", "How it was read: 2 notes")
    workspace.view.message.hide()
    strip.link.click()
    assert workspace.view.message.text().startswith("Claim 1: Without a date")


def test_what_was_left_out_and_bears_on_the_check_is_said_above_the_form(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.open_path(write(tmp_path / "a.837", made.file_of(ONE).replace(b"******MB", b"******WC")))
    said = workspace.view.message.text()
    assert said.startswith("Payer left blank on 1 claim, whose kind of payer (SBR09")
    assert "NTE" not in said
    assert workspace.panel.reading.link.text() == "How it was read: 2 notes"
    assert workspace.form.claim().payer is None


def test_what_no_check_asks_for_is_told_on_demand_alone(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.open_path(write(tmp_path / "a.837", made.file_of(ONE)))
    assert workspace.view.message.text() == ""
    assert workspace.panel.reading.text() == ""
    assert workspace.panel.reading.link.text() == "How it was read: 1 note"
    workspace.panel.reading.link.click()
    assert re.search(
        r"^Left out: \d+ segments that are not read \(.*NTE 1.*\)\.$", workspace.view.message.text()
    )


@pytest.mark.parametrize(
    ("name", "content", "several", "shows"),
    [
        ("a.837", made.file_of(ONE), True, True),
        ("a.json", CLAIM, False, True),
        ("a.txt", CLAIM + b"\n" + CLAIM, True, True),
        ("a.jsonl", CLAIM, True, True),
        ("a.npw", b"", False, True),
        ("a.pdf", b"%PDF-1.7", False, True),
        ("a.csv", b"claim,date_of_service,code\n", True, False),
        ("a.xlsx", b"PK\x03\x04", True, False),
        ("a.zip", b"PK\x03\x04", True, False),
        ("a.json", b'{"other": 1}', False, False),
    ],
)
def test_what_a_file_may_hold_is_told_by_its_beginning(
    tmp_path: Path, name: str, content: bytes, several: bool, shows: bool
) -> None:
    path = write(tmp_path / name, content)
    assert many.may_hold_several(path, tables=True) == several
    assert many.holds_claims(path) == shows
    assert many.holds_claims(tmp_path) == shows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (made.file_of(made.claim(made.service(units="1.5"))), "no line whose units can be counted"),
        (made.file_of(ONE, guide="004010X098A1"), "of version 4010"),
        (made.interchange(made.group(made.transaction([], "005010X231A1", "999"))), "holds no claim"),
    ],
)
def test_a_file_without_a_claim_to_show_says_why_and_leaves_the_form(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, content: bytes, words: str
) -> None:
    before = workspace.form.draft()
    commands.files.open_path(write(tmp_path / "a.837", content))
    assert words in workspace.view.message.text()
    assert "The form is as it was." in workspace.view.message.text()
    assert workspace.form.draft() == before


def test_a_fhir_claim_opens_too(commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path) -> None:
    commands.files.open_path(write(tmp_path / "a.json", json.dumps(fhir.claim(fhir.item())).encode()))
    assert codes(workspace) == ["77002"]


def message_of(commands: ClaimCommands, path: Path) -> str:
    commands.files.open_path(path)
    return commands.files._workspace.view.message.text()


def test_a_file_without_claims_is_said_to_be_what_it_is(commands: ClaimCommands, tmp_path: Path) -> None:
    guide = "005010X231A1"
    ack = made.interchange(made.group(made.transaction(["AK1*HC*1"], guide, "999"), guide=guide, kind="999"))
    assert message_of(commands, write(tmp_path / "a.999", ack)) == (
        "a.999 was not opened. It holds no claim that can be checked. Transaction 1 is an X12 999 "
        "acknowledgment, which holds no claims; it was passed over. The form is as it was."
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b'{"resourceType":"Claim","item":[', "This is not valid JSON."),
        ("a.json", b'{"resourceType":"Patient"}', "It holds no Claim and no ExplanationOfBenefit to check."),
        ("a.ndjson.gz", gzip.compress(b'{"resourceType":"Patient"}\n', mtime=0), "It holds no Claim"),
        ("a.csv.gz", gzip.compress(b"1,2026-09-15,77002\n", mtime=0), "The first row is no header row"),
        ("a.837", made.file_of(ONE)[107:], "This is an X12 837P claim file without the beginning"),
    ],
)
def test_why_a_file_was_not_opened_is_said_without_its_folder(
    commands: ClaimCommands, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    commands.files.tables = lambda: TABLES
    said = message_of(commands, write(tmp_path / name, content))
    assert said.startswith(f"{name} was not opened. {words}")
    assert said.count(name) == 1
    assert tmp_path.name not in said


def test_packed_files_of_every_kind_open(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.tables = lambda: TABLES
    resource = json.dumps(fhir.claim(fhir.item("77003")))
    for name, content, code in (
        ("a.json.gz", resource.encode(), "77003"),
        ("b.csv.gz", b"Claim ID,DOS,CPT\nA,1/5/26,20604\n", "20604"),
        ("c.837.gz", made.file_of(OTHER), "20605"),
    ):
        commands.files.open_path(write(tmp_path / name, gzip.compress(content)))
        assert codes(workspace) == [code]
    assert many.kind_of(write(tmp_path / "d.ndjson.gz", gzip.compress(b"{}\n{}\n")), tables=True) == "several"
    assert many.kind_of(write(tmp_path / "e.json.gz", b"\x1f\x8b\x08cut"), tables=True) == "one"


def test_an_archive_and_a_piece_of_an_interchange_show_that_they_are_claims(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("readme.txt", "nothing")
        packed.writestr("in/a.837", made.file_of(ONE))
    other = tmp_path / "b.zip"
    with ZipFile(other, "w") as packed:
        packed.writestr("edits.txt", "Column 1\tColumn 2")
    piece = write(tmp_path / "c.837", made.file_of(ONE)[107:])
    cut = write(tmp_path / "d.zip", archive.read_bytes()[:-30])
    assert many.sort_dropped([archive, other, piece, cut], tables=False) == (
        [archive, piece], [str(other), str(cut)],
    )  # fmt: skip
