"""Typed and pasted text without what spreadsheets, word processors and web pages put into it unseen."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033"
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}  # full-width letters, digits and signs
_PLAIN: dict[int, str | int | None] = {
    **_WIDE,
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _UNSEEN), None),
}


def plain(text: str) -> str:
    """Text with plain dashes, spaces and quotation marks and without characters that nobody sees.

    For codes, numbers and dates; free text stays as it was typed.

    >>> plain("20610\u2013RT\u00a0x1\u200b")
    '20610-RT x1'
    """
    return text if text.isascii() else text.translate(_PLAIN)
