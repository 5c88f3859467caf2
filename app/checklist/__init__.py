"""From a review to paper: the checklist record, its PDF, and the way back to the claim inside it.

Loaded part by part as they are asked for: whoever prints a review as text needs some words of it alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.checklist.options import Options
    from app.checklist.printing import file_name, render, render_several
    from app.checklist.reopening import reopen
    from app.claims.identifiers import Identifier, identifiers
    from app.coding.dispositions import Disposition, State

__all__ = [
    "Disposition",
    "Identifier",
    "Options",
    "State",
    "file_name",
    "identifiers",
    "render",
    "render_several",
    "reopen",
]
_MODULES = {
    "Disposition": "app.coding.dispositions",
    "Identifier": "app.claims.identifiers",
    "Options": "app.checklist.options",
    "State": "app.coding.dispositions",
    "file_name": "app.checklist.printing",
    "identifiers": "app.claims.identifiers",
    "render": "app.checklist.printing",
    "render_several": "app.checklist.printing",
    "reopen": "app.checklist.reopening",
}


def __getattr__(name: str) -> object:
    """Load what this package gives from the module that has it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
