"""From a review to paper: the checklist record, its PDF, and the way back to the claim inside it."""

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
