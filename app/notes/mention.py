"""Words that a rule found in a note."""

from msgspec import Struct

from app.coding.note_book import NoteRule, SectionKind


class Mention(Struct, frozen=True, gc=False):
    """`start` to `end` count letters of `tokens.Words`; `sentence` and `kind` tell where they stand.

    `shown`: from where to where the words go that tell it, such as "needle was advanced into the hip joint".

    `possible`: not said to be done. `intended`: not said to be merely possible. `unsteered`: of imaging that
    followed no needle.
    """

    rule: NoteRule
    start: int
    end: int
    shown: tuple[int, int]
    sentence: int
    kind: SectionKind
    weight: int
    negated: bool
    possible: bool
    intended: bool
    unsteered: bool
