"""The LCDs and NCDs that an article names, with the version in force on a day and its words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.coding.article_dates import Force, force_of_lcd, force_of_ncd
from app.coding.article_parts import ArticleParts, Words, unpack_lcd, unpack_words
from app.coding.held_articles import CitedLcd, CitedNcd, HeldPolicies
from app.coverage.record import Policy, PolicyKind, ShownGroup

IN_FORCE = "In force by its dates."
ABSENT = "It is not in the download on the shelf."
NO_DOWNLOAD: dict[PolicyKind, str] = {
    "LCD": "Its words are not on the shelf: import current_lcd.zip.",
    "NCD": "Its words are not on the shelf: import ncd.zip.",
}


def policies_of(parts: ArticleParts, held: HeldPolicies, on: date) -> Iterator[Policy]:
    """Each LCD that an article names, then each NCD that it or these LCDs name.

    Of each the latest version in force is taken, else the latest, with the reason.
    """
    lcds = {key: _lcd_on(held, key, on) for key in parts.lcds}
    for key, lcd in lcds.items():
        yield _of_lcd(lcd, on) if lcd else _unread("LCD", key, has_download=held.has_lcds)
    named = (unpack_lcd(lcd.lcd.parts).ncds for lcd in lcds.values() if lcd)
    for key in dict.fromkeys((*parts.ncds, *(ncd for each in named for ncd in each))):
        ncd = _ncd_on(held, key, on)
        yield _of_ncd(ncd, on) if ncd else _unread("NCD", key, has_download=held.has_ncds)


def _lcd_on(held: HeldPolicies, key: str, on: date) -> CitedLcd | None:
    versions = (each for each in held.lcds if each.lcd.key == key)
    return max(versions, key=lambda each: _rank(force_of_lcd(each.lcd, on), each.lcd.version), default=None)


def _ncd_on(held: HeldPolicies, key: str, on: date) -> CitedNcd | None:
    versions = (each for each in held.ncds if each.ncd.key == key)
    return max(versions, key=lambda each: _rank(force_of_ncd(each.ncd, on), each.ncd.version), default=None)


def _rank(force: Force, version: str) -> tuple[bool, int]:
    """Versions in force come behind the others, and later ones behind earlier ones."""
    return bool(force.inside), int(version)


def _of_lcd(cited: CitedLcd, on: date) -> Policy:
    lcd, force = cited.lcd, force_of_lcd(cited.lcd, on)
    return Policy(
        kind="LCD",
        name=f"{lcd.display} version {lcd.version}",
        title=lcd.title,
        first=lcd.effective,
        last=force.last,
        state=_state(force),
        words=_shown(lcd.display, unpack_lcd(lcd.parts).words),
        citation=cited.citation,
    )


def _of_ncd(cited: CitedNcd, on: date) -> Policy:
    ncd, force = cited.ncd, force_of_ncd(cited.ncd, on)
    return Policy(
        kind="NCD",
        name=f"{ncd.section} version {ncd.version}",
        title=ncd.title,
        first=ncd.effective,
        last=force.last,
        state=_state(force),
        words=_shown(f"NCD {ncd.section}", unpack_words(ncd.words)),
        citation=cited.citation,
    )


def _unread(kind: PolicyKind, key: str, *, has_download: bool) -> Policy:
    # The articles name an NCD by a number of the database, which is not its section in the manual.
    name = f"L{key}" if kind == "LCD" else f"number {key} of the database"
    return Policy(kind=kind, name=name, state=ABSENT if has_download else NO_DOWNLOAD[kind])


def _state(force: Force) -> str:
    return IN_FORCE if force.inside else force.why


def _shown(name: str, words: Iterable[Words]) -> tuple[ShownGroup, ...]:
    return tuple(ShownGroup(f"{name}, {each.title.lower()}", each.text) for each in words)
