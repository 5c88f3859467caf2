"""Reading procedure notes: one of two pages, beside one search for the same words, and many in a row."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import islice

import msgspec

from app.coding.note_book import NoteBook
from app.notes.inflection import inflected
from app.notes.reader import NoteReader
from app.notes.tokens import plain
from build_scripts.bench.children import ROOT, percentile
from build_scripts.bench.table import Figure
from build_scripts.note_quality import read_labeled
from build_scripts.reference.note_files import read_note_book

RUNS = 200
PAGES = 5000  # characters of two pages
MANY = 3000


def measure() -> list[Figure]:
    """Read a note of two pages again and again, and the labeled notes as JSON lines."""
    book = read_note_book(ROOT / "data")
    reader = NoteReader(book)
    texts = [note.text for note in read_labeled()]
    longest = _two_pages(texts)
    words = _alternation(book)
    small = plain(longest)
    ours, floor = [], []
    for turn in range(RUNS):
        ours.append(_time(lambda: reader.read(longest)))
        if turn % 20 == 0:
            floor.append(_time(lambda: sum(1 for _ in words.finditer(small))))
    scan = percentile(floor, 50) * 1000
    named = "one alternation of the words of the rules"
    return [
        Figure("note of two pages, p50", percentile(ours, 50) * 1000, "ms", scan, named, 3.0, of_floor=True),
        Figure("note of two pages, p99", percentile(ours, 99) * 1000, "ms", limit=50.0),
        Figure("notes read as JSON lines", _rate(reader, texts), "notes/s", limit=1000.0, least=True),
    ]


def _two_pages(texts: list[str]) -> str:
    """Several notes as one of two pages, the longest first."""
    found = ""
    for text in sorted(texts, key=len, reverse=True):
        if len(found) < PAGES:
            found += f"{text}\n\n"
    return found[:PAGES]


def _alternation(book: NoteBook) -> re.Pattern[str]:
    """Every word and phrase of the classes, which the rules are written in, as one expression."""
    words = {
        word for each in book.words for word in (inflected(each.words) if each.inflected else each.words)
    }
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")


def _rate(reader: NoteReader, texts: list[str]) -> float:
    """Notes per second of processor time, from a line of JSON to a line of JSON."""
    encode, decode = msgspec.json.encode, msgspec.json.decode
    lines = [encode({"text": text}) for text in islice((text for _ in range(MANY) for text in texts), MANY)]
    began = time.process_time()
    for line in lines:
        encode(reader.read(decode(line)["text"]))
    return MANY / (time.process_time() - began)


def _time(job: Callable[[], object]) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began
