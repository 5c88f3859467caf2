"""What coverage articles say, as lines of plain text for console and window alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.coding.dates import show_date
from app.coding.sources import Citation
from app.coverage.record import OUTCOMES, STATES, ArticleFinding, Coverage, Policy, ShownGroup

_STEP = "  "


def asked_text(found: Coverage) -> str:
    """What was asked: "20610 with M25.551"."""
    return f"{found.code} with {found.diagnosis}" if found.diagnosis else found.code


def name_of(article: ArticleFinding) -> str:
    """An article with its version: "A57201 version 12"."""
    return f"{article.display} version {article.version}"


def answer_of(found: Coverage, article: ArticleFinding | None) -> str:
    """The answer in a few words, of one article or, where none answers, as a whole."""
    return OUTCOMES[article.outcome] if article else STATES[found.state]


def lines_of(article: ArticleFinding) -> Iterator[str]:
    """Why, title, dates, contractors and LCDs of an article."""
    yield from article.sentences
    yield f"Title: {article.title}"
    first = show_date(article.first) if article.first else "a date that is not stated"
    yield f"From {first}{f' to {show_date(article.last)}' if article.last else ''}"
    if article.retired:
        yield f"Retirement {show_date(article.retired)}"
    for each in article.contractors:
        states = f" ({', '.join(each.states)})" if each.states else ""
        yield f"Contractor {each.number} {each.name}{states}"
    yield from map(_policy_line, article.policies)


def _policy_line(policy: Policy) -> str:
    """An LCD or NCD in a line: name and title, dates, whether it was in force."""
    title = f", {policy.title}" if policy.title else ""
    first = f" From {show_date(policy.first)}" if policy.first else ""
    last = f" to {show_date(policy.last)}" if first and policy.last else ""
    return f"Related {policy.kind} {policy.name}{title}.{first}{last}{'.' if first else ''} {policy.state}"


def policy_words(article: ArticleFinding) -> Iterator[tuple[int, str]]:
    """What the related LCDs and NCDs say, each line with its depth from 0."""
    return _lines(group for policy in article.policies for group in policy.words)


def group_lines(article: ArticleFinding) -> Iterator[tuple[int, str]]:
    """The words that decide, each line with its depth from 0: a group, its paragraph, its asterisk."""
    return _lines(article.groups)


def _lines(groups: Iterable[ShownGroup]) -> Iterator[tuple[int, str]]:
    for group in groups:
        yield 0, f"{group.title}:"
        yield from ((1, line) for line in group.paragraph.splitlines())
        if group.asterisk:
            yield 1, f"For codes with an asterisk: {group.asterisk}"


def text_of(found: Coverage, article: ArticleFinding | None, cite: Callable[[Citation], str]) -> str:
    """All that is said of one answer, with its sources, a line each."""
    lines = [f"{asked_text(found)}: {answer_of(found, article)}"]
    if article is not None:
        lines += [name_of(article), *lines_of(article)]
        words = (*group_lines(article), *policy_words(article))
        lines += [f"{_STEP * depth}{line}" for depth, line in words]
    lines += found.notes
    cited = article.citation if article else found.citation
    related = (policy.citation for policy in article.policies) if article else ()
    return "\n".join([*lines, *map(cite, filter(None, (cited, *related)))])
