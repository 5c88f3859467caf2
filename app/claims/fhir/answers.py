"""What an ExplanationOfBenefit says of why its lines were not paid in full, as a remittance (835) says it.

CARIN Blue Button has a reason under the category "adjustmentreason" (2.x) or "denialreason" (1.x), as codes
of X12: the reason (CARC), beside it maybe the group, and remarks (RARC). Blue Button 2 of CMS has group and
reason as one code of its variables rev_cntr_1st_ansi_cd to rev_cntr_4th_ansi_cd ("CO120"); some programs put
the reason into the category. One without any such code answers nothing that could be explained.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec import Raw

from app.claims.answers import Adjustment, AnsweredLine, PayerAnswer
from app.claims.fhir import values
from app.claims.fhir.parts import lines_of
from app.claims.fhir.resources import Adjudication, ClaimResource, Coding, Item, Payment
from app.coding.errors import InputError

_SIGNS = (b"adjustment-reason", b"_ansi_cd", b"remark-code")
"""Without one of these no resource has a reason that is coded."""
_REASONS = re.compile(r"claim-adjustment-reason", re.IGNORECASE)
_GROUPS = re.compile(r"claim-adjustment-group", re.IGNORECASE)
_REMARKS = re.compile(r"remittance-advice-remark", re.IGNORECASE)
_ANSI = re.compile(r"rev_cntr_[1-4](?:st|nd|rd|th)_ansi_cd", re.IGNORECASE)
_BOTH = re.compile(r"(CO|CR|OA|PI|PR)-?([0-9A-Z]{1,4})")
_GROUP, _REASON = re.compile(r"CO|CR|OA|PI|PR"), re.compile(r"[0-9A-Z]{1,4}")
_REMARK = re.compile(r"[A-Z]{1,2}[0-9]{1,4}")
_PAID = ("paidtoprovider", "benefit", "payment")
_CHARGED = ("submitted",)
_UNITS = ("allowedunits", "paidunits")
_MOST = 999  # lines of a claim
_decode = msgspec.json.Decoder(list[Adjudication | None] | None).decode
_payment = msgspec.json.Decoder(Payment | None).decode


def may_answer(raw: Raw) -> bool:
    """Whether a resource may have a reason that is coded: most have none, and are not read for it."""
    text = bytes(raw)
    return any(sign in text for sign in _SIGNS)


def answer_of(resource: ClaimResource, to: str | None) -> PayerAnswer | None:
    """The answer of a payer; None where no reason is coded. `to` names the claim that it answers."""
    own = _read(resource.adjudication)
    totals = [*_read(resource.total), *own]
    lines = tuple(_lines(resource.item or ()))
    adjustments, remarks = _reasons(own)
    if not adjustments and not remarks and not any(each.adjustments or each.remarks for each in lines):
        return None
    return PayerAnswer(
        status="",
        charge=_amount(totals, _CHARGED),
        paid=_amount(totals, _PAID),
        adjustments=adjustments,
        remarks=remarks,
        lines=lines,
        to=to,
        paid_on=_paid_on(resource.payment),
    )


def _read(raw: Raw) -> list[Adjudication]:
    """Adjudications, of which one that is not of its form answers nothing."""
    try:
        return [each for each in _decode(raw) or () if each]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def _lines(items: Iterable[Item | None]) -> Iterator[AnsweredLine]:
    """The lines that were answered, in parts where the codes stand in those."""
    for item in [each for each in items if each][:_MOST]:
        try:
            parts, _ = lines_of(item)
        except InputError:
            parts = [item]
        for part in parts:
            yield _line(part, _sequence(item))


def _line(item: Item, answered: str | None) -> AnsweredLine:
    found = _read(item.adjudication)
    codes = values.procedures(item.what) or values.procedures_of_no_list(item.what)
    adjustments, remarks = _reasons(found)
    return AnsweredLine(
        code=codes[0] if len(codes) == 1 else "",
        modifiers=tuple(values.modifiers(item.modifier or ())[0]) if codes else (),
        units=_units(found, item),
        charge=_amount(found, _CHARGED),
        paid=_amount(found, _PAID),
        adjustments=adjustments,
        remarks=remarks,
        line=answered,
    )


def _sequence(item: Item) -> str | None:
    """The number of the one line of the claim that an item answers, as it says itself."""
    try:
        numbers = {values.whole(each) for each in item.item_sequence or ()} - {None}
    except InputError:
        return None
    return str(numbers.pop()) if len(numbers) == 1 else None


def _reasons(found: Iterable[Adjudication]) -> tuple[tuple[Adjustment, ...], tuple[str, ...]]:
    """The adjustments in their order, and the remarks, each once."""
    adjustments: list[Adjustment] = []
    remarks: list[str] = []
    for each in found:
        coded = [*values.codings(each.reason), *values.codings(each.category)]
        groups = _codes(coded, _GROUPS, _GROUP)
        group, amount = groups[0] if len(groups) == 1 else "", _written(each)
        adjustments += [Adjustment(group, reason, amount) for reason in _codes(coded, _REASONS, _REASON)]
        for both in _codes(coded, _ANSI, _BOTH):
            if split := _BOTH.fullmatch(both):
                adjustments.append(Adjustment(split[1], split[2], amount))
        remarks += _codes(coded, _REMARKS, _REMARK)
    return tuple(adjustments), tuple(dict.fromkeys(remarks))


def _codes(coded: Iterable[Coding], system: re.Pattern[str], shape: re.Pattern[str]) -> list[str]:
    """The codes of a system that have its shape, each once."""
    found = (
        (each.code or "").strip().upper() for each in coded if each.system and system.search(each.system)
    )
    return [code for code in dict.fromkeys(found) if shape.fullmatch(code)]


def _amount(found: Iterable[Adjudication], categories: tuple[str, ...]) -> str:
    """The amount of the first category that has one, as written; "" for none."""
    held = list(found)
    for category in categories:
        for each in held:
            if values.has_code(each.category, category) and (written := _written(each)):
                return written
    return ""


def _written(adjudication: Adjudication) -> str:
    return values.as_written(adjudication.amount.value) if adjudication.amount else ""


def _units(found: Iterable[Adjudication], item: Item) -> str:
    """The units that were allowed, else those of the line; "1" where none are said."""
    held = [each.value for each in found if values.has_code(each.category, *_UNITS)]
    held += [item.quantity.value] if item.quantity else []
    said = (values.as_written(each) for each in held)
    units = next((each for each in said if each), "1")
    return units.rstrip("0").rstrip(".") if "." in units else units


def _paid_on(raw: Raw) -> date | None:
    """The day of the payment; None where none is said."""
    try:
        payment = _payment(raw)
        return values.day(payment.date) if payment and payment.date else None
    except (msgspec.DecodeError, UnicodeDecodeError, InputError):
        return None
