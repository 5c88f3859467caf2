"""What is known of the words of procedure notes: records of data/notes/, on which `app.notes` runs.

`NoteRule.pattern` and `Cue.pattern` are in a small language over words, which `app.notes.patterns` reads.
"""

from typing import Literal

from msgspec import Struct

NoteValue = bool | str
SectionKind = Literal[
    "title", "technique", "findings", "impression", "diagnosis", "indication", "history", "consent", "plan",
    "family", "medication", "position", "other", "comparison", "label", "",
]  # fmt: skip
"""What a part of a note is about; "" before the first heading. "label" is a heading that is not known."""
CueKind = Literal[
    "negation", "condition", "plan", "intent", "history", "family", "answer-no", "open", "unsteered",
    "aside", "done", "harmless",
]  # fmt: skip
"""What a cue says of the words in its reach; "intent" is what brought the patient: no
act, but it tells the place. "unsteered" is imaging that steers no needle: it follows a wire, or only looks
on. "aside" are words whose sides and places are those of a complaint, of a way in or of what was clear.
"done" tells even under the heading of a plan what was done. "harmless" ones look like another cue and
say nothing."""
ActKind = Literal["needle", "access", "other", "aid", "stay"]
Negated = Literal["flips", "drops", "ignored"]
Reach = Literal["after", "before", "sentence", "inside"]
"""Over which words of its sentence a cue reaches; "inside" is over its own, if they are one clause."""


class WordClass(Struct, frozen=True):
    """Words and phrases that mean the same to rules, which write them as {name}.

    `inflected` adds the regular forms of each. A phrase is also what its last word is, so that a spinal
    needle is a needle, unless it `hides`: the left atrium is not on the left. Words with one of the `endings`
    belong to it too, if no class or rule names them.
    """

    name: str
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()
    inflected: bool = False
    hides: bool = False


class SectionNames(Struct, frozen=True):
    """The headings, in small letters, that begin a section of one kind.

    A heading that no section names is of the last one that `holds` one of its words.
    """

    kind: SectionKind
    names: tuple[str, ...]
    holds: tuple[str, ...] = ()


class Cue(Struct, frozen=True):
    """Words that take others out of what was done: "no", "was not used", "if", "prior".

    `stop` names a word class that ends its reach, besides the end of the sentence, or that may not stand
    inside it; `most` counts its words. It counts only in a note that has a word of the class `beside`, if it
    names one.
    """

    kind: CueKind
    reach: Reach
    pattern: str
    stop: str = ""
    beside: str = ""
    most: int = 40


class ActRule(Struct, frozen=True, kw_only=True):
    """What words name or tell an act: what the procedure of a note is.

    `kind` is "needle" for one that the needle does itself, "access" for one to which it only opens the way,
    so that no technique fits, "other" for one without it, "aid" for a needle that only helps an operation,
    "stay" for a stay of which the note sums up what was done.
    `titles`: it is looked for in titles only, or else in what is told only. `alone`: it counts only where no
    operation has a title. `hits` and `misses` are sentences in which the pattern must and must not find
    something.
    """

    id: str
    kind: ActKind
    pattern: str
    about: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    titles: bool = False
    alone: bool = False


class NoteRule(Struct, frozen=True, kw_only=True):
    """What words of a note say of one field of the documentation.

    `also` are further fields that the same words answer; "*" stands for the words themselves. `sections` are
    the kinds of sections in which it looks; none for those that tell what was done, or of a place and a side
    where it was done, and every one with `anywhere`. `weight` decides between words that say different
    things. `when_negated`: a yes-or-no answer flips when a cue denies the words, or the words are dropped, or
    cues of denial are ignored. A place in the `midline` has no sides but in a title. Of the class `beside`
    the note must have a word, of the class `unless` none. `denies` is the one method whose use the words
    deny: that says nothing where the note tells of another. What `corrects` speaks against the rest.
    `hits` and `misses` are sentences that it must and must not find something in; `about` is its help.
    """

    id: str
    field: str
    value: NoteValue
    pattern: str
    about: str
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()
    also: dict[str, NoteValue] = {}
    sections: tuple[SectionKind, ...] = ()
    weight: int = 1
    when_negated: Negated = "flips"
    anywhere: bool = False
    midline: bool = False
    beside: str = ""
    unless: str = ""
    denies: str = ""
    corrects: bool = False


class QueryTemplate(Struct, frozen=True, kw_only=True):
    """What a physician is asked about a field.

    `silent` is asked where the note says nothing of it, and `divided` where it says two things; an empty
    `divided` asks the same as `silent`, an empty `silent` nothing. A silent note is asked from its sentences
    on `facts`, and only where its answers are among those of `when`. `answers` are the options of a divided
    note by value, "yes" and "no" for questions; a value without one is named as in the form. `apart`: only a
    guidance code of its own calls for it, so that it is not asked where the procedure contains the imaging.
    """

    field: str
    title: str
    silent: str = ""
    divided: str = ""
    facts: tuple[str, ...] = ()
    when: dict[str, tuple[NoteValue, ...]] = {}
    answers: dict[str, str] = {}
    apart: bool = False


class NoteBook(Struct, frozen=True):
    """Everything that the reader of notes knows, and what a physician is asked."""

    words: tuple[WordClass, ...] = ()
    sections: tuple[SectionNames, ...] = ()
    cues: tuple[Cue, ...] = ()
    acts: tuple[ActRule, ...] = ()
    rules: tuple[NoteRule, ...] = ()
    queries: tuple[QueryTemplate, ...] = ()
