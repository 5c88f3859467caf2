"""The record: order, words and counts, before anything is set in type."""

from __future__ import annotations

import tomllib
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checklist import Options
from app.checklist.composition import compose
from app.checklist.coverage import cover, print_coverage
from app.checklist.places import place_of
from app.checklist.record import Check, Record
from app.checklist.seal import without_seal
from app.claims.record import read_claim
from app.coding.claim import Claim, Documentation
from app.coding.dates import show_date
from app.coding.editions import EditionUse
from app.coding.fields import ADVICE, DOCUMENTATION_FIELDS
from app.coding.findings import Review
from app.coding.reasons import NotChecked
from app.coding.series import SERIES
from app.library.library import Library
from app.rules import CHECKS, rule_by_slug
from tests.checklist.samples import CASE, DAY, DECIDED, DECISIONS, FLAGS, SLUGS, flag, names, review_of, seal
from tests.conftest import ROOT


def record_of(review: Review | None = None, claim: Claim = CASE, **options: object) -> Record:
    chosen = msgspec.convert(options, Options) if options else Options()
    return compose(review or review_of(), claim, names(), chosen)


def counts_of(record: Record) -> list[int]:
    """The numbers at the end of the labels of section 4."""
    return [int(row.label.rsplit(": ")[1]) for row in record.coverage if ": " in row.label]


def test_title_band_tells_the_whole_truth() -> None:
    outcome = record_of().outcome
    assert outcome.title == "Issues found"
    assert [count.words for count in outcome.counts] == ["2 errors", "4 warnings", "2 info"]
    assert [count.words for count in outcome.coverage] == [
        f"{len(SLUGS) - 3} rules checked",
        "3 not checked, listed in section 4",
    ]


def test_what_is_wrong_with_the_file_of_the_claim_stands_in_the_box_and_the_encounter() -> None:
    claim = msgspec.structs.replace(CASE, schema=2, file_warnings=("segment-count", "cut-short"))
    record = record_of(claim=claim)
    first = record.outcome.coverage[0]
    assert (first.shape, first.words) == ("warning", "Its file does not add up")
    assert dict(record.encounter)["Warnings on its file"] == (
        "SE01 counts other segments than there are; a transaction, group or interchange has no end"
    )


@pytest.mark.parametrize(
    ("review", "title"),
    [
        (review_of((), ()), "Nothing found, everything checked"),
        (review_of(()), "No issue in what was checked"),
        (review_of(), "Issues found"),
    ],
)
def test_outcome_words(review: Review, title: str) -> None:
    assert record_of(review).outcome.title == title


def test_flags_keep_their_order_and_carry_title_place_and_authorities() -> None:
    first, second, *rest = record_of().flags
    assert (first.number, first.title, first.place) == ("1", "Add-on without a primary procedure", "line 1")
    assert first.sources == (
        "Add-on code edits 2026Q3, 77002, type 1",
        "CPT 2026, radiology guidelines",
    )
    assert second.place == "line 1, modifiers"
    assert [each.number for each in rest] == ["3", "4", "5", "6", "7", "8"]
    assert rest[2].finding == "The target is palpable. A payer may ask why a needle needed imaging."
    assert rest[2].remedy == "To clear: Point to the sentence that says why."


@pytest.mark.parametrize(
    ("line", "field", "place"),
    [
        (1, "lines[0].code", "line 1"),
        (2, "lines[1].modifiers[3]", "line 2, modifiers"),
        (2, "lines[1].units", "line 2, units"),
        (3, "lines[2]", "line 3"),
        (None, "place_of_service", "place of service"),
        (None, "documentation.permanent_image", ""),
        (None, None, ""),
    ],
)
def test_place(line: int | None, field: str | None, place: str) -> None:
    assert place_of(flag("ptp-pair", "X-1", "info", "advice", "m", "", line=line, field=field)) == place


def test_lines_and_documentation_name_their_flags() -> None:
    record = record_of()
    assert record.lines[0].flags == ("1", "2", "7")
    named = {each.label: each.flags for each in record.documentation if each.flags}
    assert named == {
        "Permanent image": ("3",),
        "Written interpretation": ("4",),
        "Reason for guidance": ("5",),
        "Radiation dose index": ("8",),
        "Target": ("6",),
    }


def test_a_code_that_the_book_lacks_says_so() -> None:
    claim = msgspec.structs.replace(CASE, lines=(msgspec.structs.replace(CASE.lines[0], code="0000X"),))
    assert record_of(claim=claim).lines[0].label == "label not known"


