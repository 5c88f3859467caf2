"""What the book holds for payment and coverage: shares, factors that a law replaced, and states."""

import functools
from collections.abc import Callable
from typing import Any

from app.coding.rates import PaymentShare, State, SupersededFactor
from app.library.rows import CitedRows


class PaymentRules:
    """The rows, read when they are first asked for."""

    def __init__(self, cited: Callable[..., CitedRows[Any]]) -> None:
        """`cited` reads the rows of a query, with their citations, as records of a kind."""
        self._cited = cited
        self.superseded_factors = functools.cache(self._superseded_factors)
        self.shares = functools.cache(self._shares)
        self.states = functools.cache(self._states)

    def _superseded_factors(self) -> CitedRows[SupersededFactor]:
        return self._cited("SELECT record, cited FROM superseded_factor", (), SupersededFactor)

    def _shares(self) -> CitedRows[PaymentShare]:
        return self._cited("SELECT record, cited FROM payment_share", (), PaymentShare)

    def _states(self) -> tuple[State, ...]:
        return self._cited("SELECT record, cited FROM state", (), State).rows
