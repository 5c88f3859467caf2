"""What a payer answered in an ExplanationOfBenefit: reasons, remarks, units, and which line it is about."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from app.claims.answers import Adjustment, PayerAnswer, say_answer
from app.claims.fhir.files import read_whole
from app.claims.record import Entry
from tests.claims.fhir.made import Json, claim, concept, item

CARC = "https://x12.org/codes/claim-adjustment-reason-codes"
GROUP = "https://x12.org/codes/claim-adjustment-group-codes"
RARC = "https://x12.org/codes/remittance-advice-remark-codes"
ANSI = "https://bluebutton.cms.gov/resources/variables/rev_cntr_1st_ansi_cd"
KIND = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudicationDiscriminator"


def decided(*codes: tuple[str, str], kind: str = "adjustmentreason", amount: object = None) -> Json:
    """An adjudication with a reason of these systems and codes."""
    reason = {"coding": [{"system": system, "code": code} for system, code in codes]}
    money = {} if amount is None else {"amount": {"value": amount, "currency": "USD"}}
    return {"category": concept(kind, system=KIND), "reason": reason, **money}


def amount(kind: str, value: float) -> Json:
    return {"category": concept(kind, system="adjudication"), "amount": {"value": value}}


def entries(resource: object) -> list[Entry]:
    return list(read_whole(json.dumps(resource).encode(), "a.json"))


def answer_to(*adjudications: object, **more: Any) -> PayerAnswer | None:  # noqa: ANN401  any element
    """The answer of a benefit with one line that has these adjudications."""
    (entry,) = (each for each in entries(claim(item(adjudication=[*adjudications]), **more)) if each.claim)
    return entry.answer


REASONS: dict[str, tuple[Json, tuple[Adjustment, ...]]] = {
    "group and reason": (
        decided((GROUP, "CO"), (CARC, "45"), amount=79.5),
        (Adjustment("CO", "45", "79.5"),),
    ),
    "a reason alone": (decided((CARC, "97"), kind="denialreason"), (Adjustment("", "97", ""),)),
    "both in one code of CMS": (decided((ANSI, "CO120")), (Adjustment("CO", "120", ""),)),
    "two groups": (decided((GROUP, "CO"), (GROUP, "PR"), (CARC, "1")), (Adjustment("", "1", ""),)),
    "the reason in the category": (
        {"category": {"coding": [{"system": CARC, "code": "50"}]}, "amount": {"value": 3}},
        (Adjustment("", "50", "3"),),
    ),
    "words in place of a code": (decided((CARC, "not covered"), (CARC, "16")), (Adjustment("", "16", ""),)),
}


@pytest.mark.parametrize(("made", "expected"), REASONS.values(), ids=REASONS.keys())
def test_the_reasons_of_a_line(made: Json, expected: tuple[Adjustment, ...]) -> None:
    answer = answer_to(made)
    assert answer is not None
    assert answer.lines[0].adjustments == expected


def test_remarks_amounts_and_allowed_units() -> None:
    answer = answer_to(
        decided((CARC, "16"), (RARC, "M15")), amount("submitted", 200.0), amount("paidtoprovider", 120.25),
        {"category": concept("allowedunits", system=KIND), "value": 2.0},
        payment={"date": "2026-02-01"}, total=[amount("submitted", 200), amount("benefit", 120.25)],
    )  # fmt: skip
    assert answer is not None
    (line,) = answer.lines
    assert (line.charge, line.paid, line.units, line.remarks) == ("200.0", "120.25", "2", ("M15",))
    assert (answer.charge, answer.paid, answer.paid_on) == ("200", "120.25", date(2026, 2, 1))
    assert next(iter(say_answer(answer))) == "The payer answered: paid 120.25 of 200."


@pytest.mark.parametrize(
    "made", [amount("submitted", 200.0), decided(("r", "45")), decided((CARC, "of another shape")), 7, None]
)
def test_a_benefit_without_a_coded_reason_answers_nothing(made: object) -> None:
    assert answer_to(made) is None


def test_reasons_on_the_claim_as_a_whole() -> None:
    answer = answer_to(adjudication=[decided((GROUP, "OA"), (CARC, "18"))])
    assert answer is not None
    assert answer.adjustments == (Adjustment("OA", "18", ""),)


def test_the_answer_beside_its_claim_names_claim_and_line() -> None:
    sent = claim(item("20610", sequence=3), resourceType="Claim", id="s")
    answered = claim(
        item("20610", sequence=1, itemSequence=[3], adjudication=[decided((CARC, "97"))]),
        claim={"reference": "Claim/s"},
    )
    first, second = (each for each in entries([sent, answered]) if each.claim)
    assert first.answer is None
    assert "answer" in second.unchecked
    assert second.answer is not None
    assert second.answer.to == "a.json, claim 1"
    assert second.answer.lines[0].line == "3"


def test_a_version_that_was_replaced_answers_nothing() -> None:
    versions = [
        claim(item(adjudication=[decided((CARC, each))]), id="a", meta={"versionId": each}) for each in "12"
    ]
    assert [each.answer is not None for each in entries(versions) if each.claim] == [False, True]


def test_an_answer_is_told_once_of_several_days() -> None:
    lines = [
        item(servicedDate=day, adjudication=[decided((CARC, "97"))]) for day in ("2026-01-05", "2026-01-06")
    ]
    assert [each.answer is not None for each in entries(claim(*lines)) if each.claim] == [True, False]
