"""The commands that hold claims, each imported only when it is asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.commands.installation import Installation

    Command = Callable[[Namespace, Installation], int]


def read_claim_command(name: str) -> Command:
    """Import one of the commands that hold claims."""
    match name:
        case "check":
            from app.commands.checking import check

            return check
        case "pay":
            from app.commands.paying import pay

            return pay
        case "checklist":
            from app.commands.exporting import checklist

            return checklist
        case "reopen" | "verify":
            from app.commands.checking import reopen, verify

            return reopen if name == "reopen" else verify
        case "denial":
            from app.commands.denying import denial

            return denial
        case "note":
            from app.commands.notes import note

            return note
        case "sample":
            from app.commands.sampling import sample

            return sample
        case _:
            from app.commands.sampling import appraise_sample

            return appraise_sample
