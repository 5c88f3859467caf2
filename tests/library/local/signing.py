"""Signing as minisign does, with keys made from a seed, so that tests are the same on every run."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from nacl.signing import SigningKey

TIME = 1796010711  # 2026-11-30


class Signer:
    """A key of an invented person."""

    def __init__(self, name: str, seed: int = 1) -> None:
        self.name = name
        self._number = bytes([seed]) * 8
        self._key = SigningKey(bytes([seed]) * 32)

    @property
    def public(self) -> tuple[str, str]:
        """Name and public key, as a policy states them."""
        raw = b"Ed" + self._number + self._key.verify_key.encode()
        return self.name, base64.b64encode(raw).decode()

    def sign(self, content: bytes, comment: str = f"timestamp:{TIME}\tfile:x\thashed") -> bytes:
        """The text of the signature."""
        signature = self._key.sign(hashlib.blake2b(content).digest()).signature
        whole = self._key.sign(signature + comment.encode()).signature
        first = base64.b64encode(b"ED" + self._number + signature).decode()
        lines = (
            "untrusted comment: x",
            first,
            f"trusted comment: {comment}",
            base64.b64encode(whole).decode(),
        )
        return "\n".join((*lines, "")).encode()

    def put(self, folder: Path, name: str, text: str) -> None:
        """Write a signed local policy file into a folder."""
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.nplocal.toml"
        path.write_bytes(text.encode())
        path.with_name(f"{path.name}.minisig").write_bytes(self.sign(text.encode()))


LEAD = Signer("A. Lead")
KNEE = """\
team = "North Hospital"

[[item]]
id = "N-1"
text = "The knee under fluoroscopy goes to the second reader."
pairs = [["20610", "77002"]]
from = 2026-01-01

[[item]]
id = "N-2"
kind = "note"
text = "The images lie in the second archive."
codes = ["77002"]
"""
