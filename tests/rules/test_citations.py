"""Citations that hang on the claim: each flag names the source that speaks of its own codes, and no other."""

import msgspec
import pytest

from app.rules import Example, rule_by_slug, run
from app.rules.examples.example import example

Cited = list[tuple[str, str]]
_MANUAL = "ncci-manual-ch9"
_EACH_OTHER = "guidance codes with each other"


def cited(slug: str, case: Example) -> Cited:
    """The sources and places that the one flag of a rule cites."""
    (flag,), _, _ = run(*case.make(), (rule_by_slug(slug),))
    return [(each.source, each.locator) for each in flag.citations]


@pytest.mark.parametrize(
    ("case", "sources"),
    [
        (example("", "20610, 77002, 77003"), [(_MANUAL, "G 3"), ("ncci-ptp", _EACH_OTHER)]),
        (example("", "20610, 77002, 76000"), [(_MANUAL, "76000"), ("ncci-ptp", _EACH_OTHER)]),
        (example("", "36556, 20610, 77001, 77002"), [("cms-ptp-prac-2024q3", _EACH_OTHER)]),
        (
            example("", "36556, 20610, 77001, 77002", form="institutional", pos=None),
            [("cms-ptp-hosp-2024q3", _EACH_OTHER)],
        ),
        (example("", "36556, 77001, 76000"), [(_MANUAL, "76000"), ("cms-ptp-prac-2024q3", _EACH_OTHER)]),
    ],
)
def test_a_second_guidance_code_is_cited_by_the_paragraph_that_covers_it(
    case: Example, sources: Cited
) -> None:
    assert cited("guidance-stacked", case) == sources


@pytest.mark.parametrize(
    ("lines", "kind", "sources"),
    [
        ("77002", "1", [("ncci-aoc", "77002, type 1"), ("cpt-2017", "add-on status of 77002")]),
        ("77001", "2", [("ncci-aoc", "77001, type 2")]),
        ("10008", "1", [("ncci-aoc", "10008, type 1")]),
        ("22842", None, [("ncci-aoc", "22842")]),
    ],
)
def test_an_add_on_is_cited_by_its_own_row_and_type(lines: str, kind: str | None, sources: Cited) -> None:
    claim, facts = example("", lines).make()
    codes = {code: msgspec.structs.replace(known, add_on_type=kind) for code, known in facts.codes.items()}
    facts = msgspec.structs.replace(facts, codes=codes)
    (flag,), _, _ = run(claim, facts, (rule_by_slug("addon-without-primary"),))
    assert [(each.source, each.locator) for each in flag.citations] == sources


@pytest.mark.parametrize(
    ("case", "sources"),
    [
        (example("", "20206, 77002", technique="fna"), [("medlearn-fna", "new codes")]),
        (example("", "10160", technique="aspiration", catheter_left=True), [("aapc-a9", "drainage")]),
        (example("", "10030", technique="drainage", catheter_left=False), [("aapc-a9", "drainage")]),
        (
            example("", "32554", technique="aspiration", catheter_left=True),
            [("codingahead-pleural", "32554 to 32557")],
        ),
        (
            example("", "32557", technique="drainage", catheter_left=False),
            [("codingahead-pleural", "32554 to 32557")],
        ),
    ],
)
def test_a_technique_is_cited_by_what_is_written_of_needles_and_catheters(
    case: Example, sources: Cited
) -> None:
    assert cited("technique-mismatch", case) == sources


@pytest.mark.parametrize(
    ("lines", "payer", "knee"),
    [
        ("20610, 77002", "medicare", False),
        ("J7325, 20610, 77002", "medicare", True),
        ("J7325, 20610, 77002", None, True),
        ("J7325, 20610, 77002", "aetna", False),
    ],
)
def test_the_coverage_document_of_the_knee_is_cited_for_its_drugs_and_medicare_alone(
    lines: str, payer: str | None, knee: bool
) -> None:
    case = example("", lines, payer=payer, reason_for_guidance=False)
    advice = [("codingahead", "documentation")]
    document = [("lcd-l39529", "imaging guidance")] if knee else []
    assert cited("reason-not-documented", case) == [*document, *advice]
