"""What stands beside a guidance line: which codes may be the procedure that a needle was for."""

from datetime import date
from typing import get_args

import pytest

from app.coding.facts import CodeFacts, CodeKind, Facts
from app.rules.lookups.partners import is_procedure

PROCEDURES = {"primary", "other"}


@pytest.mark.parametrize("kind", get_args(CodeKind))
def test_only_primaries_and_other_procedures_may_be_what_a_needle_was_for(kind: CodeKind) -> None:
    facts = Facts(on=date(2026, 9, 15), codes={"99152": CodeFacts(code="99152", label="", kind=kind)})
    assert is_procedure("99152", facts) is (kind in PROCEDURES)


def test_a_drug_is_none_and_an_unknown_number_may_be_one() -> None:
    facts = Facts(on=date(2026, 9, 15), codes={"J3301": CodeFacts(code="J3301", label="", kind="other")})
    assert not is_procedure("J3301", facts)
    assert not is_procedure("J9999", facts)
    assert is_procedure("88888", facts)
