"""Denials as they are typed, and as a remittance (835) that was read says them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.claims.answers import REVERSAL, AnsweredLine, PayerAnswer
from app.claims.corrections import IS_OVER
from app.claims.record import Entry
from app.coding.claim import Claim, Line
from app.coding.dates import show_date
from app.coding.denials import GROUPS, Denial, RemittedBy
from app.coding.errors import InputError

_TOKEN = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_JOINED = re.compile(
    rf"(?:CARC-?|RARC-?)?({'|'.join(GROUPS)})?-?((?:[ABDPWY]?\d{{1,3}})|(?:(?:MA|M|N)\d{{1,4}}))?"
)
_AMOUNT = re.compile(r"(?:\$[ ]?)?-?(?<![0-9A-Z])[0-9][0-9,]*\.[0-9]{2}(?![0-9])|\$[ ]?[0-9][0-9,]*")
_GLUED = re.compile(
    rf"\b((?:{'|'.join(GROUPS)})-?[0-9]{{1,3}})\.0+(?![0-9])"
)  # CO-45.00, as of a spreadsheet
_UNSURE = re.compile(
    r"(?<=[0-9] )[0-9]{1,3}(?:,[0-9]{3})+(?![0-9.])"  # CO-45 1,234
    rf"|\b(?:{'|'.join(GROUPS)})-?[0-9][0-9,]*\.[0-9]"  # CO-45.12
)
"""What may be an amount or numbers of reasons."""
_APART = re.compile(r"\b(MA|M|N)[\s-]+(?=\d{1,4}\b)")  # MA 130, N-122
_AROUND = re.compile(r"\b(?:CARCS?|RARCS?|REASONS?|REMARKS?|GROUPS?|CODES?|DENIALS?|AND|WITH|PLUS)\b(?!-)")
_REMARK = re.compile(r"(?:MA|M|N)\d{1,4}")
Sent = tuple[str, frozenset[str]]
"""A line as it was sent: its code and its modifiers in any order."""
_NO_ANSWER = (
    "The file holds no answer of a payer that gives a reason: no remittance (835), and no "
    "ExplanationOfBenefit with reason codes of X12."
)
TYPE_THEM = "Type the codes that stand beside yours."
EXAMPLE = "Type the codes as the remittance shows them, for example CO-236 N122."
NOT_A_CODE = f"Part of what is typed is no code of a remittance. {EXAMPLE}"
"""Without the part itself: it might be a name."""


def read_denials(text: str, line: int | None = None, remitted: date | None = None) -> tuple[Denial, ...]:
    """What typed numbers state, one denial a group: a number stays with the group that stands before it.

    A number without one goes with the only group there is. Remarks are of the line, so that each group has
    them. Amounts beside them, as a remittance prints them, are left. Raises InputError with one sentence
    for what is no number.

    >>> [each.numbers() for each in read_denials("CO-236 n122")]
    [('CO', '236', 'N122')]
    >>> [each.numbers() for each in read_denials("co 97 236; PR-1")]
    [('CO', '97', '236'), ('PR', '1')]
    >>> [each.numbers() for each in read_denials("CO-16 $100.00 with MA 130")]
    [('CO', '16', 'MA130')]
    """
    group, remarks = "", []
    reasons: dict[str, list[str]] = {}
    for token in _TOKEN.findall(_numbers_of(text)):
        said = _JOINED.fullmatch(token)
        if said is None or not any(said.groups()):
            raise InputError(NOT_A_CODE)
        group = said[1] or group
        if said[2] and _REMARK.fullmatch(said[2]):
            remarks.append(said[2])
        else:
            reasons.setdefault(group, []).extend(filter(None, said.groups()[1:]))
    if not reasons and not remarks:
        raise InputError(f"There is no remittance code. {EXAMPLE}")
    when, by = remitted_on(None, remitted)
    return tuple(
        Denial(
            group=each,
            reasons=_once(numbers),
            remarks=_once(remarks),
            line=line,
            remitted=when,
            remitted_by=by,
        )
        for each, numbers in _joined(reasons).items()
    )


def _numbers_of(text: str) -> str:
    """What was typed in capitals, without amounts and words around the numbers. Raises InputError."""
    typed = _GLUED.sub(r"\1", " ".join(text.upper().split()))
    if _UNSURE.search(typed):
        raise InputError(f"A number may be an amount or a remittance code. Leave amounts out. {EXAMPLE}")
    return _APART.sub(r"\1", _AROUND.sub(" ", _AMOUNT.sub(" ", typed)))


def _joined(reasons: dict[str, list[str]]) -> dict[str, list[str]]:
    """The numbers of each group; those without a group go with the only one that is named."""
    named = [group for group in reasons if group]
    if len(named) == 1:
        return {named[0]: [number for numbers in reasons.values() for number in numbers]}
    return reasons or {"": []}


def remitted_on(answer: PayerAnswer | None, typed: date | None) -> tuple[date | None, RemittedBy | None]:
    """The date of a remittance: as typed, else the earlier of the two that it states itself.

    Its notice is dated by neither for sure, so what ends first is what counts.
    """
    if typed is not None:
        return typed, "typed"
    made, paid = (answer.made_on, answer.paid_on) if answer else (None, None)
    if made is not None and (paid is None or made <= paid):
        return made, "made"
    return paid, "paid" if paid else None


def denials_in(entries: Iterable[Entry], claim: Claim, remitted: date | None) -> tuple[Denial, ...]:
    """What a remittance says of a claim: of the one answer of its date with its codes and modifiers.

    An answer with all lines of the claim goes before those with some of them. Raises InputError where it
    answers other claims only, or several that look alike, or says of nothing why it was not paid. Nothing
    else of a remittance tells whose claim an answer is of: numbers are not kept.
    """
    found = tuple(denials_of(_answer_to(entries, claim), claim, remitted))
    if not found:
        raise InputError("The remittance gives no reason for any line.")
    return found


def say_unanswered(entries: Iterable[Entry], claim: Claim) -> str:
    """Of which lines a remittance that answers only some of a claim says nothing; "" where it answers all.

    One without lines answers the claim as a whole. Raises InputError as `denials_in` does.
    """
    answer = _answer_to(entries, claim)
    left = _sent(claim) - _answered(answer)
    if not left or not answer.lines:
        return ""
    named = [_name_left(claim, line, count) for line, count in left.items()]
    are = "it was" if left.total() == 1 else "they were"
    return (
        f"The remittance says nothing of {', '.join(named)}: whether {are} paid is not known from it. "
        "Look for another remittance of this claim."
    )


def _name_left(claim: Claim, left: Sent, count: int) -> str:
    """Lines with the same code and modifiers: by their numbers, where all of them are left."""
    code, _ = left
    numbers = [number for number, line in enumerate(claim.lines, 1) if _sent_as(line) == left]
    if len(numbers) > count:
        return f"{count} of the {len(numbers)} lines with {code}"
    return " and ".join(f"line {number} ({code})" for number in numbers)


def _answer_to(entries: Iterable[Entry], claim: Claim) -> PayerAnswer:
    """The one answer of a remittance to a claim. Raises InputError for none, and for several alike.

    An answer that takes another back, and one that was taken back, answer nothing any more.
    """
    sent = _sent(claim)
    answering = [entry for entry in entries if entry.answer is not None]
    if not answering:
        raise InputError(f"{_NO_ANSWER} {TYPE_THEM}")
    found = (entry for entry in answering if _is_of_day(entry, claim) and not _is_over(entry))
    answers = [entry.answer for entry in found if entry.answer is not None]
    some = [answer for answer in answers if _answered(answer) <= sent]
    mine = [answer for answer in some if _answered(answer) == sent] or some
    day = show_date(claim.date_of_service)
    if not mine:
        said = f"The remittance answers no claim of {day} with these codes and modifiers."
        raise InputError(f"{said} {TYPE_THEM}")
    if len(mine) > 1:
        said = f"The remittance answers {len(mine)} claims of {day} with these codes and modifiers."
        raise InputError(f"{said} {TYPE_THEM}")
    return mine[0]


def _is_over(entry: Entry) -> bool:
    is_reversal = entry.answer is not None and entry.answer.status == REVERSAL
    return is_reversal or any(tie.kind in IS_OVER for tie in entry.corrections)


def _is_of_day(entry: Entry, claim: Claim) -> bool:
    return entry.claim is None or entry.claim.date_of_service == claim.date_of_service


def _sent(claim: Claim) -> Counter[Sent]:
    return Counter(map(_sent_as, claim.lines))


def _sent_as(line: Line) -> Sent:
    return line.code, frozenset(line.modifiers)


def _answered(answer: PayerAnswer) -> Counter[Sent]:
    """The lines of an answer as they were sent: code and modifiers, each with how often."""
    return Counter(
        (line.submitted or line.code, frozenset(line.submitted_modifiers or line.modifiers))
        for line in answer.lines
    )


def denials_of(answer: PayerAnswer, claim: Claim, remitted: date | None) -> Iterator[Denial]:
    """One denial a group of an answered line that was not paid in full; what is of the claim comes first.

    A remark on the whole claim is one on each of its lines.

    `remitted`: the date of the remittance as typed, which goes before its own. Lines are those of `claim`,
    found by their number or, where one alone has it, by their code.
    """
    when, by = remitted_on(answer, remitted)
    for group in dict.fromkeys(each.group for each in answer.adjustments):
        reasons = [each.reason for each in answer.adjustments if each.group == group]
        yield Denial(
            group=group, reasons=_once(reasons), remarks=answer.remarks, remitted=when, remitted_by=by
        )
    for line in answer.lines:
        number = _line_number(line, claim)
        for group in dict.fromkeys(each.group for each in line.adjustments):
            reasons = [each.reason for each in line.adjustments if each.group == group]
            yield Denial(
                group=group,
                reasons=_once(reasons),
                remarks=_once((*line.remarks, *answer.remarks)),
                line=number,
                remitted=when,
                remitted_by=by,
            )


def _line_number(answered: AnsweredLine, claim: Claim) -> int | None:
    by_number = [
        number
        for number, line in enumerate(claim.lines, 1)
        if answered.line is not None and answered.line in (line.source_line, str(number))
    ]
    wanted = (answered.submitted or answered.code, answered.code)
    by_code = [number for number, line in enumerate(claim.lines, 1) if line.code in wanted]
    for found in (by_number, by_code):
        if len(found) == 1 and claim.lines[found[0] - 1].code in wanted:
            return found[0]
    return None


def _once(numbers: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers))
