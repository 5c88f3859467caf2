"""What an import shows, as values: a row a file, the one that runs, rows done and the time left."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from app.coding.sentences import count_of
from app.coding.series import find_series
from app.coding.series_record import SETTINGS
from app.releases.background import Failed, Finished, Message, Recognized
from app.releases.found import Found
from app.releases.installation import Outcome, State, Step

STATE_WORDS: dict[State, str] = {
    "waiting": "Waiting",
    "reading": "Reading",
    "read": "Read",
    "checking": "Checking",
    "installed": "Installed",
    "skipped": "Skipped",
    "partial": "Incomplete",
    "refused": "Refused",
}
ENDED: frozenset[State] = frozenset(("installed", "skipped", "partial", "refused"))
_TONES: dict[State, str] = {"installed": "ok", "read": "ok", "refused": "error", "partial": "warning"}
_STEPS: dict[State, str] = {
    "reading": "step 1 of 3: read",
    "read": "step 1 of 3: read",
    "checking": "step 2 of 3: check",
}
TIME_LEFT_AFTER = 3.0  # seconds before the pace is steady enough to tell the time left


class FileRow(Struct, frozen=True, kw_only=True):
    """One file of the table."""

    title: str
    name: str
    edition: str
    state: State
    rows: int
    done: float
    sentence: str
    group: tuple[str, str, str]

    @property
    def word(self) -> str:
        """The state in a word."""
        return STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        """The color token of the state."""
        return _TONES.get(self.state, "text2")


@dataclass
class ImportProgress:
    """The rows as messages change them. `seconds` given to `take` are those since the import began."""

    rows: list[FileRow] = field(default_factory=list)
    outcomes: tuple[Outcome, ...] = ()
    failure: str = ""
    ended: bool = False
    current: int = -1
    began: float = 0.0

    def take(self, message: Message, seconds: float) -> None:
        """Follow one message of the import."""
        if isinstance(message, Recognized):
            self.rows = [_to_row(found) for found in message.found]
        elif isinstance(message, Step):
            self._step(message, seconds)
        elif isinstance(message, Finished):
            self.outcomes, self.ended, self.current = message.outcomes, True, -1
        elif isinstance(message, Failed):
            self.stop(message.sentence)

    def stop(self, sentence: str) -> None:
        """End without an answer: canceled or failed."""
        self.failure, self.ended, self.current = sentence, True, -1
        said = "Not installed: the import ended before."
        self.rows = [
            row if row.state in ENDED else replace(row, state="skipped", sentence=said) for row in self.rows
        ]

    def heading(self) -> str:
        """The edition at work, as "NCCI PTP edits 2026Q4, practitioner"."""
        if self.current < 0:
            return ""
        row = self.rows[self.current]
        return _edition_title(row.group)

    def step(self) -> str:
        """Which step of the edition is going on."""
        return _STEPS.get(self.rows[self.current].state, "step 3 of 3: install") if self.current >= 0 else ""

    def fraction(self) -> float:
        """How much of the edition at work is read, 0 to 1."""
        rows = self._at_work()
        return sum(row.done for row in rows) / len(rows) if rows else 0.0

    def counted(self) -> str:
        """Rows done of the total, which is estimated by the bytes read so far."""
        rows = self._at_work()
        done = sum(row.rows for row in rows)
        fraction = self.fraction()
        if not done or fraction <= 0 or len(rows) == 1:
            return count_of(done, "row") if done else ""
        if all(row.done >= 1 for row in rows):
            return count_of(done, "row")
        return f"{done:,} of about {round(done / fraction, -3):,.0f} rows"

    def time_left(self, seconds: float) -> str:
        """The time left for the edition at work, once the pace is steady."""
        fraction, passed = self.fraction(), seconds - self.began
        if self.current < 0 or passed < TIME_LEFT_AFTER or not 0 < fraction < 1:
            return ""
        return f"about {max(1, round(passed * (1 - fraction) / fraction))} s left"

    def summary(self) -> str:
        """One sentence for the end."""
        if self.failure:
            return self.failure
        editions = {
            item.edition.title for item in self.outcomes if item.state == "installed" and item.edition
        }
        counts = [(len(editions), "edition installed", "editions installed")]
        counts += [
            (sum(item.state == state for item in self.outcomes), one, many)
            for state, one, many in (
                ("partial", "file waiting for the rest", "files waiting for the rest"),
                ("refused", "file refused", "files refused"),
                ("skipped", "file skipped", "files skipped"),
            )
        ]
        said = [count_of(count, one, many) for count, one, many in counts if count]
        return f"{', '.join(said) or 'Nothing to import'}."

    def _step(self, step: Step, seconds: float) -> None:
        old = self.rows[step.index]
        self.rows[step.index] = FileRow(
            title=old.title,
            name=old.name,
            edition=old.edition,
            state=step.state,
            rows=step.rows or old.rows,
            done=step.done,
            sentence=step.sentence,
            group=old.group,
        )
        if step.state in ENDED:
            self.current = -1 if step.index == self.current else self.current
            return
        if self.current < 0 or self.rows[self.current].group != old.group:
            self.began = seconds
        self.current = step.index

    def _at_work(self) -> list[FileRow]:
        if self.current < 0:
            return []
        group = self.rows[self.current].group
        return [row for row in self.rows if row.group == group]


def _to_row(found: Found) -> FileRow:
    return FileRow(
        title=found.title,
        name=found.entry.path.name,
        edition=found.edition,
        state="waiting",
        rows=0,
        done=0.0,
        sentence="",
        group=found.group,
    )


def _edition_title(group: tuple[str, str, str]) -> str:
    source, setting, edition = group
    series = find_series(source)
    name = series.title if series else ""
    words = next((text for key, text in SETTINGS.items() if key == setting), "")
    return f"{name} {edition}{', ' + words if words else ''}".strip()