def asked_for_everything() -> Claim:
    """The case where a stopped procedure asks for anesthesia, and any payer may ask for the report."""
    stopped = msgspec.structs.replace(CASE.lines[0], modifiers=("74",))
    return msgspec.structs.replace(CASE, payer=None, lines=(stopped, *CASE.lines[1:]))


def test_elements_that_nothing_on_the_claim_asks_for_have_no_row_and_are_named() -> None:
    injection = Documentation(technique="injection")
    claim = msgspec.structs.replace(CASE, payer="medicare", documentation=injection)
    record = record_of(review_of(()), claim)
    left = ("Catheter left in", "Anesthesia begun", "Report attached")
    assert not {each.label for each in record.documentation} & set(left)
    assert len(record.documentation) == len(DOCUMENTATION_FIELDS) - len(left)
    assert record.result.elements == str(len(record.documentation))
    assert record.not_asked == f"Not listed, since nothing on this claim asks for it: {', '.join(left)}."
    drawn = msgspec.structs.replace(claim, documentation=Documentation(technique="drainage"), payer="uhc")
    assert record_of(review_of(()), drawn).not_asked.endswith(" asks for it: Anesthesia begun.")
    assert record_of(claim=asked_for_everything()).not_asked == ""


def test_names_of_checks_are_not_printed_as_findings() -> None:
    not_checked, _flagged, passed = record_of().coverage[:3]
    assert not_checked.lead == (
        "None of these could be looked for on the whole claim, for the reason in brackets:"
    )
    assert passed.lead == "Each of these was looked for and not found:"
    nothing = review_of((), ())
    assert record_of(nothing).coverage[0].lead == ""
    assert record_of(msgspec.structs.replace(nothing, checked=())).coverage[2].lead == ""


def test_not_stated_is_never_printed_as_no() -> None:
    said = {
        each.label: (each.value, each.stated)
        for each in record_of(claim=asked_for_everything()).documentation
    }
    assert len(said) == len(DOCUMENTATION_FIELDS)
    assert said["Needle steered live"] == ("Yes", True)
    assert said["Permanent image"] == ("No", True)
    assert said["Needle tip position"] == ("Not stated", False)
    assert said["Target"] == ("lateral thigh mass", True)
    assert said["Laterality"] == ("Right", True)


def test_every_documentation_field_has_a_row() -> None:
    empty = record_of(claim=msgspec.structs.replace(CASE, documentation=Documentation())).documentation
    assert not any(each.stated for each in empty)
    for field in DOCUMENTATION_FIELDS:
        value = next(iter(field.values), "disc" if field.kind == "text" else False)
        said = field.write(msgspec.structs.replace(CASE, documentation=Documentation()), value)
        stated = [each for each in record_of(claim=said).documentation if each.stated]
        assert [(each.label, each.value) for each in stated] == [(field.label, field.show(value))]
        told = review_of((flag("ptp-pair", "X-1", "info", "advice", "m", "", field=field.path),))
        assert [each.label for each in record_of(told).documentation if each.flags] == [field.label]


def test_who_asks_has_a_text_with_sources_and_our_own_advice_has_none() -> None:
    text = (ROOT / "data" / "documentation.toml").read_text(encoding="utf-8")
    explained = {each["field"] for each in tomllib.loads(text)["element"]}
    asked = {field.name for field in DOCUMENTATION_FIELDS if field.asked_by != ADVICE}
    assert explained == asked
    printed = {each.label: each.asked_by for each in record_of(claim=asked_for_everything()).documentation}
    assert printed == {field.label: field.asked_by for field in DOCUMENTATION_FIELDS}


def test_encounter_blanks_and_unknowns() -> None:
    claim = Claim(schema=1, date_of_service=DAY, lines=(), place_of_service="77")
    cells = dict(record_of(claim=claim, review_type="pre-bill").encounter)
    assert cells["Reference"] == "Not stated"
    assert cells["Place of service"] == "77"
    assert cells["Review"] == "Pre-bill"
    assert cells["Reviewed on"] is None
    assert dict(record_of().encounter)["Review"] is None


def test_section_4_adds_up_to_the_rule_book() -> None:
    assert sum(counts_of(record_of())) == len(SLUGS)
    assert counts_of(record_of()) == [3, 8, len(SLUGS) - 11]


