"""What the window asks of the library, so that any reader of the same records can stand behind it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from app.coding.editions import Edition
from app.coding.pages import Answer, HitGroup, Page, Results, Section
from app.desktop.claim.shelf import Shelf as ClaimShelf


class Book(ClaimShelf, Protocol):
    """The bundled book and the shelf of imported editions, as one."""

    @property
    def book(self) -> Edition:
        """The edition of the bundled book."""

    def search(
        self, text: str, limit: int = 50, group: HitGroup | None = None, on: date | None = None
    ) -> Results:
        """The answer to typed text as of a date; never raises."""

    def page(self, key: str, on: date) -> Page | None:
        """The page of a key as of a date."""

    def answer(self, code: str, guidance: str, on: date) -> Answer:
        """Whether a guidance code may be reported beside a code."""

    def pairs(self, code: str, other: str, on: date) -> Section:
        """Every pair edit of two codes, with its history."""
