"""How well notes are read: precision, recall and F1 of each field on labeled notes and hard sentences.

    python -m build_scripts.note_quality [NAME ...]

A labeled note (tests/notes/labeled/) carries its answers in its text: {field=value,…|words}. `NAME` shows
what differs in the notes and sentences whose name begins so. Below stands how far a second reader of some of
the notes gave the same labels.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import NoteValue
from app.notes.reader import NoteReader
from app.notes.record import Evidence, NoteReading
from build_scripts import second_reading
from build_scripts.reference.note_files import read_note_book

ROOT = Path(__file__).resolve().parents[1]
LABELED = ROOT / "tests" / "notes" / "labeled"
HARD = ROOT / "tests" / "notes" / "hard_sentences.txt"
_SCORED = tuple(
    name for name in NOTE_FIELDS if name != "target"
)  # free text: its words are those of the region
_LABEL = re.compile(r"\{([a-z_]+=[^|{}]*)\|([^{}]*)\}")
_WORDS: dict[str, NoteValue] = {"true": True, "false": False}


class Label(Struct, frozen=True):
    """An answer that a reader gave, with the place of the words for it."""

    field: str
    value: NoteValue
    start: int
    end: int


class Labeled(Struct, frozen=True):
    """A text with the answers that a reader gave."""

    name: str
    text: str
    labels: tuple[Label, ...]
    fields: tuple[str, ...] = _SCORED

    def answers(self) -> dict[str, NoteValue]:
        """The value of each field that was answered."""
        return {label.field: label.value for label in self.labels}


class Score(Struct):
    """Right answers, answers too many or wrong, answers missed, and right ones whose words were found."""

    right: int = 0
    false: int = 0
    missed: int = 0
    touched: int = 0

    @property
    def precision(self) -> float:
        """Of the answers given, the right ones."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Of the answers that there are, the right ones."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0


def parse(name: str, marked: str, fields: tuple[str, ...] = _SCORED) -> Labeled:
    """A text without its marks, and what they say."""
    labels: list[Label] = []
    pieces: list[str] = []
    place = size = 0
    for match in _LABEL.finditer(marked):
        pieces.append(marked[place : match.start()])
        size += len(pieces[-1])
        for pair in match[1].split(","):
            field, _, value = pair.partition("=")
            labels.append(Label(field, _WORDS.get(value, value), size, size + len(match[2])))
        pieces.append(match[2])
        size += len(match[2])
        place = match.end()
    return Labeled(name, "".join([*pieces, marked[place:]]), tuple(labels), fields)


def read_labeled(folder: Path = LABELED) -> list[Labeled]:
    """Every labeled note of a folder. A note begins with a line "=== name"."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, marked = part.partition("\n")
            found.append(parse(name.strip(), marked.strip("\n")))
    return found


def read_hard(path: Path = HARD) -> Iterator[Labeled]:
    """The hard sentences. A line: "kind: fields looked at | marked sentence"."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            head, _, marked = line.partition(" | ")
            kind, _, fields = head.partition(":")
            yield parse(f"{kind}-{number}", marked.replace("\\n", "\n"), tuple(fields.split()))


def score(notes: Iterable[Labeled], reader: NoteReader) -> dict[str, Score]:
    """The score of each field over the notes."""
    scores: dict[str, Score] = defaultdict(Score)
    for note in notes:
        reading = reader.read(note.text)
        gold = note.answers()
        for field in note.fields:
            _count(scores[field], field, gold.get(field), reading, note)
    return scores


def _count(counted: Score, field: str, wanted: NoteValue | None, reading: NoteReading, note: Labeled) -> None:
    given = reading.value(field)
    if given is not None and given == wanted:
        counted.right += 1
        counted.touched += touches(field, reading, note)
        return
    counted.false += given is not None
    counted.missed += wanted is not None


def touches(field: str, reading: NoteReading, note: Labeled) -> bool:
    """Whether a piece of evidence for the answer meets words that the reader of the note marked for it."""
    spans = [(label.start, label.end) for label in note.labels if label.field == field]
    return any(
        each.start < end and start < each.end
        for each in reading.evidence
        if each.field == field and each.value == reading.value(field)
        for start, end in spans
    )


def differences(note: Labeled, reader: NoteReader) -> Iterator[str]:
    """What the program answers otherwise than the reader of a note."""
    reading = reader.read(note.text)
    gold = note.answers()
    for field in note.fields:
        given, wanted = reading.value(field), gold.get(field)
        if given != wanted:
            quotes = [_quote(each, note.text) for each in reading.evidence if each.field == field]
            yield f"{note.name:14} {field:24} {given!s:12} wanted {wanted!s:12} {'; '.join(quotes)}"


def _quote(each: Evidence, text: str) -> str:
    words = " ".join(text[each.start : each.end].split())
    return f"{each.rule} {each.value} {each.certainty} “{words}”"


def table(scores: dict[str, Score]) -> str:
    """The scores as a table."""
    lines = [f"{'field':26}{'answers':>8}{'P':>8}{'R':>8}{'F1':>8}{'touch':>8}"]
    for field in NOTE_FIELDS:
        each = scores.get(field, Score())
        if each.right + each.missed + each.false:
            touch = each.touched / each.right if each.right else 1.0
            lines.append(
                f"{field:26}{each.right + each.missed:>8}{each.precision:>8.3f}{each.recall:>8.3f}"
                f"{each.f1:>8.3f}{touch:>8.3f}"
            )
    return "\n".join(lines)


def main(names: list[str]) -> int:
    """Print the tables, or the differences of the notes named."""
    reader = NoteReader(read_note_book(ROOT / "data"))
    notes = read_labeled()
    hard = list(read_hard()) if HARD.exists() else []
    if names:
        for note in [*notes, *hard]:
            if note.name.startswith(tuple(names)):
                for line in differences(note, reader):
                    print(line)
        return 0
    print(f"{len(notes)} notes\n{table(score(notes, reader))}")
    print(f"\n{len(hard)} hard sentences\n{table(score(hard, reader))}")
    first = {note.name: note.answers() for note in notes}
    print(f"\n{second_reading.report(first, second_reading.read())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
