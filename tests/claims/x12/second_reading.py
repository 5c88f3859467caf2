"""Another reading of 837 files, written apart from the reader: patterns over the text, no walk, no state."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple


class Counts(NamedTuple):
    """What a file holds. `days` counts the lines of each day."""

    claims: int
    professional: int
    institutional: int
    coded: int
    modifiers: Counter[str]
    units: int
    days: Counter[str]


def count(content: bytes) -> Counts:
    """Count over a file of one or more interchanges of 837P and 837I."""
    total = Counts(0, 0, 0, 0, Counter(), 0, Counter())
    for part in re.split(rb"(?=ISA[^A-Za-z0-9\s])", content):
        if len(part) >= 106:
            found = _count_interchange(part.decode("latin-1"))
            total = _add(total, found)
    return total


class Answers(NamedTuple):
    """What the remittances of a file hold: answers, their statuses, lines, and the codes on them."""

    answers: int
    statuses: Counter[str]
    lines: int
    codes: Counter[str]


def count_answers(content: bytes) -> Answers:
    """Count over a file of one 835 interchange."""
    text = content.decode("latin-1").lstrip()
    element, component, end = (re.escape(sign) for sign in (text[3], text[104], text[105]))
    start, rest = rf"(?:^|{end})[\r\n]*", rf"[^{end}{element}]*"
    found = re.findall(rf"{start}CLP{element}{rest}{element}({rest})", text)
    lines = re.findall(rf"{start}SVC{element}({rest})", text)
    codes = (re.match(rf"HC{component}([0-9A-Za-z]{{5}})", line) for line in lines)
    return Answers(len(found), Counter(found), len(lines), Counter(code[1] for code in codes if code))


def _add(one: Counts, two: Counts) -> Counts:
    return Counts(
        one.claims + two.claims,
        one.professional + two.professional,
        one.institutional + two.institutional,
        one.coded + two.coded,
        one.modifiers + two.modifiers,
        one.units + two.units,
        one.days + two.days,
    )


def _count_interchange(text: str) -> Counts:
    element, component, end = (re.escape(sign) for sign in (text[3], text[104], text[105]))
    start = rf"(?:^|{end})[\r\n]*"
    rest = rf"[^{end}{element}]*"
    claims = len(re.findall(rf"{start}CLM(?={element})", text))
    code = rf"HC{component}([0-9A-Za-z]{{5}})((?:{component}[^{component}{element}{end}]*)*)"
    first = re.findall(rf"{start}SV1{element}{code}{element}{rest}{element}(UN|MJ){element}([0-9.]+)", text)
    second = re.findall(
        rf"{start}SV2{element}(?!0001{element}{element}){rest}{element}(?:{code})?{element}{rest}"
        rf"{element}(UN|DA){element}([0-9.]+)", text
    )  # fmt: skip
    modifiers = Counter(
        piece.upper()
        for _, pieces, *_ in (*first, *second)
        for piece in pieces.split(text[104])[1:5]
        if piece.strip()
    )
    units = sum(int(float(number)) for _, _, measure, number in (*first, *second) if measure != "MJ")
    minutes = sum(measure == "MJ" for _, _, measure, _ in first)  # each counts as one unit
    days = Counter(re.findall(rf"{start}DTP{element}472{element}R?D8{element}([0-9]{{8}})", text))
    coded = len(first) + sum(bool(found[0]) for found in second)
    return Counts(claims, len(first), len(second), coded, modifiers, units + minutes, days)
