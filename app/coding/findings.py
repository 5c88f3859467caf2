"""What a rule finds, and what a review says: the review record, schema 1 (claim-format)."""

from msgspec import Struct

from app.coding.editions import EditionUse
from app.coding.reasons import NotChecked
from app.coding.sources import Citation, Source
from app.coding.words import Basis, Outcome, Severity


class Edit(Struct, frozen=True, gc=False):
    """A change that the form offers with one click: set `field` of line `line` (from 1) to `value`.

    `value` None with field "line" removes the line. `label` is the text of the button.
    """

    label: str
    line: int
    field: str
    value: str | int | tuple[str, ...] | None = None


class Finding(Struct, frozen=True, gc=False):
    """One issue as a rule yields it.

    `line` counts from 1 (None: the whole claim); `field` is a path like "lines[0].modifiers" or
    "documentation.permanent_image". Empty strings and None fall back to the rule's own.
    `carried`: the edition that it stands on, where that ended before the date of service; the flag says so
    and is a warning at most.
    """

    message: str
    line: int | None = None
    field: str | None = None
    why: str = ""
    remedy: str = ""
    severity: Severity | None = None
    basis: Basis | None = None
    edit: Edit | None = None
    citations: tuple[Citation, ...] = ()
    carried: Source | None = None


class Flag(Struct, frozen=True, gc=False, kw_only=True):
    """A finding with its rule. The rule's title is not part of the record: look it up by slug."""

    rule: str
    id: str
    severity: Severity
    basis: Basis
    line: int | None
    field: str | None
    message: str
    why: str
    remedy: str
    edit: Edit | None
    citations: tuple[Citation, ...]


class Review(Struct, frozen=True, gc=False, kw_only=True):
    """The answer to a claim. `checked` and `not_checked` together name every rule, by slug.

    A rule that found something and could not look everywhere is in both `flags` and `not_checked`.
    """

    schema: int
    outcome: Outcome
    flags: tuple[Flag, ...]
    checked: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]
    editions: tuple[EditionUse, ...]
