"""From a keystroke to painted results, and the query alone, against the plainest FTS5 query of the same."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts.bench.children import REFERENCE, child, open_library, percentile, report, shelf_home
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

    from app.desktop.shell.main_window import MainWindow

TEXTS = (
    *("77002", "26", "pos 22", "20610 77002", "modifier 59", "c-arm", "fluoro", "flouroscopic", "bursa"),
    *("needle guidance", "arthrogram", "spinal injection", "ultrasound", "core biopsy", "joint aspiration"),
)
_PACED = "key due every 90 ms to painted results"
_PLAIN = "the same search in a plain list window"
PACE = 0.09  # seconds between two keys of a quick typist
ROUNDS = 3
GIVE_UP = 1.0  # seconds without a paint; then the figure says that none came


def measure() -> list[Figure]:
    """Type every text into the real window, key by key; then ask the library and FTS5 for the same."""
    with tempfile.TemporaryDirectory() as folder:
        painted = child("typing_speed", "keystrokes", folder)
    with shelf_home() as home:
        paced, plain = child("typing_speed", "paced", home), child("typing_speed", "plain_list", home)
    asked = child("typing_speed", "queries")
    floor = "FTS5 MATCH of the same words, by rank"
    return [
        Figure("keystroke to painted results, p50", painted["p50"], "ms", asked["fts_p50"], floor),
        Figure("keystroke to painted results, p99", painted["p99"], "ms", asked["fts_p99"], floor, 16.0),
        *(
            Figure(f"{_PACED}, {name}", paced[key], "ms", plain[key], _PLAIN, limit)
            for name, key, limit in (("p50", "p50", None), ("p99", "p99", None), ("worst", "worst", 30.0))
        ),
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
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    viewport = window.search.view.viewport()
    paints, times = watch_paints(viewport), []
    for letter in text:
        paints.seen = False
        began = time.perf_counter()
        QTest.keyClicks(window.search.field, letter)
        while not paints.seen and time.perf_counter() - began < GIVE_UP:
            QApplication.processEvents()
        times.append(time.perf_counter() - began)
    viewport.removeEventFilter(paints)
    return times


def watch_paints(viewport: QWidget) -> Any:  # noqa: ANN401 - its class knows Qt, which is loaded by now
    """Watch a widget: the `seen` of what is returned becomes true with the next paint."""
    from PySide6.QtCore import QEvent, QObject

    class Paints(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return super().eventFilter(watched, event)

    paints = Paints()
    viewport.installEventFilter(paints)
    return paints


def paced(home: str) -> None:
    """Type at a steady pace, so that what a pause in typing begins may stand in the way of the next key."""
    from build_scripts.bench.windows import rest, start_program

    def watch(window: MainWindow) -> None:
        rest(3.0)
        _report_paced(window.search.field, window.search.view.viewport())

    start_program(home, watch)


def plain_list(home: str) -> None:
    """The floor: a window with a field and Qt's own list of what the library finds, and no pages."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

    app = QApplication([])  # noqa: F841 - Qt wants it kept
    library = open_library(str(Path(home) / "needlepoint" / "editions"))
    window, field, view, model = QWidget(), QLineEdit(), QListView(), QStringListModel()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(view)
    view.setModel(model)

    def show(text: str) -> None:
        model.setStringList([f"{hit.code} {hit.label}" for hit in library.search(text, 50).hits])

    field.textChanged.connect(show)
    window.resize(1280, 800)
    window.show()
    field.setFocus()
    _report_paced(field, view.viewport())


def _report_paced(field: QLineEdit, viewport: QWidget) -> None:
    from build_scripts.bench.windows import rest

    times: list[float] = []
    for turn in range(ROUNDS):
        for text in TEXTS:
            field.clear()
            rest(0.4)
            found = _type_paced(field, viewport, text)
            times += found if turn else []  # the first round loads what is loaded once
    report_milliseconds(times, worst=max(times) * 1000)


def _type_paced(field: QLineEdit, viewport: QWidget, text: str) -> list[float]:
    """Type a text; return the seconds from when each key was due to when its results were painted."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtTest import QTest

    paints, times = watch_paints(viewport), []
    due = time.perf_counter()
    for letter in text:
        due += PACE
        while time.perf_counter() < due:
            QCoreApplication.processEvents()
            time.sleep(0.0005)
        paints.seen = False
        QTest.keyClicks(field, letter)
        while not paints.seen and time.perf_counter() - due < GIVE_UP:
            QCoreApplication.processEvents()
        times.append(time.perf_counter() - due)
        due = max(due, time.perf_counter() - PACE / 2)
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
