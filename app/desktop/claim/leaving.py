"""The questions before a claim is lost, or is written with what looks like a patient's identifier in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.claims.draft import Draft
from app.claims.naming import spoken_name
from app.coding.claim import Claim
from app.desktop.widgets.asking import Buttons, ask

STANDS_IN_FILE = "It will stand in the file. Go back to change it, or go on."
_LISTED = 8


def ask_before_losing(claims: Sequence[tuple[Draft, Path | None]], doing: str, parent: QWidget) -> Buttons:
    """Whether claims with their files are to be saved: Save, Discard or Cancel.

    `doing` begins the sentence that says what loses them, for example "Closing Needlepoint".
    """
    answers = Buttons.Save | Buttons.Discard | Buttons.Cancel
    texts = {Buttons.Save: "&Save each…", Buttons.Discard: "&Discard all"} if len(claims) > 1 else {}
    return ask(parent, "Needlepoint", losing_words(claims, doing), answers, Buttons.Save, texts)


def losing_words(claims: Sequence[tuple[Draft, Path | None]], doing: str) -> str:
    """What would be lost, by name."""
    if len(claims) > 1:
        names = [f"• {f'changes to {file.name}' if file else spoken_name(draft)}" for draft, file in claims]
        more = [f"• and {len(names) - _LISTED} more"] if len(names) > _LISTED else []
        listed = "\n".join((*names[:_LISTED], *more))
        return f"{len(claims)} claims are neither saved nor exported. {doing} loses them.\n\n{listed}"
    draft, file = claims[0]
    if file:
        return f"The changes to {file.name} are not kept anywhere else. {doing} loses them."
    return f"The claim ({spoken_name(draft)}) is neither saved nor exported. {doing} loses it."


def identifier_words(claim: Claim) -> str:
    """What of a claim looks like a patient's identifier, "" when nothing does."""
    from app.claims.identifiers import identifiers  # its patterns are many, and only what leaves asks

    return " ".join(item.sentence() for item in identifiers(claim))


def may_write(found: str, parent: QWidget) -> bool:
    """Whether to go on although `found` says that something looks like an identifier."""
    return may_write_all_the_same(parent, "Save claim", f"{found} {STANDS_IN_FILE}")


def may_write_all_the_same(parent: QWidget, title: str, question: str) -> bool:
    """Whether a file is to be written in spite of what `question` tells of it."""
    answers, texts = Buttons.Save | Buttons.Cancel, {Buttons.Save: "&Save anyway…"}
    return ask(parent, title, question, answers, Buttons.Cancel, texts) == Buttons.Save
