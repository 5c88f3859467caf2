"""The rules of payment that the book holds as rows: shares of an amount, and factors that a law replaced."""

import functools
from collections.abc import Callable
from typing import Any

from app.coding.rates import PaymentShare, SupersededFactor
from app.library.rows import CitedRows


class PaymentRules:
    """The rows, read when they are first asked for."""

    def __init__(self, cited: Callable[..., CitedRows[Any]]) -> None:
        """`cited` reads the rows of a query, with their citations, as records of a kind."""
        self._cited = cited
        self.superseded_factors = functools.cache(self._superseded_factors)
        self.shares = functools.cache(self._shares)

    def _superseded_factors(self) -> CitedRows[SupersededFactor]:
        return self._cited("SELECT record, cited FROM superseded_factor", (), SupersededFactor)

    def _shares(self) -> CitedRows[PaymentShare]:
        return self._cited("SELECT record, cited FROM payment_share", (), PaymentShare)
