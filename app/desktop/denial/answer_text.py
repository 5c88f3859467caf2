"""The answer to a denial with headings, lists and links, to be read by eye and by ear point by point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from app.coding.claim import Claim, coded_lines
from app.coding.denials import Explanation
from app.coding.page_key import page_key
from app.coding.sources import Citation
from app.denials.wording import heading_of, points_of, sources_of
from app.desktop.denial.answer_view import AnswerView
from app.desktop.look.look import Look

_STYLE = "h3, h4 { font-weight: 600; }"  # a weight of the fonts that are shipped
_NUMBER = re.compile(r"^([A-Z]{0,2}\d{1,4})(?=: )")


def make_answer_text(look: Look) -> AnswerView:
    """An empty field for the answer."""
    text = AnswerView(look)
    text.setAccessibleName("What it means and what follows")
    text.document().setDefaultStyleSheet(_STYLE)
    text.document().setDocumentMargin(look.px(8))
    text.document().setIndentWidth(look.px(18))
    return text


def answer_html(
    explained: Sequence[Explanation], claim: Claim, cite: Callable[[Citation], str], lead: str = ""
) -> str:
    """`lead`, then each explanation: its heading, its points with their sentences as lists, its sources.

    The codes of the claim and the numbers of the remittance lead to their pages.
    """
    codes = {line.code for line in coded_lines(claim)}
    parts = [f"<p>{_linked(lead, codes)}</p>"] if lead else []
    for each in explained:
        numbers = {code.number for code in each.codes if code.kind != "group"}
        parts.append(f"<h3>{_linked(heading_of(each, claim), codes)}</h3>")
        parts += [_point(point, sentences, codes, numbers) for point, sentences in points_of(each)]
        cited = [cite(source) for source in sources_of(each)]
        parts += [_point("Sources", cited, set(), set())] if cited else []
    return "".join(parts)


def _point(words: str, sentences: Iterable[str], codes: set[str], numbers: set[str]) -> str:
    items = "".join(f"<li>{_linked(sentence, codes, numbers)}</li>" for sentence in sentences)
    return f"<h4>{escape(words)}</h4>{f'<ul>{items}</ul>' if items else ''}"


def _linked(sentence: str, codes: set[str], numbers: Iterable[str] = ()) -> str:
    """A sentence in HTML, in which codes are links, and a number that it begins with."""
    words = escape(sentence)
    if codes:
        any_code = "|".join(map(re.escape, sorted(codes)))
        words = re.sub(rf"(?<!\w)(?:{any_code})(?!\w)", lambda found: _link(found[0], found[0]), words)
    number = _NUMBER.match(words)
    if number and number[1] in numbers:
        words = f"{_link(page_key('denial', number[1]), number[1])}{words[number.end() :]}"
    return words


def _link(key: str, words: str) -> str:
    return f'<a href="{escape(key)}">{words}</a>'
