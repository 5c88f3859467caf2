"""Telling that a new claim took the place of the one that was in the form, with the ways back to that one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.claims.draft import Draft
from app.claims.naming import spoken_name
from app.desktop.claim.workspace import ClaimWorkspace


def say_new_claim(
    workspace: ClaimWorkspace, left: Draft, ways: Sequence[tuple[str, Callable[[], object]]] = ()
) -> None:
    """Say which claim was put aside, and whether it is saved; a button brings it back before other ways."""
    lost = "" if workspace.kept.is_kept(left) else " It is not saved."
    back = ("Bring it back", partial(workspace.bring_back, left.origin))
    sentence = f"This is a new claim; the one before ({spoken_name(left)}) was put aside.{lost}"
    workspace.view.message.say(sentence, (back, *ways), "info")
