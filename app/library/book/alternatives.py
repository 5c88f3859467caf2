"""Which code the book has to look at instead of another."""

import functools
from collections.abc import Callable, Mapping, Sequence

import msgspec

from app.coding.facts import Alternative
from app.library.database import Database
from app.library.rows import CitedRows


class Alternatives:
    """Looked up by the code that they are for, and by the one to look at."""

    def __init__(
        self,
        database: Database,
        cited: Callable[[str, tuple[object, ...], type[Alternative]], CitedRows[Alternative]],
    ) -> None:
        """`cited` reads records with their citations."""
        self._database = database
        self._cited = cited
        self.of_code = functools.lru_cache(maxsize=4096)(self._of_code)
        self.by_use = functools.cache(self._by_use)

    def _of_code(self, code: str) -> tuple[Alternative, ...]:
        """Which guidance code to look at instead, on any date."""
        found = self._cited("SELECT record, cited FROM alternative WHERE code = ?", (code,), Alternative)
        return tuple(msgspec.structs.replace(item, citations=cited) for item, cited in found.cited())

    def _by_use(self) -> Mapping[str, Sequence[Alternative]]:
        """By the code to look at, for which codes it is, on any date; their citations are left out."""
        found: dict[str, list[Alternative]] = {}
        for each in self._database.records(Alternative, "SELECT record FROM alternative ORDER BY code"):
            found.setdefault(each.use, []).append(each)
        return found