@given(st.data())
def test_section_4_adds_up_whatever_the_review_names(data: st.DataObject) -> None:
    slugs = sorted(SLUGS)
    flagged = data.draw(st.sets(st.sampled_from(slugs)))
    silent = data.draw(st.sets(st.sampled_from(slugs)))
    asleep = data.draw(st.sets(st.sampled_from(slugs)))
    review = Review(
        schema=1,
        outcome="issues",
        flags=tuple(flag(slug, "X-1", "error", "advice", "m", "") for slug in sorted(flagged)),
        checked=tuple(slug for slug in slugs if slug not in silent | asleep),
        not_checked=tuple(NotChecked(slug, "No edition.") for slug in sorted(silent)),
        editions=(),
    )
    coverage = cover(review, SLUGS)
    parts = (coverage.not_checked, coverage.flagged, coverage.passed, coverage.dormant)
    assert sum(map(len, parts)) == len(SLUGS)
    assert set().union(*parts) == set(SLUGS)
    assert not set(coverage.passed) & (flagged | silent)


def test_rules_out_of_force_have_a_row_of_their_own() -> None:
    review = msgspec.structs.replace(review_of((), ()), checked=tuple(sorted(SLUGS))[1:])
    rows = print_coverage(review, cover(review, SLUGS), (), names(), DAY)
    assert [row.label for row in rows] == [
        "Not checked: 0",
        "Checked, flagged: 0",
        f"Checked, nothing found: {len(SLUGS) - 1}",
        "Not in force on this date: 1",
        "Editions used",
    ]


def test_one_reason_is_said_once_for_all_its_rules() -> None:
    review = review_of((), (NotChecked("ptp-pair", "No pairs."), NotChecked("code-unknown", "No pairs.")))
    (item,) = record_of(review).coverage[0].items
    assert item.checks == (Check("NCCI PTP edit", "EDT-101"), Check("Code not known", "VAL-101"))
    assert item.words == " (No pairs)"


def test_checks_are_named_in_the_order_of_the_rule_book_and_never_by_slug() -> None:
    (passed,) = [row for row in record_of(review_of((), ())).coverage if row.shape == "passed"]
    named = [check for item in passed.items for check in item.checks]
    assert named == [Check(rule.title, rule.id) for rule in sorted(CHECKS, key=lambda rule: rule.id)]


def test_a_rule_that_this_version_lacks_stands_last_by_its_slug() -> None:
    review = review_of((), (NotChecked("later-rule", "No pairs."), NotChecked("ptp-pair", "No pairs.")))
    (item,) = record_of(review).coverage[0].items
    assert item.checks == (Check("NCCI PTP edit", "EDT-101"), Check("later-rule", ""))


def test_editions_have_name_and_dates() -> None:
    assert [item.words for item in record_of().coverage[-2].items] == [
        "NCCI PTP edits, practitioner 2026Q3 (07/01/2026 to 09/30/2026)",
        "Add-on code edits 2026Q3 (from 07/01/2026)",
        "Physician fee schedule relative values RVU26C (from 07/01/2026)",
        "Needlepoint book 2026.11 (each fact has its own dates)",
    ]


def test_an_edition_outside_the_date_of_service_says_so() -> None:
    use = EditionUse("ncci-aoc", None, "2026Q2", date(2026, 4, 1), date(2026, 6, 30))
    review = msgspec.structs.replace(review_of(), editions=(use,))

    def said(day: date) -> tuple[str | None, str, str]:
        row = record_of(review, msgspec.structs.replace(CASE, date_of_service=day)).coverage[-2]
        return row.shape, row.label, row.items[0].words

    inside = (None, "Editions used", "Add-on code edits 2026Q2 (04/01/2026 to 06/30/2026)")
    outside = "warning", "Editions of other dates"
    assert said(date(2026, 3, 31)) == (
        *outside,
        f"Add-on code edits 2026Q2, from 04/01/2026: {SERIES['ncci-aoc'].before}",
    )
    assert said(date(2026, 7, 1)) == (*outside, "Add-on code edits 2026Q2, ended 06/30/2026")
    assert said(date(2026, 4, 1)) == said(date(2026, 6, 30)) == inside


def test_nothing_to_list_is_said() -> None:
    rows = {row.label: row.items for row in record_of(review_of((), ())).coverage}
    assert [rows[label][0].words for label in ("Not checked: 0", "Checked, flagged: 0")] == ["none", "none"]


