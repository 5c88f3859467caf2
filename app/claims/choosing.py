"""One claim out of several: by the name that the output has for it, or by its reference."""

import re
from collections.abc import Callable, Iterable, Iterator

from app.claims.record import Entry
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.sentences import count_of, one_line

_PLAIN = re.compile(
    r"(?:[^,]{1,40}, )?(?:claim|answer) [0-9]+(?:, day [0-9]+ of [0-9]+)?"  # of X12 and FHIR
    r"|[A-Za-z]{0,4}[-_#]?[0-9]{0,8}(?:[-._][0-9A-Za-z]{1,4})?"
)
_SHOWN = 4
_LENGTH = 30


class Names:
    """The names of the claims of a file as they go by, a few of them, for a sentence."""

    def __init__(self) -> None:
        self.count = 0
        self._names: list[str] = []

    def add(self, entry: Entry) -> None:
        """Count a claim in. A name is kept where it is as short and plain as the names of claims are."""
        self.count += 1
        name = str(entry.name)
        if len(self._names) < _SHOWN and _is_plain(name):
            self._names.append(f"{one_line(name, _LENGTH)}{'' if entry.claim else ' (not read)'}")

    def say(self) -> str:
        """The names: "claim 1, claim 2 (not read) and 3 more"."""
        others = self.count - len(self._names)
        more = f"{' and ' if self._names else ''}{others:,} {'more' if self._names else 'others'}"
        return f"{', '.join(self._names)}{more if others else ''}"


def _is_plain(name: str) -> bool:
    """Whether a name is as short and plain as the names of claims are, and names no person."""
    from app.claims.identifiers import looks_like_identifier  # a file with one claim need not wait for it

    return _PLAIN.fullmatch(name) is not None and not looks_like_identifier(name)


def is_of_file(entry: Entry) -> bool:
    """Whether an entry is about the file as a whole and none of its claims."""
    return entry.claim is None and entry.answer is None and entry.name == ""


def is_called(entry: Entry, wanted: str) -> bool:
    """Whether a claim is meant by a name: its own, that of its file, its reference, or a bare number."""
    sought, name = wanted.strip().casefold(), str(entry.name).casefold()
    reference = (entry.claim.reference or "").casefold() if entry.claim else ""
    return bool(sought) and (
        sought in (name, reference) or name == f"claim {sought}" or name.startswith(f"{sought}, ")
    )


def named(entries: Iterable[Entry], wanted: str, file: str) -> Iterator[Entry]:
    """The claims that are called so, and what is said of the file. Raises InputError at its end for none."""
    names, is_found = Names(), False
    for entry in entries:
        if is_of_file(entry):
            yield entry
        elif is_called(entry, wanted):
            is_found = True
            yield entry
        else:
            names.add(entry)
    if not is_found:
        held = f"those are {names.say()}" if names.count else "it holds none"
        raise InputError(f"{file} has no claim of the name that --claim gives; {held}.")


def only(entries: Iterable[Entry], file: str, tell: Callable[[str], None], how: str) -> Claim:
    """The one claim among entries; how it was read, and what is wrong with its file, is told.

    `how` ends the sentence about several. Raises InputError for none, for several, and for one that is not
    read or not for checking.
    """
    names = Names()
    first: Entry | None = None
    for entry in entries:
        if is_of_file(entry):
            _tell(entry, tell)
        else:
            names.add(entry)
            first = first or entry
    if first is None:
        raise InputError(f"{file} holds no claim. Give one claim.")
    if names.count > 1:
        raise InputError(f"{file} holds {count_of(names.count, 'claim')}. {how}: {names.say()}.")
    if first.claim is None:
        raise InputError(
            first.problem or f"{file}, {first.name} names no line with a code, so none is checked."
        )
    if first.unchecked:
        raise InputError(f"{file}, {first.name} is not for checking. {first.unchecked}")
    _tell(first, tell)
    return first.claim


def _tell(entry: Entry, tell: Callable[[str], None]) -> None:
    for sentence in (*entry.notes, entry.problem):
        if sentence:
            tell(sentence)
