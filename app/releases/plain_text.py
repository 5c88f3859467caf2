"""Plain text of the HTML in official tables: tags and entities go, blocks become lines."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h\d|/ul|/ol|/table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)  # not the sign in "age < 18"
_TWICE = 2  # some entities were escaped twice


def plain_text(markup: str) -> str:
    r"""The text of a piece of HTML, a line a block.

    >>> plain_text("<p>Age &lt; 18 &amp;amp; older</p><p>Group&nbsp;1</p>")
    'Age < 18 & older\nGroup 1'
    """
    text = markup
    for _ in range(_TWICE):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
