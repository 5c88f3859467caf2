"""Answers of a word or two at the end of a line of a form, with a colon for whatever stands before them."""

import re

_SHORT = r"yes|no|none|n/a|unknown|tbd|unchecked|unable to \w+|denied|declined|refused"
# A question of a template and its answer are one sentence.
_ASKED = re.compile(
    rf"\?(?=\s*(?:(?:{_SHORT}|[yn](?=\s|\Z))(?![a-z])|\[[ x*_]?\]|\([ x]?\)|[\u2610\u2611]|__))"
)
_MAY_ANSWER = re.compile(
    r"\t|  | [-=] ?[ndorut0]|[,(] ?(?:n|den|dec|ref|off|un)|(?<=[a-z]) n(?:o|/a)?[ .]*(?:\n|\Z)"
)
_ANSWER = re.compile(
    r"(?<=[a-z)])(?P<gap> [-=] ?|\t[\t ]*| {2,}|,| ?\()"
    rf"(?P<said>{_SHORT}|not done|off|0|n)\)?(?=[ .;,]*(?:\n|\Z))"
)
# Nothing but a blank before "no": only behind words that end what a form asks, as prose may end a line so.
_BARE = re.compile(
    r"(?:(?<=\n)|\A)(?P<asked>[^\n:.;,]{0,40}\b(?:guidance|used|saved|recorded|archived|stored|signed"
    r"|in place|injected|given|performed|done|obtained|confirmed)) (?=n(?:o|/a)?[ .]*(?:\n|\Z))"
)
# An answer alone on the line below what a form asks, which is no sentence.
_ALONE = (
    r"\n(?=[ \t]*(?:(?:no|none|n/a|n|0|not done|denied|declined|refused)[ .]*(?:\n|\Z)"
    r"|(?:yes|no|y|n)[ \t]*(?:\[[ x*_]?\]|\([ x]?\)|[\u2610\u2611])))"
)
_MAY_STAND_BELOW = re.compile(_ALONE)
_BELOW = re.compile(
    rf"(?:(?<=\n)|\A)(?!(?:yes|no|y|n)\b)(?P<asked>[^\n.;:]{{1,60}}[a-z)?]):?(?P<end>[ \t]*){_ALONE}"
)


def with_colons(text: str) -> str:
    r"""The text, as long as it was, with a colon before each short answer.

    >>> with_colons("images saved - declined"), with_colons("ct guidance (no)"), with_colons("signed? n/a")
    ('images saved:  declined', 'ct guidance: no ', 'signed: n/a')
    """
    if _MAY_STAND_BELOW.search(text):
        text = _BELOW.sub(_joined, text)
    if "?" in text:
        text = _ASKED.sub(":", text)
    if _MAY_ANSWER.search(text):
        text = _BARE.sub(r"\g<asked>:", _ANSWER.sub(_answered, text))
    return text


def _joined(found: re.Match[str]) -> str:
    return f"{found['asked']}:".ljust(len(found[0]))


def _answered(found: re.Match[str]) -> str:
    return f"{':'.ljust(len(found['gap']))}{found['said']}".ljust(len(found[0]))
