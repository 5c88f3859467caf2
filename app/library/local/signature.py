"""Signatures of minisign: an Ed25519 signature of a file, in four lines of text beside it.

Line 2 is "ED", the number of the key and the signature of the file's BLAKE2b digest; line 3 a trusted comment
with the time of signing; line 4 signs both. Format: https://jedisct1.github.io/minisign/#signature-format.
The arithmetic is libsodium's, through PyNaCl.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

_ALGORITHM = b"ED"
_TRUSTED = b"trusted comment: "
_TIME = re.compile(rb"(?:^|\t)timestamp:(\d{1,11})(?:\t|$)")


class Signed(Struct, frozen=True):
    """Whose key signed a file, by the name in the policy, and on which day (UTC)."""

    signer: str
    day: date


class _Parts(Struct, frozen=True):
    key: bytes
    signature: bytes
    comment: bytes
    whole: bytes


def check_signature(content: bytes, signature: bytes, signers: Sequence[tuple[str, str]]) -> Signed:
    """Who signed `content`, among (name, public key of minisign).

    Raises ValueError with the reason, as the end of a sentence, when nobody of them did.
    """
    parts = _read(signature)
    for name, public in signers:
        number, key = _read_key(public)
        if number == parts.key:
            _verify(key, parts, hashlib.blake2b(content).digest())
            return Signed(name, _day(parts.comment))
    raise ValueError("its signature is of no key that the administrator's policy names")


def _verify(key: bytes, parts: _Parts, digest: bytes) -> None:
    # Heavy, and needed by nobody without local policy. PyNaCl's library imports the backend by itself, where
    # PyInstaller, which packs what it sees imported, does not look.
    import _cffi_backend  # noqa: F401
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(digest, parts.signature)
        VerifyKey(key).verify(parts.signature + parts.comment, parts.whole)
    except BadSignatureError:
        raise ValueError("it is not what was signed") from None


def _read(signature: bytes) -> _Parts:
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):
        raise ValueError("its signature is none of minisign")
    first, whole = _decode(lines[1], 74), _decode(lines[3], 64)
    if first[:2] != _ALGORITHM:
        raise ValueError("its signature is of an old kind: sign it with minisign 0.8 or later")
    return _Parts(first[2:10], first[10:], lines[2].removeprefix(_TRUSTED), whole)


def _read_key(public: str) -> tuple[bytes, bytes]:
    """The number of a public key and the key itself."""
    raw = _decode(public.encode(), 42)
    return raw[2:10], raw[10:]


def _decode(text: bytes, size: int) -> bytes:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raw = b""
    if len(raw) != size:
        raise ValueError("its signature is none of minisign")
    return raw


def _day(comment: bytes) -> date:
    stated = _TIME.search(comment)
    if stated is None:
        raise ValueError("its signature states no time")
    try:
        return datetime.fromtimestamp(int(stated[1]), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError("its signature states no time") from None
