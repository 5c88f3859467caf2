"""A payer, a policy and a guidance code are data alone: the rules and the pages speak of one more at once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Documentation
from app.coding.findings import Review
from app.coding.pages import Table
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from build_scripts.build_reference import ROOT, build
from build_scripts.reference.checks import find_faults
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import read_knowledge
from tests.small_library import DATA as SMALL

DAY = date(2026, 9, 15)
PAYER = """
[[payer]]
id = "one-plan"
label = "One Plan"
other_names = "op"
source = "ncci-manual-ch9"

[[payer.policy]]
id = "one-plan-hip"
slug = "payer-policy"
text = "Joint injections in a surgery center need a reason."
names_77002 = false
source = "ncci-manual-ch9"
locator = "G 3"
"""
TRIGGER = """
[[payer.policy.trigger]]
codes = ["20610"]
places = ["24"]
first = 2026-07-01
severity = "warning"
message = "{code} on line {line}: One Plan wants a reason for a surgery center."
"""
REPORT = """
[[payer.policy]]
id = "one-plan-report"
slug = "payer-em-report"
text = "A reading beside a visit needs its report."
names_77002 = false
source = "ncci-manual-ch9"
"""
CODE = "77099,Invented needle guidance,guidance,ct,,,,,,,,,Guidance,cms-rvu26c,77099,high,\n"
SMALL_CODE = "77099,Invented needle guidance,guidance,ct,,,,,Guidance,fees,77099\n"
GUIDANCE = """key = "77099"
summary = "An invented guidance code."
source = "cms-rvu26c"

[guidance]
role = "needle"
steers = "an invented needle"
encounter_unit = true
stack_rank = 15
"""


ANATOMY = "moon joint,structure,,shown,moon joint,77098,joint/moon\n"
PROCEDURE = "77098,77098,,the moon joint,joint/moon\n"
MOON = "77098,Invented injection,primary,,,,,,injection,,,,Joint,cms-rvu26c,77098,high,\n"
INCLUSION = "77098,77099,wording,2026-01-01,,cms-rvu26c,77098,high,,Invented.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library built from the knowledge with one more payer and one more guidance code."""
    folder = tmp_path_factory.mktemp("more")
    data = copy_of_data(folder)
    append(data / "payers.toml", PAYER + TRIGGER + REPORT)
    append(data / "codes.csv", CODE + MOON)
    append(data / "anatomy.csv", ANATOMY)
    append(data / "procedures.csv", PROCEDURE)
    append(data / "inclusions.csv", INCLUSION)
    (data / "guidance" / "77099.toml").write_text(GUIDANCE, encoding="utf-8")
    build(folder / "more.sqlite", data)
    return Library.open(folder / "more.sqlite", Shelf({}))


def copy_of_data(folder: Path, data: Path = ROOT / "data") -> Path:
    return Path(shutil.copytree(data, folder / "data"))


def small(text: str) -> str:
    """Rows for the small folder, which is read in a fiftieth of the time and has one source of rules."""
    return text.replace("ncci-manual-ch9", "fees").replace("cms-rvu26c", "fees")


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)


def first_fault(data: Path) -> str:
    """What the build says of faulty knowledge, or "" where it finds no fault."""
    try:
        return str(next(find_faults(read_knowledge(data)), ""))
    except DataError as fault:
        return str(fault)


def reviewed(library: Library, lines: str, payer: str | None = "medicare", **stated: object) -> Review:
    """The review of a professional claim of that day."""
    place = str(stated.pop("place", "11"))
    claim = Claim(
        schema=1,
        date_of_service=stated.pop("on", DAY),  # type: ignore[arg-type]
        claim_form="professional",
        place_of_service=place,
        payer=payer,
        lines=tuple(line for piece in lines.split(", ") for line in parse_lines(piece)),
        documentation=Documentation(**stated),  # type: ignore[arg-type]
    )
    return review(claim, library)


def messages(found: Review, rule: str) -> list[str]:
    """What the flags of a rule say."""
    return [flag.message for flag in found.flags if flag.rule == rule]


def test_a_new_payer_stands_behind_the_others_with_its_other_names(library: Library) -> None:
    assert [(payer.label, payer.other_names) for payer in library.payers()][-1] == ("One Plan", "op")


def test_the_policy_of_a_new_payer_speaks_where_its_trigger_holds(library: Library) -> None:
    says = ["20610 on line 1: One Plan wants a reason for a surgery center."]
    guided = "20610, 77002"
    assert messages(reviewed(library, guided, "one-plan", place="24"), "payer-policy") == says
    assert messages(reviewed(library, guided, "one-plan"), "payer-policy") == []
    assert messages(reviewed(library, guided, "aetna", place="24"), "payer-policy") == []
    before = reviewed(library, guided, "one-plan", place="24", on=date(2026, 6, 30))
    assert messages(before, "payer-policy") == []


def test_a_flag_of_a_policy_cites_its_source(library: Library) -> None:
    (flag,) = (
        each
        for each in reviewed(library, "20610, 77002", "one-plan", place="24").flags
        if each.rule == "payer-policy"
    )
    assert [(each.source, each.locator) for each in flag.citations] == [("ncci-manual-ch9", "G 3")]
    assert flag.why == "Joint injections in a surgery center need a reason."


def test_a_new_payer_may_ask_for_the_report_beside_a_visit(library: Library) -> None:
    found = reviewed(library, "99213-25, 20610, 77002-26", "one-plan", place="22")
    (flag,) = (each for each in found.flags if each.rule == "payer-em-report")
    assert flag.why.startswith("One Plan does not pay a radiology service with an E/M service")


