"""What a question to a physician may not be: leading, about money or codes, or closed against other answers.

The rules are those of the practice brief on compliant queries (AHIMA and ACDIS, 2022 update), as far as
words show them.
"""

import re
from collections.abc import Iterator

from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import QueryTemplate

_MONEY = re.compile(
    r"\b(?:bill\w*|paid|pay\w*|reimburs\w*|claims?|deni\w+|deny|edits?|rvus?|drgs?|charg\w+|revenue|costs?"
    r"|insur\w+|medicare|medicaid|audit\w*|complian\w+|penalt\w+|scores?|cover\w*|medical(?:ly)? necess\w+"
    r"|money|fees?)\b",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"\b(?:cpt|hcpcs|icd\S*|ncci|modifiers?|cod(?:e|es|ed|ing)|[a-z]?\d{4,5}[a-z]?)\b", re.IGNORECASE
)
_LEADING = re.compile(
    r"\b(?:should|must|needs?|requir\w+|ensure|please|agree\w*|confirm\w*|correct|suggest\w*|recommend\w*"
    r"|expect\w*|appropriate\w*|clearly|obvious\w*|missing|lack\w*|deficien\w+|fail\w*|omit\w*|forg[eo]t\w*"
    r"|support\w*|surely|of course"
    r"|would you|could you|isn.t|wasn.t|weren.t|didn.t|doesn.t|we (?:think|believe)|in order to)\b",
    re.IGNORECASE,
)
_OPEN = ("What ", "What, ", "Which ", "Where ", "How ", "On which ", "For what ")
_LONGEST = 120
_UNEVEN = 2
"""Of two options the longer one has at most so many times the letters of the other: neither stands out."""


def faults_of(template: QueryTemplate) -> Iterator[str]:
    """What is wrong with a template, a sentence each; nothing for one that may be sent."""
    for text in words_of(template):
        yield from faults_in(text)
    for question in filter(None, (template.silent, template.divided)):
        if not question.startswith(_OPEN) or not question.endswith("?") or question.count("?") > 1:
            yield f"“{question}” is no open question."
    if not template.silent and not template.divided:
        yield "It asks nothing."
    if template.silent and not template.facts:
        yield "It asks a silent note without facts to ask from."
    yield from _option_faults(template)


def words_of(template: QueryTemplate) -> Iterator[str]:
    """Everything of a template that a physician reads."""
    yield from filter(None, (template.title, template.silent, template.divided, *template.answers.values()))


def faults_in(text: str) -> Iterator[str]:
    """What words must not be in a query: of money, codes, or those that lead."""
    for what, pattern in (("money", _MONEY), ("codes", _CODES), ("what is wished for", _LEADING)):
        if found := pattern.search(text):
            yield f"“{found[0]}” speaks of {what}."
    if len(text) > _LONGEST:
        yield f"“{text[:30]}…” is longer than {_LONGEST} characters."


def _option_faults(template: QueryTemplate) -> Iterator[str]:
    """Options of yes and no stand in pairs of even length; others are values of the field."""
    field = NOTE_FIELDS.get(template.field)
    if field is None:
        yield f"“{template.field}” is no field that a note answers."
        return
    options = template.answers
    if field.kind == "yes-no":
        if set(options) != {"yes", "no"}:
            yield "Its options are not yes and no."
            return
        lengths = sorted(map(len, options.values()))
        if lengths[1] > _UNEVEN * lengths[0]:
            yield "One option is much longer than the other."
    elif not set(options) <= set(map(str, field.values)):
        yield "It has an option that is no value of the field."
