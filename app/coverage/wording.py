"""What coverage articles say, as lines of plain text for console and window alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.coding.dates import show_date
from app.coding.sources import Citation
from app.coverage.record import OUTCOMES, STATES, ArticleFinding, Coverage

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
    first = show_date(article.first) if article.first else "a day that is not stated"
    yield f"From {first}{f' to {show_date(article.last)}' if article.last else ''}"
    if article.retired:
        yield f"Retirement {show_date(article.retired)}"
    for each in article.contractors:
        states = f" ({', '.join(each.states)})" if each.states else ""
        yield f"Contractor {each.number} {each.name}{states}"
    if article.lcds:
        yield f"Related LCD {', '.join(article.lcds)}"


def group_lines(article: ArticleFinding) -> Iterator[tuple[int, str]]:
    """The words that decide, each line with its depth from 0: a group, its paragraph, its asterisk."""
    for group in article.groups:
        yield 0, f"{group.title}:"
        yield from ((1, line) for line in group.paragraph.splitlines())
        if group.asterisk:
            yield 1, f"Asterisk: {group.asterisk}"


def text_of(found: Coverage, article: ArticleFinding | None, cite: Callable[[Citation], str]) -> str:
    """All that is said of one answer, with its sources, a line each."""
    lines = [f"{asked_text(found)}: {answer_of(found, article)}"]
    if article is not None:
        lines += [name_of(article), *lines_of(article)]
        lines += [f"{_STEP * depth}{line}" for depth, line in group_lines(article)]
    lines += found.notes
    cited = article.citation if article else found.citation
    return "\n".join([*lines, *((cite(cited),) if cited else ())])
