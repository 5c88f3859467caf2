"""What the lists of one article say of a diagnosis. Membership alone is never called covered.

Groups of procedures and groups of diagnoses are numbered apart, and how they go together stands only in
their paragraphs: where there is more than one group, or a paragraph that scopes, the paragraph decides and is
shown. What is listed as not covered goes before what is listed as covered in the same article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from app.coding.article_parts import ASTERISK, ArticleParts, CodeGroup
from app.coding.sentences import count_of
from app.coverage.record import Outcome, ShownGroup

_SCOPES = re.compile(
    r"\b(?:primary|secondary|dual|both|must|only|with|without|addition|additional|combination|groups?|except|unless"
    r"|when|if|requires?|required|limited|one|not|[0-9a-z]\d{3}[0-9a-z]|[a-z]\d[0-9a-z]\.[0-9a-z]{1,4})\b",
    re.IGNORECASE,
)
_LONGER_SHOWN = 3
NOT_COVERED = "That is not “covered”: Medicare still asks for what is reasonable and necessary."


class Judgment(Struct, frozen=True):
    """An outcome, the sentences that say it, and the groups whose words are to be read."""

    outcome: Outcome
    sentences: tuple[str, ...]
    groups: tuple[ShownGroup, ...] = ()


def judge(parts: ArticleParts, code: str, diagnosis: str) -> Judgment:
    """What an article in force says of a code that it prints and a diagnosis, "M25.551", or "" for none."""
    if not diagnosis:
        return _printed(parts, code)
    denied = [group for group in parts.noncovered if group.holds(diagnosis)]
    listed = [group for group in parts.covered if group.holds(diagnosis)]
    if denied:
        return _judge_denied(diagnosis, denied, listed)
    return _judge_listed(parts, code, diagnosis, listed) if listed else _judge_absent(parts, diagnosis)


def _judge_denied(diagnosis: str, denied: list[CodeGroup], listed: list[CodeGroup]) -> Judgment:
    sentence = f"{diagnosis} is listed as not covered, {_groups(denied)}."
    also = f"It is also listed as covered, {_groups(listed)}: not covered takes precedence."
    shown = (*_shown("Not covered", denied), *_shown("Covered", listed))
    return Judgment("noncovered", (sentence, *((also,) if listed else ())), shown)


def _judge_listed(parts: ArticleParts, code: str, diagnosis: str, listed: list[CodeGroup]) -> Judgment:
    printed = [group for group in parts.codes if group.holds(code)]
    why = list(_reasons(parts, diagnosis, listed, printed))
    if not why:
        sentence = f"{diagnosis} is listed as covered, {_groups(listed)}."
        plain = (replace(group, asterisk="") for group in listed)  # the diagnosis has none
        return Judgment("listed", (sentence,), _shown("Covered", plain))
    sentence = f"{diagnosis} is listed in covered {_groups(listed)}. The paragraph decides: {'; '.join(why)}."
    groups = (*_shown("Codes", printed), *_shown("Covered", parts.covered))
    silent = () if groups else ("The file has no paragraph for them: read the article.",)
    return Judgment("paragraph", (sentence, *silent), groups)


def _reasons(
    parts: ArticleParts, diagnosis: str, listed: list[CodeGroup], printed: list[CodeGroup]
) -> Iterable[str]:
    """Why membership alone does not tell."""
    if len(parts.covered) > 1:
        yield f"the article has {len(parts.covered)} groups of covered diagnoses"
    if len(parts.codes) > 1:
        yield f"it has {len(parts.codes)} groups of procedure codes"
    if any(group.has_asterisk(diagnosis) for group in listed):
        yield "the diagnosis has an asterisk"
    if any(_SCOPES.search(group.paragraph) for group in (*listed, *printed)):
        yield "a paragraph says what its group is for"


def _judge_absent(parts: ArticleParts, diagnosis: str) -> Judgment:
    without = [group for group in parts.covered if not group.codes]
    denied = _shown("Not covered", [group for group in parts.noncovered if not group.codes])
    if without:
        where = f"covered {_groups(without)} lists no codes"
        sentence = f"{diagnosis} is in no covered group, but {where}. The paragraph decides."
        return Judgment("paragraph", (sentence,), (*_shown("Covered", without), *denied))
    if parts.covered:
        sentence = f"{diagnosis} is listed neither as covered nor as not covered.{_longer(parts, diagnosis)}"
        return Judgment("not-listed", (sentence,), (*_shown("Covered", parts.covered), *denied))
    if denied:
        sentence = f"The article lists no covered diagnoses and does not list {diagnosis} as not covered."
        return Judgment("paragraph", (f"{sentence} The paragraph decides.",), denied)
    sentence = f"The article lists no covered diagnoses, so it does not limit by {diagnosis}."
    return Judgment("no-list", (sentence, NOT_COVERED))


def _longer(parts: ArticleParts, diagnosis: str) -> str:
    """That codes are listed of which the diagnosis is only the beginning: it may not be coded to its end."""
    codes = (code.rstrip(ASTERISK) for group in (*parts.covered, *parts.noncovered) for code in group.codes)
    found = list(dict.fromkeys(code for code in codes if code.startswith(diagnosis)))
    if not found:
        return ""
    shown = ", ".join(found[:_LONGER_SHOWN])
    more = f" and {len(found) - _LONGER_SHOWN} more" if len(found) > _LONGER_SHOWN else ""
    return f" More specific codes are listed: {shown}{more}."


def _printed(parts: ArticleParts, code: str) -> Judgment:
    printed = [group for group in parts.codes if group.holds(code)]
    counts = [
        f"{count_of(sum(len(group.codes) for group in groups), 'diagnosis', 'diagnoses')} as {word} in "
        f"{count_of(len(groups), 'group')}"
        for word, groups in (("covered", parts.covered), ("not covered", parts.noncovered))
        if groups
    ]
    listed = f"Lists {' and '.join(counts)}." if counts else "Lists no diagnoses."
    return Judgment("printed", (f"Prints {code} in {_groups(printed)}.", listed), _shown("Codes", printed))


def _groups(groups: list[CodeGroup]) -> str:
    numbers = [str(group.number) for group in groups]
    return f"group{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}"


def _shown(title: str, groups: Iterable[CodeGroup]) -> tuple[ShownGroup, ...]:
    """The groups that have words, by a title in front of the number."""
    return tuple(
        ShownGroup(f"{title}, group {group.number}", group.paragraph, group.asterisk)
        for group in groups
        if group.paragraph or group.asterisk
    )
