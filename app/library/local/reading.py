"""The local policy in a folder: what is signed and right is used; of the rest one sentence a file is said."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from app.coding.local import LocalItem, LocalPolicy
from app.coding.sentences import one_line
from app.library.local.items import read_items
from app.library.local.signature import check_signature

SUFFIX = ".nplocal.toml"
SIGNATURE = ".minisig"
_MOST_BYTES = 262_144


def read_local(folder: Path, names: Sequence[str], signers: Sequence[tuple[str, str]]) -> LocalPolicy | None:
    """The local policy among the files of a folder; None where there is none.

    `signers`: names and public keys, as for `check_signature`.
    """
    files = sorted(name for name in names if name.endswith(SUFFIX))
    return read_local_files([(name, folder / name) for name in files], signers)


def read_local_files(
    files: Sequence[tuple[str, Path]], signers: Sequence[tuple[str, str]]
) -> LocalPolicy | None:
    """The local policy of files, each given by the name that it has at home and where it lies."""
    items: list[LocalItem] = []
    faults: list[str] = []
    for name, path in files:
        try:
            items += _read(path, name, signers)
        except ValueError as error:
            faults.append(_not_used(name, str(error)))
        except OSError as error:
            faults.append(_not_used(name, f"it cannot be read ({error.strerror})"))
    return LocalPolicy(tuple(items), tuple(faults)) if files else None


def _read(path: Path, name: str, signers: Sequence[tuple[str, str]]) -> tuple[LocalItem, ...]:
    content = _bytes_of(path)
    try:
        signature = _bytes_of(path.with_name(path.name + SIGNATURE))
    except FileNotFoundError:
        raise ValueError(f"it is not signed (no {SIGNATURE} file lies beside it)") from None
    return read_items(content, name, check_signature(content, signature, signers))


def _bytes_of(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("it is not a file")
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError("it is longer than 256 KB")
    return content


def _not_used(name: str, reason: str) -> str:
    shown = name if len(name) <= 60 else f"…{name[-59:]}"
    return one_line(f"Local policy {shown} is not used: {reason}. Tell your administrator.")
