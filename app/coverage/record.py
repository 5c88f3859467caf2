"""What coverage articles say of a code, as a record. Nothing in it says that a service is paid."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.article_parts import ArticleContractor
from app.coding.editions import EditionUse
from app.coding.sources import Citation

Outcome = Literal[
    "listed", "paragraph", "noncovered", "not-listed", "no-list", "printed", "not-in-force", "unclear"
]
"""What one article says; the words stand in `OUTCOMES`."""
State = Literal["checked", "no-article", "not-checked"]
STATES: dict[State, str] = {
    "checked": "checked",
    "no-article": "no article",
    "not-checked": "not checked",
}
OUTCOMES: dict[Outcome, str] = {
    "listed": "listed as covered",
    "paragraph": "the paragraph decides",
    "noncovered": "listed as not covered",
    "not-listed": "not listed",
    "no-list": "no list of covered diagnoses",
    "printed": "prints the code",  # no diagnosis was asked
    "not-in-force": "not in force on this date",
    "unclear": "not decided: its dates are unclear",
}


class ShownGroup(Struct, frozen=True):
    """A group whose words decide: `title` as "Covered, group 1"; `asterisk`: what an asterisk asks for."""

    title: str
    paragraph: str
    asterisk: str = ""


PolicyKind = Literal["LCD", "NCD"]


class Policy(Struct, frozen=True, kw_only=True):
    """An LCD or NCD that an article names. `name`: "L39529 version 4", or its bare number where it is unread.

    `state`: whether it was in force on the day, or why that is not known, in a sentence. `words`: its words.
    """

    kind: PolicyKind
    name: str
    state: str
    title: str = ""
    first: date | None = None
    last: date | None = None
    words: tuple[ShownGroup, ...] = ()
    citation: Citation | None = None


class ArticleFinding(Struct, frozen=True, kw_only=True):
    """What one version of one article says. `last`: the last day in force that the file states, if any.

    `retired`: the day of its retirement, also one that is only announced. `sentences` say the outcome and
    why; `groups` are the words to read. `contractors`: those of the place. `policies`: the LCDs and NCDs
    that it names.
    """

    display: str
    version: str
    title: str
    first: date | None
    last: date | None
    retired: date | None
    outcome: Outcome
    sentences: tuple[str, ...]
    groups: tuple[ShownGroup, ...]
    contractors: tuple[ArticleContractor, ...]
    policies: tuple[Policy, ...]
    citation: Citation


class Coverage(Struct, frozen=True, kw_only=True):
    """What the articles say of one code on a date at a place. `diagnosis` is "" where none was asked.

    `notes`: why there is nothing, and what the download cannot tell. `citation`: the code in the download.
    """

    code: str
    diagnosis: str
    on: date
    place: str
    state: State
    notes: tuple[str, ...]
    edition: EditionUse | None
    citation: Citation | None
    articles: tuple[ArticleFinding, ...] = ()
