"""Opaque tokens that tell the same person from another inside one file, and name nobody."""

import hashlib
import secrets


class Tokens:
    """Tokens of one kind, such as m1 and m2, numbered as their people first appear.

    What identifies a person is hashed with a random key that ends with this object, and is not kept.
    """

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._key = secrets.token_bytes(32)
        self._numbers: dict[bytes, int] = {}

    def of(self, identity: str) -> str | None:
        """The token of whoever `identity` stands for; None for nobody."""
        if not identity:
            return None
        return f"{self._letter}{self._numbers.setdefault(self.digest(identity), len(self._numbers) + 1)}"

    def digest(self, identity: str) -> bytes:
        """What tells an identity from others as long as this object lives."""
        return hashlib.blake2b(identity.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