def test_a_long_reference_is_short_in_the_footer_and_whole_on_the_page() -> None:
    reference = "word " * 39 + "last."
    record = record_of(claim=msgspec.structs.replace(CASE, reference=reference))
    assert record.encounter[0] == ("Reference", reference)
    assert record.footer.reference == "word word word word word word w…"


def test_sources_are_named_in_full_once() -> None:
    row = record_of().coverage[-1]
    assert row.label == "Sources cited"
    assert [item.words for item in row.items] == [
        "Add-on code edits 2026Q3: Add-on code edits",
        "RVU26C: Physician fee schedule relative values",
        "needlepoint: What a rule cites",
    ]


def test_dispositions_are_ticked_with_the_reason_in_full() -> None:
    decided = [each.disposition for each in record_of(claim=DECIDED).flags]
    assert [each.state for each in decided[-3:]] == ["fixed", "accepted", "not-applicable"]
    assert {each.state for each in decided[:-3]} == {"open"}
    assert decided[-2].words == f"Decision: accepted. {DECISIONS[1].reason}"
    assert decided[0].words == ""


def test_a_decision_is_printed_with_its_day_and_who_made_it_but_no_day_where_the_date_is_hidden() -> None:
    decision = msgspec.structs.replace(DECISIONS[0], by="AB", at=CASE.date_of_service)
    claim = msgspec.structs.replace(DECIDED, dispositions=(decision,))
    day = show_date(CASE.date_of_service)
    assert record_of(claim=claim).flags[-1].disposition.words == f"Decision: fixed on {day} by AB."
    hidden = record_of(claim=claim, quarter_only=True)
    assert hidden.flags[-1].disposition.words == "Decision: fixed by AB."
    assert day not in repr(hidden)


def test_decided_flags_leave_the_counts_and_keep_their_numbers_everywhere() -> None:
    before, after = record_of(), record_of(claim=DECIDED)
    open_before = sum(int(count.words.split()[0]) for count in before.outcome.counts)
    *left, decided = after.outcome.counts
    assert (decided.shape, decided.words) == (None, "3 decided")
    assert sum(int(count.words.split()[0]) for count in left) == open_before - 3
    by_number = {flag.number: flag for flag in after.flags}
    for line in after.lines:
        assert all(by_number[number].place.startswith(f"line {line.number}") for number in line.flags)


def test_a_decision_that_meets_no_flag_is_printed_as_such() -> None:
    record = record_of(review_of((), ()), claim=DECIDED)
    (row,) = [row for row in record.coverage if row.label == "Decided, no longer flagged"]
    assert [item.checks[0].title for item in row.items] == [
        rule_by_slug(each.rule).title for each in DECISIONS
    ]
    assert row.items[0].words == " (line 1, fixed)"
    assert DECISIONS[1].reason in row.items[1].words
    assert record.outcome.counts == ()
    assert all(row.label != "Decided, no longer flagged" for row in record_of(claim=DECIDED).coverage)


def test_footer_names_editions_used_with_their_checksums_and_the_book_last() -> None:
    assert record_of().footer.identity[2:] == (
        f"add-on code edits 2026Q3 [{seal('ncci-aoc', '2026Q3')}]",
        f"PTP 2026Q3 [{seal('ncci-ptp', '2026Q3')}]",
        f"PFS RVU26C [{seal('pfs-rvu', 'RVU26C')}]",
        f"book 2026.11 [{seal('book', '2026.11')}]",
    )


def test_content_checksum_follows_claim_review_and_editions(small_library: Library) -> None:
    def content(record: Record) -> str:
        return record.footer.identity[1]

    same = content(record_of())
    assert same == content(record_of(paper="a4"))
    others = [
        content(record_of(claim=msgspec.structs.replace(CASE, payer="cigna"))),
        content(record_of(review_of(FLAGS[:-1]))),
        content(compose(review_of(), CASE, small_library, Options())),
    ]
    assert len({same, *others}) == 4
    assert len(same) == len("content ") + 12


def test_claim_is_attached_unless_left_out() -> None:
    assert [file.name for file in record_of().attachments] == ["claim.json"]
    assert record_of(attach_claim=False).attachments == ()
    assert record_of(quarter_only=True).attachments == ()


def test_every_decision_is_attached_inside_the_claim() -> None:
    for review in (review_of(), review_of((), ())):
        (file,) = record_of(review, claim=DECIDED).attachments
        attached = read_claim(file.text)
        assert attached.checklist is not None
        assert without_seal(attached) == DECIDED
