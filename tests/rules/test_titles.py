"""What a flag is called agrees with the field: No is not "not stated", and Not stated is not missing."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest

from app.coding.claim import Documentation
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules import ALL_RULES

QUESTIONS = [name for name, kind in get_type_hints(Documentation).items() if kind == bool | None]
TITLES = {rule.slug: rule.title for rule in ALL_RULES}


@pytest.mark.parametrize("answer", [None, False])
def test_titles_of_questions_hold_for_no_and_for_not_stated(reference_db: Path, answer: bool | None) -> None:
    library = Library.open(reference_db, Shelf({}))
    flagged: dict[str, str] = {}
    for example in library.examples():
        for name in QUESTIONS:
            record = msgspec.structs.replace(example.claim.documentation, **{name: answer})
            found = review(msgspec.structs.replace(example.claim, documentation=record), library)
            flagged |= {
                flag.rule: flag.message for flag in found.flags if flag.field == f"documentation.{name}"
            }
    assert len(flagged) >= 6
    for slug, message in flagged.items():
        assert "missing" not in TITLES[slug]
        assert "not stated" not in TITLES[slug]
        if answer is False:
            assert "not state" not in message
