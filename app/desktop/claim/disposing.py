"""What the coder decides about a flag: a menu of four states and, where it is needed, the reason."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.claims.decisions import WITH_REASON, decision_words, needs_reason
from app.coding.dispositions import STATES, Disposition, State
from app.coding.fields import TEXT_LIMIT
from app.coding.findings import Flag
from app.desktop.widgets.labels import make_label

NEEDS_REASON = "An error needs a reason. Until it is given, the flag stays {}."


STILL_FOUND = "The check still finds this in the claim; change the claim to fix it."


class DispositionMenu(QPushButton):
    """The state of a flag as a button with a menu. Signals: `picked(State)`."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "smallmenu")
        menu = QMenu(self)
        for state, word in STATES.items():
            action = menu.addAction(f"{word} with reason…" if state == "accepted" else word)
            action.triggered.connect(lambda _=False, state=state: self.picked.emit(state))
        self.setMenu(menu)
        self.show_state("open")

    def show_state(self, state: State) -> None:
        """Show a state without a signal."""
        self.setText(STATES[state])
        self.setAccessibleName(f"Disposition: {STATES[state]}")
        self.setToolTip("What you decided about this flag, kept with the claim and printed on the checklist")


class ReasonField(QWidget):
    """The reason of a disposition, shown when one can be given. Signals: `decided(Flag, State, str)`."""

    decided = Signal(object, str, str)

    def __init__(self, menu: DispositionMenu) -> None:
        super().__init__()
        self._flag: Flag | None = None
        self._given: Disposition | None = None
        self._state: State = "open"
        self._menu = menu
        self._edit = QLineEdit()
        self._edit.setMaxLength(TEXT_LIMIT)
        self._edit.setPlaceholderText("Reason (no name, no MRN)")
        self._edit.setAccessibleName("Reason of the disposition")
        self._note = make_label("", "small", "text2", wrap=True)
        self._made = make_label("", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._edit)
        column.addWidget(self._note)
        column.addWidget(self._made)
        self._edit.editingFinished.connect(self._finish)
        menu.picked.connect(self.pick)

    def show_flag(self, flag: Flag | None, disposition: Disposition | None) -> None:
        """Show what was decided about a flag. A reason still being typed for the same flag stays."""
        same = (
            flag is not None
            and self._flag is not None
            and (flag.rule, flag.line) == (self._flag.rule, self._flag.line)
        )
        if same and disposition == self._given and self._state in WITH_REASON and self._edit.hasFocus():
            return
        self._flag, self._given = flag, disposition
        self._show_given()

    def _show_given(self) -> None:
        given = self._given
        self._made.setText(_made_words(given))
        self._state = given.state if given else "open"
        self._edit.setText(given.reason if given else "")
        self._refresh()

    def pick(self, state: State) -> None:
        """Take a state from the menu; an error waits for its reason, under what was decided before."""
        self._state = state
        self._refresh()
        if state in WITH_REASON:
            self._edit.setFocus()
        if not self._waits():
            self._decide()

    def commit(self) -> None:
        """Take a reason that is still being typed, before something is done with its claim."""
        self._finish()

    def _waits(self) -> bool:
        """Whether a decision is already made, and the one picked in its place still lacks its reason."""
        if self._given is None or self._given.state == self._state:
            return False
        return self._needs_reason() and not self._edit.text().strip()

    def _finish(self) -> None:
        """Take the reason; one that was not given leaves what was decided before."""
        if not self._waits():
            self._decide()
            return
        with QSignalBlocker(self._edit):  # hidden with the keyboard in it, it would decide once more
            self._show_given()

    def _decide(self) -> None:
        """Say the decision once: the field also ends when another claim has taken the place of its own."""
        given = (self._given.state, self._given.reason) if self._given else ("open", "")
        if self._flag is not None and self._said() != given:
            self.decided.emit(self._flag, *self._said())

    def _said(self) -> tuple[State, str]:
        """The state and the reason as they stand; an error without its reason stays open."""
        reason = self._edit.text().strip() if self._state in WITH_REASON else ""
        return ("open" if self._needs_reason() and not reason else self._state), reason

    def _needs_reason(self) -> bool:
        return self._flag is not None and needs_reason(self._flag, self._state)

    def _refresh(self) -> None:
        self._menu.show_state(self._state)
        self._edit.setVisible(self._state in WITH_REASON)
        self._made.setVisible(bool(self._made.text()))
        self.setVisible(self._state in WITH_REASON or bool(self._made.text()))
        before = STATES[self._given.state if self._given else "open"].lower()
        self._note.setText(NEEDS_REASON.format(before))
        self._note.setVisible(self._needs_reason() and not self._edit.text().strip())


def _made_words(given: Disposition | None) -> str:
    """When and by whom a decision was made, "" when neither is known: "Accepted on 11/29/2026 by AB".

    Of a flag that was marked fixed also that the check still finds it: else it would not be shown.
    """
    if given is None:
        return ""
    if not (given.at or given.by):
        return STILL_FOUND if given.state == "fixed" else ""
    words = decision_words(given)
    still = f" {STILL_FOUND}" if given.state == "fixed" else ""
    return f"{words[:1].upper()}{words[1:]}.{still}"
