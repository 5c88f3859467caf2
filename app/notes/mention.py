"""Words that a rule found in a note."""

from msgspec import Struct

from app.coding.note_book import NoteRule, SectionKind


class Mention(Struct, frozen=True, gc=False):
    """`start` to `end` count letters of `tokens.Words`; `sentence` and `kind` tell where they stand.

    `possible`: not said to be done. `intended`: not said to be merely possible. `unsteered`: of imaging that
    followed no needle.
    """

    rule: NoteRule
    start: int
    end: int
    sentence: int
    kind: SectionKind
    weight: int
    negated: bool
    possible: bool
    intended: bool
    unsteered: bool
