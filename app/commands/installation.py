"""The installation as commands see it: where its parts lie, opened when a command first needs them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.coding.errors import InputError
from app.coding.policy import NO_POLICY, Policy
from app.coding.sentences import complain

if TYPE_CHECKING:
    from app.library import Library
    from app.library.shelf.shelf import Shelf

REFERENCE = "reference.sqlite"


class Installation:
    """`resources` holds the reference database; `data` is the user's folder, with imported editions.

    `policy` is what an administrator laid down. `quiet`: what is wrong with the shelf was told already.
    """

    def __init__(
        self, resources: Path, data: Path, policy: Policy = NO_POLICY, *, quiet: bool = False
    ) -> None:
        self.resources = resources
        self.data = data
        self.policy = policy
        self._quiet = quiet

    @property
    def editions(self) -> Path:
        """The folder of imported editions."""
        return self.data / "editions"

    @property
    def shared_shelf(self) -> Path | None:
        """The folder of editions that serves many desks; None for whoever keeps it as a folder of his own."""
        shared = self.policy.shared_shelf
        return shared if shared != self.editions.absolute() else None

    @cached_property
    def shelf(self) -> Shelf:
        """The imported editions and the shared ones; what is wrong with them is told on standard error.

        Raises InputError when the user's folder is something else.
        """
        shelf = self._own_shelf()
        if self.shared_shelf:
            from app.library.shelf.shared import read_shared

            shelf = shelf.with_shared(read_shared(self.shared_shelf, self.policy.signers))
        if not self._quiet:
            _tell(shelf.faults())
        return shelf

    def _own_shelf(self) -> Shelf:
        from app.library.shelf.shelf import Shelf

        if self.data.exists() and not self.data.is_dir():
            raise InputError(f"{self.data} is not a folder. Give the folder that holds your editions.")
        return Shelf.open(self.editions)

    def prove(self) -> None:
        """Read every edition whole and tell of the damaged ones; the shelf is without them then."""
        before = self.shelf
        self.shelf = before.proved()
        _tell(item for item in self.shelf.faults() if item not in before.faults())

    @cached_property
    def library(self) -> Library:
        """The book and the shelf. Raises InstallationError when the reference database cannot be used."""
        from app.library import Library

        return Library.open(self.resources / REFERENCE, self.shelf)

    def own_library(self) -> Library:
        """The book and the user's own editions, for the window: it does not wait for the shared ones."""
        from app.library import Library

        shelf = self._own_shelf()
        _tell(shelf.faults())
        return Library.open(self.resources / REFERENCE, shelf)

    def book_alone(self) -> Library:
        """The book without any imported edition."""
        from app.library import Library
        from app.library.shelf.shelf import Shelf

        return Library.open(self.resources / REFERENCE, Shelf({}))


def _tell(faults: Iterable[str]) -> None:
    for fault in faults:
        complain(fault)
