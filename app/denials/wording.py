"""What a denial means and what follows, as lines of plain text for console and window alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.denials import ACTIONS, AGREEMENTS, REMITTED_BY, Correction, Deadline, DenialCode, Explanation
from app.coding.reasons import say_gap
from app.coding.sentences import count_of
from app.coding.sources import Citation
from app.rules import ALL_RULES

UNKNOWN = "not in the book; nothing is said of it."
NOT_NAMED = "The codes do not say which reason the payer had."
_WEEKEND = {5: ", a Saturday", 6: ", a Sunday"}


def heading_of(found: Explanation, claim: Claim) -> str:
    """What is denied, and the numbers: "Line 2, 77002: CO, 236"."""
    line = found.denial.line
    what = f"Line {line}, {claim.lines[line - 1].code}" if line else "The claim"
    return f"{what}: {', '.join(found.denial.numbers())}"


def points_of(found: Explanation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each point with its sentences: numbers, what follows and why, our own check, date and last days."""
    yield "What the codes mean", tuple(_labels(found.codes, found.unknown))
    asked = map(say_correction, found.corrections)
    why = (*found.because, *asked, *found.advice, found.barred, *map(say_gap, found.gaps))
    yield f"What follows: {ACTIONS[found.action]}", tuple(dict.fromkeys(filter(None, why)))
    titles = [rule.title for rule in ALL_RULES if rule.slug in found.agreeing]
    agreeing = f": {'; '.join(titles)}" if titles else ""
    clear = tuple(f"To clear: {each}" for each in found.remedies)
    open_reason = (NOT_NAMED,) if found.agreement == "related" else ()
    yield f"{AGREEMENTS[found.agreement]}{agreeing}", (*open_reason, *clear)
    yield from _of_errors(found)
    when, by = found.denial.remitted, found.denial.remitted_by
    if when is not None and found.deadlines:
        yield f"Date of the remittance: {show_date(when)}, {REMITTED_BY[by or 'typed']}", ()
    for each in found.deadlines:
        yield last_day(each, when), (each.counted,) if each.counted else ()


def _of_errors(found: Explanation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What else our check holds against the denied line, with what clears it; nothing where it is silent."""
    titles = {rule.slug: rule.title for rule in ALL_RULES}
    names = dict.fromkeys(titles[flag.rule] for flag in found.errors)
    where = " on the denied line" if found.denial.line else ""
    if names:
        clear = dict.fromkeys(f"To clear: {flag.remedy}" for flag in found.errors if flag.remedy)
        yield f"Other errors of our check{where}: {'; '.join(names)}", tuple(clear)


def in_short(explained: Sequence[Explanation], claim: Claim) -> str:
    """The first of some explanations by its heading and what follows, and how many there are beside it."""
    first, *others = explained
    more = f" And {count_of(len(others), 'other denial')}." if others else ""
    return f"{heading_of(first, claim)}. What follows: {ACTIONS[first.action]}.{more}"


def say_correction(wanted: Correction) -> str:
    """What a reopening is asked to change, as a sentence.

    >>> say_correction(Correction(2, "77002", ("XS", "59")))
    'Correction to ask for: add XS or 59 to 77002 on line 2.'
    """
    what = f"add {' or '.join(wanted.modifiers)} to" if wanted.modifiers else f"{_lowered(wanted.edit)}:"
    return f"Correction to ask for: {what} {wanted.code} on line {wanted.line}."


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def last_day(deadline: Deadline, remitted: date | None) -> str:
    """Until when something may be done; a day of the weekend is named, for no day is moved."""
    if deadline.last is None:
        known = (
            "not known without the date of the remittance" if remitted is None else "not known of that date"
        )
        return f"Last day for a {deadline.what}: {known}"
    weekday = _WEEKEND.get(deadline.last.weekday(), "")
    return f"Last day for a {deadline.what}: {show_date(deadline.last)}{weekday}"


def _labels(codes: Iterable[DenialCode], unknown: Iterable[str]) -> Iterator[str]:
    """Each number in our words; of a group also who bears it, for that is said nowhere else."""
    for code in codes:
        borne = f" {code.meaning}" if code.kind == "group" and code.meaning else ""
        yield f"{code.number}: {code.label}.{borne}"
    yield from (f"{number}: {UNKNOWN}" for number in unknown)


def sources_of(found: Explanation) -> tuple[Citation, ...]:
    """What the explanation and its last days rest on, each once."""
    days = (cited for each in found.deadlines for cited in each.citations)
    return tuple(dict.fromkeys((*found.citations, *days)))


def text_of(found: Explanation, claim: Claim, cite: Callable[[Citation], str]) -> str:
    """The whole explanation with its sources, a line each."""
    lines = [heading_of(found, claim)]
    for point, sentences in points_of(found):
        lines += [point, *(f"  {sentence}" for sentence in sentences)]
    cited = [f"  {cite(each)}" for each in sources_of(found)]
    lines += ["Sources", *cited] if cited else []
    return "\n".join(lines)
