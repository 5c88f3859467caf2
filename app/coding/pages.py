"""What a look-up gives: hits, pages and answers, as plain records that any view can show.

A page is a list of sections; a section is a list of parts. A new kind of content is a new combination of
parts, not a new view.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.carried import name_outside
from app.coding.charts import Chart
from app.coding.dates import show_date
from app.coding.reasons import Gap
from app.coding.series import Need, SeriesName
from app.coding.sources import Citation
from app.coding.words import ANSWERS, CONFIDENCE_MARKS, AnswerWord, Confidence

# "notes" are the user's own, which no library holds.
HitGroup = Literal["answer", "codes", "modifiers", "places", "rules", "topics", "diagnoses", "hcpcs", "notes"]
FactState = Literal["stated", "unavailable", "supplement", "disputed", "missing", "carried"]


class Hit(Struct, frozen=True):
    """One search result. `key` opens the page; `tag` is the kind shown at the right ("add-on", "modifier").

    `spans` are (start, end) character ranges of `label` that matched.
    """

    key: str
    group: HitGroup
    code: str
    label: str
    tag: str = ""
    spans: tuple[tuple[int, int], ...] = ()


class Fact(Struct, frozen=True, kw_only=True):
    """A stated fact: label, value and the citations it stands on. `note` is our one-sentence reading.

    state "unavailable": the source says it has no such data; "supplement": ours beside it; "disputed": see
    the disagreement; "missing": nothing on the shelf for the date (`citations` is empty, `note` says why);
    "carried": of an edition that ended on `last`, before the date, or begins on `first`, after it.
    `series`: the official series whose row it restates; an edition of that on the shelf answers in its place.
    """

    label: str
    value: str
    note: str = ""
    citations: tuple[Citation, ...] = ()
    state: FactState = "stated"
    confidence: Confidence = "high"
    first: date | None = None
    last: date | None = None
    series: SeriesName | None = None


def marked_value(value: str, fact: Fact) -> str:
    """`value` with the mark of the fact's confidence behind it, which a legend on the page explains."""
    return f"{value} {CONFIDENCE_MARKS[fact.confidence]}".rstrip() if value else value


def remarks_on(fact: Fact, on: date) -> tuple[str, ...]:
    """The small print of a value: an end before `on` or a start after it."""
    if fact.state == "carried" and fact.citations:
        return (name_outside(_Read(fact.citations[0].edition, fact.first, fact.last), on),)
    words = []
    if fact.last and fact.last < on:
        words.append(f"ended {show_date(fact.last)}")
    elif fact.first and fact.first > on:
        words.append(f"from {show_date(fact.first)}")
    return tuple(words)


class _Read(Struct, frozen=True):
    """The edition that a carried fact was read in."""

    edition: str
    first: date | None
    last: date | None


class FactGrid(Struct, frozen=True, tag="facts"):
    """Facts shown as a grid of label, value, source tag."""

    facts: tuple[Fact, ...]


class Prose(Struct, frozen=True, tag="prose"):
    """Paragraphs or list items; each is a fact whose label may be empty."""

    facts: tuple[Fact, ...]


class CodeGroup(Struct, frozen=True):
    """Codes that share a label, for example "Needle biopsy". `disputed` shows the warning shape."""

    label: str
    codes: tuple[str, ...]
    note: str = ""
    disputed: bool = False
    citations: tuple[Citation, ...] = ()


class CodeGroups(Struct, frozen=True, tag="codes"):
    """Groups of codes, each code a link to its page."""

    groups: tuple[CodeGroup, ...]


class Row(Struct, frozen=True):
    """A table row. `key` opens a page; `marked` is the row of the page's own code.

    `note` is read with the sources of the row: how its figures come about. `is_open`: what the row says was
    not checked to its end, which its second cell says in words; a window puts the dashed mark before them.
    """

    cells: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    key: str | None = None
    marked: bool = False
    note: str = ""
    is_open: bool = False


