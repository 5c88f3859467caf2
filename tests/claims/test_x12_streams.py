"""X12 behind the text of a mail is read, and the text is said and not repeated."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from app.claims.claim_files import open_claims
from app.coding.errors import InputError
from app.desktop.claim.many import holds_claims, kind_of
from tests.claims.x12 import made

SENT = made.file_of(made.claim(made.service()))
MAIL = {
    "a mail": (
        f"From: {made.MARK}\nSubject: claims\n\n",
        "2 lines of other text stand before the interchange",
    ),
    "one line with an end of Windows": (f"{made.MARK}.837\r\n", "1 line of other text stands before"),
}


@pytest.mark.parametrize(("before", "said"), MAIL.values(), ids=MAIL.keys())
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_x12_behind_text_is_read(
    tmp_path: Path, before: str, said: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.837"
    path.write_bytes(pack(before.encode() + SENT))
    entries = list(open_claims(str(path)).entries)
    assert [each.name for each in entries if each.claim] == ["claim 1"]
    assert said in entries[0].notes[0]
    assert made.MARK not in repr(entries)


def test_blanks_before_it_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.837"
    path.write_bytes(b"\n \n\t\n" + SENT)
    assert not any("other text" in note for each in open_claims(str(path)).entries for note in each.notes)


@pytest.mark.parametrize("around", ["text {}", '"{}"', '{{"edi": "{}"}}'])
def test_x12_inside_a_line_is_not_read(tmp_path: Path, around: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(around.format(SENT.decode().replace("\n", "")))
    try:
        found = [each for each in open_claims(str(path)).entries if each.claim]
    except InputError:
        found = []
    assert not found


def test_the_window_takes_it_for_claims_and_not_for_a_note(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_bytes(b"From: the clearinghouse\n\n" + SENT)
    assert holds_claims(path)
    assert kind_of(path, tables=True) == "several"


def test_from_standard_input_it_is_asked_for_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TextIOWrapper(BufferedReader(BytesIO(b"From: the clearinghouse\n\n" + SENT)))
    monkeypatch.setattr("sys.stdin", text)
    with pytest.raises(InputError, match="standard input has other text before its interchange"):
        open_claims("-")
