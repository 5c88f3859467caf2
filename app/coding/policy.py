"""What an administrator laid down for this computer: one policy, which command line and window both obey.

It is a tuple and not a record of msgspec, which the first frame of the window does without. `policy_place`
knows where a policy lies and reads it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["folder", "word", "switch", "keys"]


class Key(NamedTuple):
    """One thing that a policy can state. `label` names it for people; `kind` says what it may be.

    folder: an absolute path, which may begin with "~"; word: letters, digits and hyphens; switch: true or
    false (in the registry 1 or 0); keys: public keys of minisign by the names of their owners.
    """

    name: str
    kind: Kind
    label: str


KEYS = (
    Key("data_folder", "folder", "Data folder"),
    Key("shared_shelf", "folder", "Shared shelf"),
    Key("signers", "keys", "Signers of local policy"),
    Key("default_payer", "word", "Payer of a new claim"),
    Key("default_locality", "word", "Locality of a new claim"),
    Key("import_allowed", "switch", "Importing official files"),
    Key("hotkey_allowed", "switch", "Global hotkey"),
    Key("clipboard_allowed", "switch", "Reading the clipboard for a question"),
)


class Policy(NamedTuple):
    """What is laid down; a key that is not stated has the value here.

    - `source`: the file or registry keys that it was read from, "" without a policy.
    - `stated`: the names of the keys that it states and that hold.
    - `fault`: one sentence when it cannot be used as it stands, else "". Each switch that it does not plainly
      turn on is off then: what was meant may have forbidden it.
    - `signers`: names and public keys; what one of them signed on the shared shelf is local policy.
    - `default_payer`: the id of a payer of the book.
    """

    source: str = ""
    stated: tuple[str, ...] = ()
    fault: str = ""
    data_folder: Path | None = None
    shared_shelf: Path | None = None
    signers: tuple[tuple[str, str], ...] = ()
    default_payer: str = ""
    default_locality: str = ""
    import_allowed: bool = True
    hotkey_allowed: bool = True
    clipboard_allowed: bool = True

    def lines(self) -> tuple[str, ...]:
        """What it states, for people: a line each, and its fault first. Nothing without a policy."""
        shown = (f"{key.label}: {_shown(getattr(self, key.name))}" for key in KEYS if self._is_said(key))
        return (*((self.fault,) if self.fault else ()), *shown)

    def with_payers(self, known: Collection[str]) -> Policy:
        """The same without a default payer that is none of the known ones, which its fault then says."""
        if not self.default_payer or self.default_payer in known:
            return self
        sentence = f"Your administrator's policy names a payer that is not in the book: {self.default_payer}."
        return self._replace(default_payer="", fault=self.fault or sentence)

    def refusal(self, what: str) -> str:
        """The sentence for something that is switched off; `what` begins it and is in the singular."""
        return f"{what} is switched off by your administrator ({self.source})."

    def _is_said(self, key: Key) -> bool:
        return key.name in self.stated or getattr(self, key.name) is False


NO_POLICY = Policy()


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(name for name, _public in value)
    if isinstance(value, bool):
        return "allowed" if value else "switched off"
    return str(value)