def test_a_payer_that_the_book_does_not_hold_is_never_clean(library: Library) -> None:
    found = reviewed(library, "20610", "another-plan")
    reasons = {each.rule: each.reason for each in found.not_checked}
    assert reasons["payer-policy"] == (
        "Needlepoint does not hold the payer “another-plan”, so no payer policy was looked up."
    )
    assert found.outcome != "clean"


def test_a_new_guidance_code_is_one_of_several_in_an_encounter(library: Library) -> None:
    found = reviewed(library, "20610, 77099, 77012", modality="ct")
    (flag,) = (each for each in found.flags if each.rule == "guidance-stacked")
    assert "77099" in flag.message
    assert flag.line == 3, "77099 has the lower rank, so 77012 is the one too many"


def test_a_new_guidance_code_is_reported_once_an_encounter_and_with_its_method(library: Library) -> None:
    assert messages(reviewed(library, "20610, 77099 x2", modality="ct"), "unit-is-encounter")
    assert messages(reviewed(library, "20610, 77099", modality="ultrasound"), "modality-mismatch")
    assert not messages(reviewed(library, "20610, 77099", modality="ct"), "modality-mismatch")
    unguided = messages(reviewed(library, "20610, 77099", needle_guided=False), "guidance-not-documented")
    assert len(unguided) == 1


def test_a_new_guidance_code_stands_in_the_table_of_guidance_codes(library: Library) -> None:
    page = library.page("77099", DAY)
    assert page is not None
    (table,) = (
        part
        for section in page.sections
        if section.id == "which"
        for part in section.parts
        if isinstance(part, Table)
    )
    assert ("77099", "an invented needle", "CT") in [row.cells[:3] for row in table.rows]


def test_a_new_structure_and_its_procedure_are_told_from_others(library: Library) -> None:
    def contradicts(lines: str, target: str) -> bool:
        found = reviewed(library, lines, target=target, modality="ct")
        return bool(messages(found, "target-implausible") + messages(found, "target-of-another-code"))

    assert not contradicts("77098", "left moon joint")
    assert contradicts("77098", "hip joint")
    assert contradicts("20610", "left moon joint")


def test_a_procedure_with_a_new_guidance_code_inside_asks_to_leave_it_off(library: Library) -> None:
    found = reviewed(library, "77098, 77099", modality="ct")
    assert "77099 on line 2" in messages(found, "guidance-included")[0]
    assert not messages(reviewed(library, "20610, 77099", modality="ct"), "guidance-included")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (PAYER + TRIGGER.replace("20610", "99998"), "code “99998” is not in codes.csv"),
        (PAYER + TRIGGER.replace('["24"]', '["00"]'), "place “00” is not in places.csv"),
        (PAYER + TRIGGER + 'modifiers = ["QQ"]\n', "modifier “QQ” is not in modifiers.toml"),
        (PAYER + TRIGGER + 'unless_documented = "target"\n', "“target” is no yes-or-no field"),
        (PAYER + TRIGGER.replace("{line}", "{number}"), "“{number}” is neither {code} nor {line}"),
        (PAYER + TRIGGER.replace("{line}", "{line"), "message: "),
        (PAYER + TRIGGER + "last = 2026-01-01\n", "the first day 2026-07-01 is after the last day"),
        (PAYER + TRIGGER.replace('"warning"', '"grave"'), "severity: "),
        (PAYER + TRIGGER + "codez = 1\n", "codez"),
        (PAYER.replace("payer-policy", "ptp-pair") + TRIGGER, "only the check “payer-policy” reads it"),
        (PAYER + "whole_service_from = 2026-01-01\n", "only the check “payer-em-report” reads it"),
        (PAYER.replace("one-plan-hip", "medicare-addon"), "policy “medicare-addon” is already on line"),
        (PAYER.replace('"one-plan"', '"One Plan"'), "id: give the id of a payer in small letters"),
    ],
)
def test_a_fault_of_a_policy_is_named_with_its_own_line(tmp_path: Path, text: str, problem: str) -> None:
    data = copy_of_data(tmp_path, SMALL)
    before = (data / "payers.toml").read_text(encoding="utf-8").count("\n")
    append(data / "payers.toml", small(text))
    said = first_fault(data)
    assert said.startswith("data/payers.toml, line ")
    assert problem in said
    assert int(said.removeprefix("data/payers.toml, line ").partition(":")[0]) > before


@pytest.mark.parametrize(
    ("special", "problem"),
    [
        (GUIDANCE.replace("stack_rank = 15", "stack_rank = 50"), "stack_rank: 50 is that of 77002"),
        (GUIDANCE.replace("stack_rank = 15\n", ""), "role needle needs a stack_rank"),
        (GUIDANCE.replace('steers = "an invented needle"\n', ""), "needs the words that follow “steers”"),
        (GUIDANCE + 'only_for = "the moon"\n', "“the moon” is no target of codes.csv"),
        (GUIDANCE.replace('"needle"', '"thread"'), "guidance.role: "),
        (GUIDANCE.partition("[guidance]")[0], "[guidance] is missing"),
    ],
)
def test_a_fault_of_a_guidance_code_is_named_with_its_file(
    tmp_path: Path, special: str, problem: str
) -> None:
    data = copy_of_data(tmp_path, SMALL)
    append(data / "codes.csv", SMALL_CODE)
    (data / "guidance" / "77099.toml").write_text(small(special), encoding="utf-8")
    said = first_fault(data)
    assert said.startswith("data/guidance/77099.toml, line ")
    assert problem in said