class Table(Struct, frozen=True, tag="table"):
    """A table. `numeric` are right-aligned columns; `filterable` adds a text filter, sorting and copying.

    `lead` is how many of the first rows matter most: a window shows these and folds the rest. 0 folds none,
    unless the table is `folded`: then it folds all.
    `name` ("Localities") is what its rows are together; "" where the section's title says it.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()
    filterable: bool = False
    lead: int = 0
    name: str = ""
    folded: bool = False

    def can_fold(self) -> bool:
        """Whether a window shows fewer rows than there are at first."""
        return self.folded or 0 < self.lead < len(self.rows)


class Position(Struct, frozen=True):
    """One side of a disagreement, in our words, with where it is said."""

    text: str
    citations: tuple[Citation, ...]


class Disagreement(Struct, frozen=True, tag="disagreement"):
    """Sources that disagree: every position, which governs, why, and what we advise from when.

    `edits`: the PTP edits that bar what another authority allows, as "column 1 / column 2".
    """

    id: str
    title: str
    positions: tuple[Position, ...]
    governs: str
    why: str
    advice: str
    first: date | None = None
    edits: tuple[str, ...] = ()

    def dated_advice(self) -> str:
        """The advice with the day that it holds from, unless it names that day itself."""
        day = show_date(self.first) if self.first else ""
        return self.advice if day in self.advice else f"From {day}: {self.advice}"


class Way(Struct, frozen=True):
    """A way on, as a button: its text and the key of what it opens, asks for or searches."""

    text: str
    key: str


class Ways(Struct, frozen=True, tag="ways"):
    """Ways on, side by side; the first is the main one. `quiet` ones are links after a `label`."""

    ways: tuple[Way, ...]
    label: str = ""
    quiet: bool = False


class Amounts(Struct, frozen=True, tag="amounts"):
    """Where a page says what its code pays. Who shows the page fills it in, for the place that is asked for.

    `beside` are codes whose amounts are of interest beside it.
    """

    code: str
    beside: tuple[str, ...] = ()


Part = FactGrid | Prose | CodeGroups | Table | Disagreement | Ways | Amounts | Chart


class Section(Struct, frozen=True):
    """A titled section; `citations` are the tags beside the title when all its facts share them."""

    id: str
    title: str
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()


class Page(Struct, frozen=True, kw_only=True):
    """A page: of a code, modifier, place, payer, rule, term or topic, as of a date."""

    key: str
    kind: str
    code: str
    label: str
    summary: str
    as_of: date
    sections: tuple[Section, ...]
    summary_citations: tuple[Citation, ...] = ()


_UNREAD: dict[Need, str] = {
    "pairs": "PTP edits not checked",
    "add-ons": "add-on list not checked",
    "inclusions": "book not checked",
}


class Answer(Struct, frozen=True, kw_only=True):
    """Whether `guidance` may be reported beside `code` on `date`. The first five keys are an interface.

    `also` are further codes that may be meant where `use` is one of several successors. `gaps` are what the
    shelf could not look up for the answer, with the files that would cure it.
    """

    code: str
    guidance: str
    date: date
    answer: AnswerWord
    use: str | None
    citations: tuple[Citation, ...]
    sentence: str = ""
    facts: tuple[Fact, ...] = ()
    also: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def headline(self) -> str:
        """The answer in words. Bundled by an edit of an ended table alone is no ruling: it is named."""
        if self.answer == "included" and self.gaps and self.citations:
            return f"Bundled in {self.citations[0].edition}"
        return ANSWERS[self.answer]

    def unread(self) -> str:
        """What it was not checked against, in a few words; "" when nothing is open."""
        needs = dict.fromkeys(cause.need for gap in self.gaps for cause in gap.causes if cause.need)
        return ", ".join(_UNREAD[need] for need in needs if need in _UNREAD)

    def full_headline(self) -> str:
        """The headline with what it was not checked against: where it stands by itself, as in a table."""
        return ", ".join(filter(None, (self.headline(), self.unread())))


class Results(Struct, frozen=True):
    """The answer to typed text. `fuzzy`: nothing exact was found and these are close spellings.

    `fault`: why nothing could be looked up, as a sentence. `others`: further answers, where more than two
    codes were typed. `on`: the date that stands in the text; answers and pages are then of that day.
    `unknown`: which of the codes that were typed, and nothing beside them, nobody here has, or which of the
    words no page says where others found something; as a sentence.
    """

    hits: tuple[Hit, ...]
    fuzzy: bool = False
    answer: Answer | None = None
    fault: str = ""
    others: tuple[Answer, ...] = ()
    on: date | None = None
    unknown: str = ""

    def answers(self) -> tuple[Answer, ...]:
        """Every answer, in the order in which the codes were typed."""
        return (self.answer, *self.others) if self.answer else ()
