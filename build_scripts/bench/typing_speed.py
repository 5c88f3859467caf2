"""From a keystroke to painted results, and the query alone, against the plainest FTS5 query of the same."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.bench.children import REFERENCE, child, open_library, percentile, report
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    from app.desktop.shell.main_window import MainWindow

TEXTS = (
    *("77002", "26", "pos 22", "20610 77002", "modifier 59", "c-arm", "fluoro", "flouroscopic", "bursa"),
    *("needle guidance", "arthrogram", "spinal injection", "ultrasound", "core biopsy", "joint aspiration"),
)
ROUNDS = 3
GIVE_UP = 1.0  # seconds without a paint; then the figure says that none came


def measure() -> list[Figure]:
    """Type every text into the real window, key by key; then ask the library and FTS5 for the same."""
    with tempfile.TemporaryDirectory() as folder:
        painted = child("typing_speed", "keystrokes", folder)
    asked = child("typing_speed", "queries")
    floor = "FTS5 MATCH of the same words, by rank"
    return [
        Figure("keystroke to painted results, p50", painted["p50"], "ms", asked["fts_p50"], floor),
        Figure("keystroke to painted results, p99", painted["p99"], "ms", asked["fts_p99"], floor, 16.0),
        Figure("query, p50", asked["p50"], "ms", asked["fts_p50"], floor),
        Figure("query, p99", asked["p99"], "ms", asked["fts_p99"], floor, 5.0),
    ]


def beginnings() -> list[str]:
    """Return each text as it stands after each keystroke."""
    return [text[:end] for text in TEXTS for end in range(1, len(text) + 1)]


def report_milliseconds(seconds: list[float], **more: float) -> None:
    """Report the median and the 99th percentile of times."""
    report(p50=percentile(seconds, 50) * 1000, p99=percentile(seconds, 99) * 1000, **more)


def keystrokes(folder: str) -> None:
    """Measure from sending a key to the end of the paint that shows its results."""
    from PySide6.QtWidgets import QApplication

    import app.__main__

    def run() -> int:
        type_all()
        return 0

    QApplication.exec = staticmethod(run)  # type: ignore[method-assign] # the loop is ours to watch
    app.__main__.main(["--data-dir", str(Path(folder) / "data")])


def type_all() -> None:
    """Type every text into the main window and report the times."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.desktop.shell.main_window import MainWindow

    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    QTest.qWait(800)
    times = []
    for turn in range(ROUNDS + 1):
        for text in TEXTS:
            window.search.field.clear()
            QTest.qWait(300)  # what waits for a pause in typing is done
            times += type_text(window, text)
        if turn == 0:
            times.clear()  # the first round loads what is loaded once
    report_milliseconds(times)


def type_text(window: MainWindow, text: str) -> list[float]:
    """Type a text; return the seconds from each key to the end of the turn that paints its results."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    class Paints(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return super().eventFilter(watched, event)

    paints, viewport, times = Paints(), window.search.view.viewport(), []
    viewport.installEventFilter(paints)
    for letter in text:
        paints.seen = False
        began = time.perf_counter()
        QTest.keyClicks(window.search.field, letter)
        while not paints.seen and time.perf_counter() - began < GIVE_UP:
            QApplication.processEvents()
        times.append(time.perf_counter() - began)
    viewport.removeEventFilter(paints)
    return times


def queries() -> None:
    """Measure the library's search and the floor for every beginning of every text."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        ours = each_of(lambda text: library.search(text, 50))
    connection = sqlite3.connect(REFERENCE)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%' ORDER BY name")
    table = rows.fetchone()[0]
    query = f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH ? ORDER BY rank LIMIT 50'
    floor = each_of(lambda text: connection.execute(query, (words_of(text),)).fetchall())
    report_milliseconds(ours, fts_p50=percentile(floor, 50) * 1000, fts_p99=percentile(floor, 99) * 1000)


def words_of(text: str) -> str:
    """Return a text as an FTS5 query: every word, quoted, the last one as a prefix."""
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return " ".join(f'"{word}"' for word in words) + "*" if words else '""'


def each_of(work: Callable[[str], object]) -> list[float]:
    """Return the seconds of a call for each beginning, after one round to warm up."""
    times = []
    for turn in range(ROUNDS + 1):
        for text in beginnings():
            began = time.perf_counter()
            work(text)
            if turn:
                times.append(time.perf_counter() - began)
    return times
