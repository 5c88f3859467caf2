"""Tokens in the place of people: p1, p2 for practitioners, m1, m2 for patients, by first appearance.

What tells people apart goes through a hash whose key is random and lives as long as the reading: it cannot be
undone, and the same file gives the same tokens.
"""

import hashlib
import secrets


class Tokens:
    """The tokens of one run. Holds digests alone."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._numbers: dict[str, dict[bytes, int]] = {"p": {}, "m": {}}

    def practitioner(self, *identity: str) -> str | None:
        """The token of who renders a service; None when nothing tells who it is."""
        return self._token("p", identity)

    def patient(self, *identity: str) -> str | None:
        """The token of a patient."""
        return self._token("m", identity)

    def digest(self, *identity: str) -> bytes:
        """A digest that tells same from different, for claim and line numbers of the sender."""
        text = "\x1f".join(part.strip().upper() for part in identity)
        return hashlib.blake2b(text.encode("utf-8", "replace"), key=self._key, digest_size=12).digest()

    def _token(self, kind: str, identity: tuple[str, ...]) -> str | None:
        if not any(part.strip() for part in identity):
            return None
        numbers = self._numbers[kind]
        return f"{kind}{numbers.setdefault(self.digest(*identity), len(numbers) + 1)}"
