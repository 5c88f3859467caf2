"""About: version, build, editions with checksums, notices, every part with its license, the self-test."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, qVersion
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__
from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.parts import Part, Stamp, read_parts, read_stamp
from app.coding.policy import NO_POLICY, Policy
from app.coding.sentences import count_of
from app.coding.series import SERIES
from app.coding.series_record import SETTINGS
from app.coding.words import DISCLAIMER, NOTICE
from app.desktop.look.look import RESOURCES, Look
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button, make_default, make_heading, make_label
from app.desktop.widgets.placing import first_size
from app.library.database import SQLITE_VERSION

_OFFLINE = "Works offline. It opens no network connection and keeps no claim."


def editions_text(editions: Sequence[Edition]) -> str:
    """One block an edition: what it is, its dates, its rows and its checksum."""
    blocks = []
    for item in editions:
        dates = f", from {show_date(item.first)}" if item.first else ""
        dates += f" to {show_date(item.last)}" if item.last else ""
        setting = f", {SETTINGS[item.setting]}" if item.setting else ""
        head = f"{SERIES[item.source].title} {item.edition}{setting}{dates}, {count_of(item.rows, 'row')}"
        blocks.append(f"{head}\nSHA-256 {item.sha256}")
    return "\n\n".join(blocks)


def parts_text(parts: Iterable[Part], running: Mapping[str, str]) -> str:
    """One line a part: name, version, where it is compiled in, and license.

    `running` gives the version of what comes with the Python or Qt in use, by the part's name.
    """
    return "\n".join(
        " ".join(filter(None, (part.name, running.get(part.name, part.version))))
        + (f", in {part.inside}" if part.inside else "")
        + f": {part.license}"
        for part in parts
    )


def running_versions() -> dict[str, str]:
    """The version of each part that the build does not pin, as it runs now."""
    import PySide6

    return {
        "Needlepoint": __version__,
        "Python": platform.python_version(),
        "PySide6 and Shiboken": PySide6.__version__,
        "Qt": qVersion(),
        "SQLite": SQLITE_VERSION,
    }


def build_text(stamp: Stamp | None) -> str:
    """What the program was built from, in one line."""
    if stamp is None:
        return "Not a packaged build: runs from its source or from an installed wheel."
    return f"Build: version {stamp.version}, commit {stamp.commit}, {stamp.date}"


def policy_text(policy: Policy) -> tuple[str, ...]:
    """What an administrator set, under a heading; nothing without a policy."""
    if not policy.source:
        return ()
    lines = policy.lines() or ("Nothing: the policy is empty.",)
    return (f"Set by your administrator: {policy.source}", "\n".join(lines))


def about_text(editions: Sequence[Edition], policy: Policy = NO_POLICY) -> str:
    """Everything that About says, as one plain text."""
    return "\n\n".join(
        (
            NOTICE,
            DISCLAIMER,
            build_text(read_stamp(RESOURCES)),
            *policy_text(policy),
            "Editions",
            editions_text(editions),
            "Parts and their licenses",
            parts_text(read_parts(RESOURCES), running_versions()),
        )
    )


class About(QDialog):
    """The page about this program, and the self-test, which runs as a program of its own."""

    def __init__(
        self,
        look: Look,
        editions: Sequence[Edition],
        folder: Path,
        parent: QWidget | None = None,
        *,
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Needlepoint")
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.finished.connect(self._show_report)
        self._process.errorOccurred.connect(self._show_failure)
        self._program = selftest_program(folder)
        self._look = look
        px = look.px
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(4))
        column.setSpacing(px(10))
        version = f"Version {__version__} · Python {platform.python_version()} · Qt {qVersion()}"
        column.addWidget(make_heading("Needlepoint", "title", 1))
        column.addWidget(make_label(version, "small", "text2"))
        column.addWidget(make_label(_OFFLINE, "small", "text2", wrap=True))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("About Needlepoint")
        self._about = about_text(editions, policy)
        self.text.setPlainText(self._about)
        column.addWidget(self.text, 1)
        test = make_button("Run self-test", "", self.run_selftest)
        texts = make_button("License texts…", "", self.show_licenses)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(FlowRow(look, (test, texts), (make_default("Close", self.accept),)))
        first_size(self, px(680), px(560))

    def show_licenses(self) -> None:
        """Open the license texts of every part."""
        from app.desktop.dialogs.licenses import LicenseTexts

        dialog = LicenseTexts(self._look, RESOURCES, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def run_selftest(self) -> None:
        """Run `needlepoint selftest` on the installed data and show what it prints."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._say("The self-test runs…", "")
            self._process.start(self._program[0], self._program[1:])

    def _show_report(self, status: int) -> None:
        report = bytes(self._process.readAll().data()).decode(errors="replace")
        self._say("The self-test passed." if status == 0 else "The self-test failed.", report)

    def _show_failure(self, _error: object) -> None:
        self._say("The self-test could not start.", self._process.errorString())

    def _say(self, sentence: str, report: str) -> None:
        self.text.setPlainText("\n\n".join(filter(None, (sentence, report, self._about))))


def selftest_program(folder: Path) -> list[str]:
    """The command line of the self-test: the packaged program itself, or this Python with the package."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*start, "--data-dir", str(folder), "selftest"]
