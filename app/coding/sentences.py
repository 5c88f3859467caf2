"""Sentences that reach a person: on one line, short, in characters that every stream can write."""

import sys
from contextlib import suppress
from pathlib import Path

LIMIT = 300
_NAMED = 80  # characters of a path


def one_line(sentence: str, limit: int = LIMIT) -> str:
    r"""A sentence without line breaks, control characters and lone surrogates, cut to a length.

    >>> one_line("a\x1b\nb" + "c" * 9, 6)
    'a bcc…'
    """
    writable = sentence.encode("utf-8", "replace").decode()
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in writable).split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"


def count_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun, thousands with a comma. `many` is the plural where it takes more than an "s".

    >>> count_of(1, "code"), count_of(1200, "code"), count_of(0, "entry", "entries")
    ('1 code', '1,200 codes', '0 entries')
    """
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def shown_name(file: str | Path) -> str:
    r"""A file's path for a sentence: on one line, the last 80 characters where it is longer.

    >>> shown_name("folder/a\nb.csv")
    'folder/a b.csv'
    """
    plain = one_line(str(file), sys.maxsize)
    return plain if len(plain) <= _NAMED else f"…{plain[1 - _NAMED :]}"


def complain(sentence: str) -> None:
    """Say one sentence on standard error. Nothing is said without a console."""
    if sys.stderr is None:
        return
    with suppress(OSError):  # standard error is full or gone: there is nowhere left to say it
        sys.stderr.write(f"{one_line(f'needlepoint: {sentence}')}\n")
