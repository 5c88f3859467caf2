"""Above the answers stands what keeps articles from answering for a claim."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from app.coding.claim import Claim
from app.coding.payers import PayerFacts
from app.coverage.limits import PART_B, limits_of
from app.coverage.place import Place

CLAIM = Claim(schema=2, date_of_service=date(2026, 8, 26), lines=(), payer="medicare")
PAYERS = (PayerFacts("aetna", "Aetna", None, (), ()),)
BY_ZIP = Place(text="ZIP code 00501", contractor="99101", by_carrier=True)


def test_another_payer_is_bound_by_no_article() -> None:
    (said,) = limits_of(structs.replace(CLAIM, payer="aetna"), PAYERS, Place())
    assert said.startswith("The payer of the claim is Aetna: articles bind Medicare contractors")
    assert list(limits_of(CLAIM, PAYERS, Place())) == []
    assert list(limits_of(structs.replace(CLAIM, payer=None), PAYERS, Place())) == []


def test_a_hospital_may_have_another_contractor_than_its_zip_code_gives() -> None:
    hospital = structs.replace(CLAIM, claim_form="institutional")
    assert list(limits_of(hospital, PAYERS, BY_ZIP)) == [PART_B]
    assert list(limits_of(hospital, PAYERS, structs.replace(BY_ZIP, by_carrier=False))) == []
    assert list(limits_of(CLAIM, PAYERS, BY_ZIP)) == []
    assert list(limits_of(None, PAYERS, BY_ZIP)) == []
