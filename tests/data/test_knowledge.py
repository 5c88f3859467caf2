"""What always holds of the knowledge: sources, dates, own words, and every fact of OpenPayer's page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct, structs

from app.claims.record import claim_from
from app.coding.denials import GROUPS
from app.coding.payers import FILING_INDICATORS, payer_label
from app.payment.authorities import AUTHORITIES
from app.rules import ALL_RULES
from build_scripts.coverage import count_confidence, count_facts, report
from build_scripts.reference import payer_sections
from build_scripts.reference.checks import find_faults
from build_scripts.reference.keys import page_keys
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.sources import cited_rows

SHINGLE = 8
# Where each statement of OpenPayer's page is restated: page, section, and words that must stand there.
SEED_FACTS = [
    ("what it is", "summary", "Fluoroscopy that steers a needle when it is first placed"),
    ("purposes", "covers", "injects, aspirates, takes a biopsy, or brings a localization device to a lesion"),
    ("not the spine", "summary", "Any part of the body but the spine"),
    ("how common", "summary", "A common guidance service across the country"),
    ("why it matters", "summary", "on coding compliance and on how facilities plan their resources"),
    ("payers", "summary", "Medicare, UnitedHealthcare, Cigna Health, Aetna and Blue Cross Blue Shield"),
    ("what readers learn", "summary", "benchmarks and policy context"),
    ("level and approach", "covers", "finds the level and the approach"),
    ("service type", "summary", "Needle placement guided by imaging"),
    ("suite", "sites", "Interventional radiology suite"),
    ("hospital outpatient", "sites", "hospital outpatient department"),
    ("surgical center", "sites", "surgical center"),
    ("other setting", "sites", "another procedure room with fluoroscopy"),
    ("taxonomies", "unavailable", "Not given by OpenPayer's page"),
    ("case: age", "clinical", "Aged 58"),
    ("case: lump", "clinical", "soft-tissue lump that can be felt on the outer side of the right thigh"),
    ("case: found", "clinical", "found on examination and ultrasound"),
    ("case: request", "clinical", "An orthopedic surgeon asks for tissue, to rule out a malignant tumor"),
    ("case: earlier imaging", "clinical", "looks at earlier imaging and obtains informed consent"),
    ("case: biopsy", "clinical", "A needle biopsy through the skin"),
    ("case: position", "clinical", "position on the fluoroscopy table"),
    ("case: preparation", "clinical", "sterile preparation and local anesthesia"),
    ("case: images", "clinical", "brief fluoroscopic views find the lesion and set the path"),
    ("case: skin", "clinical", "marks where the needle enters the skin"),
    ("case: record", "clinical", "writes down that fluoroscopy guided the biopsy needle"),
    ("case: sampling code", "clinical", "may go out under a tissue sampling code"),
    ("case: after", "clinical", "Watched for early complications, then sent home with instructions"),
    ("case: radiology department", "sites", "Radiology department of a hospital"),
    ("case: imaging center", "sites", "outpatient imaging center"),
]
UNAVAILABLE = ("Taxonomies", "Diagnoses (ICD-10-CM)", "Related codes")
CONFLICTS = {f"K{number}" for number in range(1, 18)} | {"S1", "S2", "S3"}


def test_the_knowledge_has_no_fault(knowledge: Knowledge) -> None:
    assert [str(fault) for fault in find_faults(knowledge)] == []


def test_every_cited_source_exists_and_every_source_is_cited(knowledge: Knowledge) -> None:
    known = {row.value.id for row in knowledge.sources}
    cited = {source for _, item in cited_rows(knowledge) for source, _ in item.pairs()}
    assert cited <= known
    cited |= {cite.source for rule in ALL_RULES for cite in rule.citations}
    cited |= {*AUTHORITIES, payer_sections.SEARCH}
    assert known - cited == set(), "a source that nothing cites is dead"


def test_every_source_says_where_it_is_when_it_was_read_and_how_sure_it_is(knowledge: Knowledge) -> None:
    for row in knowledge.sources:
        source = row.value
        assert (
            source.url.startswith("http")
            or "not recorded" in source.note
            or source.publisher == "Needlepoint"
        )
        assert source.read >= date(2026, 1, 1)
        assert source.edition
        assert source.license


def test_an_edition_is_named_in_words_and_by_no_commit(knowledge: Knowledge) -> None:
    hashed = re.compile(r"commit|\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b")
    assert [row.value.id for row in knowledge.sources if hashed.search(row.value.edition)] == []


def test_of_a_source_that_states_a_month_no_day_is_made_up(knowledge: Knowledge) -> None:
    months = [row.value for row in knowledge.sources if re.fullmatch(r"\d{4}-\d{2}", row.value.edition)]
    assert months
    assert [source.id for source in months if source.published] == []


def test_sources_of_one_series_do_not_claim_the_same_days_twice(knowledge: Knowledge) -> None:
    spans: dict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    for row in knowledge.sources:
        source = row.value
        if source.series and source.first and source.last:
            setting = "hospital" if "hospital" in source.title else "practitioner"
            for first, last in spans[source.series, setting]:
                assert source.last < first or last < source.first, source.id
            spans[source.series, setting].append((source.first, source.last))
    assert len(spans) >= 5


@pytest.mark.parametrize(("name", "section", "words"), SEED_FACTS, ids=[fact[0] for fact in SEED_FACTS])
def test_every_fact_of_the_seed_document_is_on_the_page_of_77002(
    knowledge: Knowledge, name: str, section: str, words: str
) -> None:
    (page,) = (row.value for row in knowledge.guidance if row.value.key == "77002")
    facts = [fact for part in page.section if part.id == section for fact in part.fact]
    found = [fact for fact in facts if words in fact.value]
    assert found, name
    assert any("openpayer" in dict(fact.pairs()) for fact in found), f"{name} does not cite OpenPayer's page"


def test_what_the_seed_lacks_is_said_beside_our_supplement(knowledge: Knowledge) -> None:
    (page,) = (row.value for row in knowledge.guidance if row.value.key == "77002")
    (section,) = (section for section in page.section if section.id == "unavailable")
    states = {fact.label: fact.state for fact in section.fact}
    assert [states[label] for label in UNAVAILABLE] == ["unavailable"] * 3
    assert list(states.values()).count("supplement") == 3


def test_the_seed_row_of_modifier_26_is_kept_beside_ours(knowledge: Knowledge) -> None:
    (modifier,) = (row.value for row in knowledge.modifiers if row.value.code == "26")
    assert modifier.openpayer_description
    assert modifier.openpayer_use
    assert "openpayer" in dict(modifier.pairs())
    speaks = [row.value.code for row in knowledge.modifiers if row.value.openpayer_use]
    assert speaks == ["26"], "OpenPayer's page knows one modifier"


def test_every_disagreement_of_the_register_is_there_with_both_sides(knowledge: Knowledge) -> None:
    assert {row.value.id for row in knowledge.conflicts} == CONFLICTS
    for row in knowledge.conflicts:
        assert len(row.value.position) >= 2
        assert row.value.governs
        assert row.value.why
        assert row.value.advice


def test_disputed_facts_of_the_seed_name_their_entry_in_the_register(knowledge: Knowledge) -> None:
    (page,) = (row.value for row in knowledge.guidance if row.value.key == "77002")
    disputed = [fact for section in page.section for fact in section.fact if fact.state == "disputed"]
    assert {name for fact in disputed for name in CONFLICTS if name in fact.note.split("See ")[-1]} >= {
        "S1",
        "S3",
    }
    assert all(re.search(r"\b[KS]\d", fact.note) for fact in disputed)


def test_references_to_the_register_in_the_text_are_not_dangling(knowledge: Knowledge) -> None:
    for path, text in _texts(knowledge):
        for name in re.findall(r"\((K\d+|S\d)\)|See (K\d+|S\d)|see (K\d+|S\d)", text):
            assert set(filter(None, name)) <= CONFLICTS, f"{path}: {text}"


def test_no_text_repeats_the_seed_or_the_fact_sheet(knowledge: Knowledge, shared: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for name in ("seed-77002.md", "coding-facts.md"):
        theirs |= _shingles((shared / "knowledge" / name).read_text(encoding="utf-8"))
    repeats = [
        f"{path}: {text}" for path, text in _texts(knowledge) if not theirs.isdisjoint(_shingles(text))
    ]
    assert repeats == []


def test_our_labels_are_short_and_are_not_the_official_ones(knowledge: Knowledge) -> None:
    for row in knowledge.codes:
        assert 3 <= len(row.value.label) <= 60
        assert ";" not in row.value.label, "a semicolon is how the code set joins a stem to its variant"


def test_a_code_that_has_ended_names_its_successors_or_has_none(knowledge: Knowledge) -> None:
    codes = {row.value.code: row.value for row in knowledge.codes}
    for code in ("10022", "27370", "32405", "55700", "76003"):
        assert codes[code].successors
        for successor in codes[code].successors:
            assert codes[successor].last is None
    assert {code for code, row in codes.items() if row.last} == {
        *("10022", "27370", "32405", "55700", "64508", "76001", "76003"),
        *("G0202", "J1020", "J1030", "J1040"),
        *("62310", "62311", "62318", "62319", "73542"),
        *("0228T", "0229T", "0230T", "0231T"),
    }


def test_the_joint_of_every_arthrogram_and_of_its_injection_is_known(knowledge: Knowledge) -> None:
    codes = {row.value.code: row.value for row in knowledge.codes}
    read = {row.value.code for row in knowledge.inclusions if row.value.ground == "arthrography"}
    injected = {code for code, row in codes.items() if "arthrogram-injection" in row.techniques}
    for code in injected - {"G0259"}:  # its reading, 73542, ended with 2011
        joints = [
            reading for reading in read if not set(codes[reading].targets).isdisjoint(codes[code].targets)
        ]
        assert len(joints) == 1, code
    assert len(read) == 7


def test_nerve_blocks_of_k1_change_on_the_first_of_january_2023(knowledge: Knowledge) -> None:
    rows = [row.value for row in knowledge.inclusions if row.value.conflict == "K1"]
    assert sorted(row.code for row in rows) == ["64415", "64416", "64417", "64445", "64446", "64447", "64448"]
    assert {(row.guidance, row.first, row.last) for row in rows} == {("77002", date(2023, 1, 1), None)}


def test_a_code_is_never_both_a_listed_primary_and_bundled_unless_the_sources_disagree(
    knowledge: Knowledge,
) -> None:
    listed = {
        (row.value.primary, row.value.add_on) for row in knowledge.add_on_pairs if row.value.last is None
    }
    both = [
        row.value
        for row in knowledge.inclusions
        if (row.value.code, row.value.guidance) in listed and row.value.conflict is None
    ]
    assert both == []


def test_an_alternative_leads_to_another_code_that_is_valid(knowledge: Knowledge) -> None:
    codes = {row.value.code: row.value for row in knowledge.codes}
    for row in knowledge.alternatives:
        assert row.value.use not in (row.value.code, row.value.guidance)
        assert codes[row.value.use].last is None


def test_every_synonym_is_given_once(knowledge: Knowledge) -> None:
    words = [word.lower() for row in knowledge.synonyms for word in row.value.words]
    words += [word.lower() for row in knowledge.topics for word in row.value.synonyms]
    assert sorted(words) == sorted(set(words))
    assert {key for row in knowledge.synonyms for key in row.value.keys} <= page_keys(knowledge) | {
        f"rule:{rule.slug}" for rule in ALL_RULES
    }


def test_every_payer_of_the_seed_has_a_dated_or_numbered_policy(knowledge: Knowledge) -> None:
    payers = {row.value.id: row.value for row in knowledge.payers}
    for payer in ("medicare", "unitedhealthcare", "aetna", "cigna", "bcbs"):
        assert payers[payer].policy
        assert all(policy.number or policy.first or payer == "medicare" for policy in payers[payer].policy)


def test_every_policy_feeds_a_check_of_the_claim_format(knowledge: Knowledge) -> None:
    slugs = {policy.slug for row in knowledge.payers for policy in row.value.policy}
    assert slugs <= {
        "addon-without-primary",
        "component-26-missing",
        "component-26-own-equipment",
        "payer-em-report",
        "payer-policy",
        "ptp-pair",
        "unit-is-encounter",
    }
    assert {"payer-em-report", "addon-without-primary"} <= slugs


def test_example_claims_read_as_claims(knowledge: Knowledge) -> None:
    assert len(knowledge.examples) >= 8
    codes = {row.value.code for row in knowledge.codes}
    for row in knowledge.examples:
        claim = claim_from(row.value.claim)
        assert {line.code for line in claim.lines} <= codes
    (thigh_mass,) = (row.value for row in knowledge.examples if row.path.endswith("01-thigh-mass.json"))
    claim = claim_from(thigh_mass.claim)
    assert [line.code for line in claim.lines] == ["20206", "77002"]
    assert claim.documentation.permanent_image is None, "the example's story says nothing of an image"


def test_confidence_is_counted_for_every_fact(knowledge: Knowledge) -> None:
    levels = count_confidence(knowledge)
    assert set(levels) == {"high", "medium", "low"}
    assert levels["high"] > levels["medium"] > levels["low"] > 0
    assert count_facts(knowledge) == levels.total()
    assert f"{levels.total():,}" in report(knowledge, [])


def test_the_prose_names_no_tool_and_no_machine(knowledge: Knowledge) -> None:
    forbidden = re.compile(r"/tmp|/work|coder-knowledge|\bTODO\b|\*CK\*|fact sheet", re.IGNORECASE)
    assert [text for _, text in _texts(knowledge) if forbidden.search(text)] == []


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every text of the knowledge that a person reads, with its file; of sources only our notes on them."""
    yield from ((row.path, row.value.note) for row in knowledge.sources)
    for field in structs.fields(Knowledge):
        table = getattr(knowledge, field.name)
        if isinstance(table, list) and field.name not in ("synonyms", "sources"):
            for row in table:
                yield from ((row.path, text) for text in _strings(row.value))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in ("url", "targets", "primary", "codes", "report", "publisher"):
                yield from _strings(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _strings(item)


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Runs of eight words; numbers do not count, for lists of codes are alike everywhere."""
    words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word.isalpha()]
    return {tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}


def test_runs_of_codes_of_one_region_stand_in_order_and_do_not_overlap(knowledge: Knowledge) -> None:
    runs = [(row.value.first, row.value.last) for row in knowledge.regions]
    assert runs == sorted(runs)
    assert all(first <= last for first, last in runs)
    assert all(before[1] < after[0] for before, after in pairwise(runs))
    held = {row.value.code for row in knowledge.codes}
    assert all(any(first <= code <= last for code in held) for first, last in runs)


def test_every_group_code_that_is_read_is_explained_and_no_other(knowledge: Knowledge) -> None:
    explained = {row.value.number for row in knowledge.denial_codes if row.value.kind == "group"}
    assert explained == {*GROUPS}


def test_every_payer_that_a_filing_indicator_names_has_a_label_of_its_own(knowledge: Knowledge) -> None:
    labels = {row.value.id: row.value.label for row in knowledge.payers}
    for payer in FILING_INDICATORS.values():
        assert payer_label(payer, labels) != payer
