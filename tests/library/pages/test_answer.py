"""The answer for a procedure with a guidance code, before and after the dates that change it."""

from datetime import date
from pathlib import Path

import pytest

from app.coding.pages import Answer, Fact, remarks_on
from app.library import Library
from app.library.book.book import open_book
from app.library.pages.code_facts import ROWS_DATED

TODAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("code", "guidance", "on", "answer"),
    [
        ("64447", "77002", date(2019, 12, 31), "not-listed"),
        ("64447", "77002", date(2020, 1, 1), "separately-reportable"),
        ("64447", "77002", date(2022, 12, 31), "separately-reportable"),
        ("64447", "77002", date(2023, 1, 1), "sources-conflict"),
        ("55700", "77002", date(2025, 12, 31), "separately-reportable"),
        ("55700", "77002", date(2026, 1, 1), "code-not-valid"),
        ("62267", "77003", TODAY, "separately-reportable"),
        ("20610", "77003", TODAY, "other-guidance-code"),
        ("99999", "77002", TODAY, "not-listed"),
        ("CCCCC", "77001", TODAY, "contractor-decides"),
    ],
)
def test_the_word_of_the_answer(bare: Library, code: str, guidance: str, on: date, answer: str) -> None:
    assert bare.answer(code, guidance, on).answer == answer


def edit_fact(answer: Answer) -> Fact:
    return next(fact for fact in answer.facts if fact.label == "NCCI PTP edit")


@pytest.mark.parametrize("code", ["20610", "20611", "64447", "62267", "55700", "73040", "20560"])
def test_every_answer_cites_a_source_that_the_library_can_show(bare: Library, code: str) -> None:
    found = bare.answer(code, "77002", TODAY)
    assert found.citations
    assert all(bare.source(citation) for citation in found.citations)
    assert found.sentence.endswith(".")


def test_a_dispute_cites_both_sides_and_says_what_governs(bare: Library) -> None:
    found = bare.answer("64447", "77002", TODAY)
    assert {"cms-aoc-2026q2", "cpt-2023"} <= {citation.source for citation in found.citations}
    assert "governs" in found.sentence
    assert found.sentence.startswith("Do not report 77002 from 01/01/2023.")


def test_a_date_beyond_the_book_is_said_to_be_unchecked(bare: Library) -> None:
    found = bare.answer("20610", "77002", date(2027, 1, 2))
    assert found.answer == "not-known"
    assert found.sentence.startswith("No edition answers for 01/02/2027.")
    assert found.sentence.endswith("In 2026Q2 20610 was listed for 77002.")


@pytest.mark.parametrize("on", [date(2016, 6, 15), date(2027, 1, 15)])
@pytest.mark.parametrize("code", ["20610", "64640", "99999"])
def test_where_no_edition_answers_nothing_is_called_listed_or_not_listed(
    bare: Library, code: str, on: date
) -> None:
    found = bare.answer(code, "77002", on)
    assert found.answer == "not-known"
    assert found.citations
    assert "import the files" in found.sentence


@pytest.mark.parametrize("on", [date(2017, 1, 1), date(2026, 12, 31)])
def test_not_listed_is_a_statement_of_the_list_that_answers(bare: Library, on: date) -> None:
    assert bare.answer("20560", "77002", on).answer in ("not-listed", "code-not-valid")
    assert bare.answer("64640", "77002", on).answer == "not-listed"


def test_reportable_says_once_that_the_pair_edits_of_the_day_are_not_here_and_what_the_last_had(
    bare: Library,
) -> None:
    found = bare.answer("20610", "77002", TODAY)
    assert "not on the shelf; import the files of 2026Q3. 2024Q3 has no edit of the two." in found.sentence
    pairs = next(fact for fact in found.facts if fact.label == "NCCI PTP edit")
    assert (pairs.value, pairs.state, pairs.note) == ("none", "carried", "")
    assert remarks_on(pairs, TODAY) == ("2024Q3, ended 09/30/2024",)
    listed = next(fact for fact in found.facts if fact.label == "Add-on list")
    assert remarks_on(listed, TODAY) == ("2026Q2, ended 06/30/2026",)
    assert remarks_on(bare.answer("20610", "77002", date(2026, 6, 30)).facts[0], TODAY) == ()


def test_a_pair_edit_read_after_the_date_is_shown_and_bars_nothing(bare: Library) -> None:
    on = date(2020, 1, 15)
    found = bare.answer("73201", "77002", on)
    assert found.answer == "not-listed"
    fact = next(fact for fact in found.facts if fact.label == "NCCI PTP edit")
    assert fact.value.startswith("73201 / 77002")
    assert remarks_on(fact, on) == ("2024Q3, from 07/01/2024",)


@pytest.mark.parametrize(
    ("year", "source"), [(2024, "cms-rvu24c"), (2025, "cms-rvu25d"), (2026, "cms-rvu26c")]
)
def test_the_component_split_cites_the_fee_schedule_of_the_year(
    bare: Library, year: int, source: str
) -> None:
    facts = bare.answer("20610", "77002", date(year, 8, 1)).facts
    split = next(fact for fact in facts if fact.label == "In a facility")
    assert [citation.source for citation in split.citations] == [source]


def test_the_books_part_of_the_pair_edits_is_never_called_none_but_for_guidance_codes(bare: Library) -> None:
    on = date(2024, 8, 1)
    assert edit_fact(bare.answer("20610", "20605", on)).state == "missing"
    whole = bare.answer("20610", "77002", on)
    assert (edit_fact(whole).value, edit_fact(whole).state, whole.gaps) == ("none", "stated", ())


def test_no_edit_is_said_of_the_table_in_which_a_guidance_code_was_read(bare: Library) -> None:
    older = edit_fact(bare.answer("20610", "77011", date(2024, 8, 1)))
    assert (older.value, older.state, older.citations[0].edition) == ("none", "carried", "2024Q2")
    inside = edit_fact(bare.answer("20610", "77011", date(2024, 5, 1)))
    assert (inside.value, inside.state) == ("none", "stated")
    after = edit_fact(bare.answer("20610", "77011", date(2026, 5, 1)))
    assert (after.value, after.citations[0].edition) == ("none", "2024Q2")


def test_what_rests_on_an_edit_alone_is_not_known_before_every_table(bare: Library) -> None:
    before = bare.answer("0200T", "77002", date(2020, 1, 15))
    assert before.answer == "not-listed"
    assert [cause.need for gap in before.gaps for cause in gap.causes] == ["add-ons"]
    assert remarks_on(edit_fact(before), date(2020, 1, 15)) == ("2024Q3, from 07/01/2024",)
    assert bare.answer("0200T", "77002", date(2024, 8, 1)).headline() == "Bundled, leave it off"


def test_an_edit_of_an_ended_table_alone_is_named_in_the_headline_and_rules_nothing(bare: Library) -> None:
    after = bare.answer("0200T", "77002", date(2026, 11, 15))
    assert after.headline() == "Bundled in 2024Q3"
    assert after.sentence.startswith("NCCI PTP edit: column 1 0200T, column 2 77002, modifier indicator 1.")
    assert after.sentence.endswith("Leave 77002 off, unless the record supports an NCCI modifier on it.")
    assert [cause.need for gap in after.gaps for cause in gap.causes] == ["pairs"]
    manual_as_well = bare.answer("0200T", "76000", date(2026, 11, 15))
    assert (manual_as_well.headline(), manual_as_well.gaps) == ("Bundled, leave it off", ())


def test_a_row_that_a_later_list_lacks_is_not_known_for_the_date(bare: Library) -> None:
    on = date(2025, 3, 1)
    found = bare.answer("99213", "77002", on)
    assert found.sentence.endswith("which begins 04/01/2026; the edition of 03/01/2025 is not on the shelf.")
    assert [cause.need for gap in found.gaps for cause in gap.causes] == ["add-ons"]
    assert found.facts[0].note == (
        "Add-on code edits for 2025Q1 are not on the shelf; import them. Looked up in 2026Q2."
    )
    with_row = bare.answer("64450", "77002", date(2019, 3, 1))
    assert (with_row.answer, with_row.gaps) == ("not-listed", ())
    contractor = bare.answer("36556", "77001", on)
    assert (contractor.answer, contractor.gaps) == ("contractor-decides", ())


def test_what_could_not_be_looked_up_is_missing_with_its_reason(bare: Library) -> None:
    answers = (bare.answer("20610", "77002", date(2020, 6, 15)), bare.answer("20610", "20605", TODAY))
    early, other = (next(each for each in found.facts if each.label == "NCCI PTP edit") for found in answers)
    assert (early.state, other.state) == ("missing", "missing")
    assert "import" in early.note
    assert "import" in other.note


@pytest.mark.parametrize("guidance", ["76942", "77012", "77021", "76000", "77011"])
def test_silence_of_every_source_never_reads_as_reportable(bare: Library, guidance: str) -> None:
    found = bare.answer("99213", guidance, TODAY)
    assert found.answer == "not-listed"
    assert "no source in Needlepoint says" in found.sentence


@pytest.mark.parametrize("guidance", ["76942", "77012", "77021"])
def test_guidance_that_is_no_add_on_is_reportable_where_the_decision_table_says_so(
    bare: Library, guidance: str
) -> None:
    found = bare.answer("20206", guidance, TODAY)
    assert found.answer == "separately-reportable"
    assert found.citations


@pytest.mark.parametrize(("code", "guidance"), [("20611", "77001"), ("31622", "76000")])
def test_a_pair_edit_of_the_book_answers_with_its_edition(bare: Library, code: str, guidance: str) -> None:
    found = bare.answer(code, guidance, TODAY)
    assert found.answer == "included"
    assert "2024Q3" in found.sentence
    fact = next(fact for fact in found.facts if fact.label == "NCCI PTP edit")
    assert fact.value.startswith(f"{code} / {guidance}")
    assert remarks_on(fact, TODAY) == ("2024Q3, ended 09/30/2024",)


def test_fluoroscopy_of_its_own_code_is_part_of_an_injection(bare: Library) -> None:
    found = bare.answer("20610", "76000", TODAY)
    assert (found.answer, found.use) == ("other-guidance-code", "77002")
    assert bare.answer("27096", "76000", TODAY).answer == "included"
    assert bare.answer("64447", "76000", date(2022, 12, 31)).use == "77002"
    assert bare.answer("64447", "76000", date(2023, 1, 1)).answer == "included"


@pytest.mark.parametrize(
    ("column1", "column2"), [("77002", "76000"), ("77002", "77003"), ("77001", "76000"), ("76942", "77002")]
)
def test_of_two_guidance_codes_the_pair_edit_says_which_is_left_off(
    bare: Library, column1: str, column2: str
) -> None:
    found = bare.answer(column2, column1, TODAY)
    assert found == bare.answer(column1, column2, TODAY)
    assert (found.code, found.guidance, found.answer) == (column1, column2, "included")
    assert f"Leave {column2} off" in found.sentence
    assert [cited.locator for cited in found.citations] == [f"{column1} / {column2}"]


@pytest.mark.parametrize(("one", "other"), [("77003", "77001"), ("20605", "20610"), ("99213", "20610")])
def test_two_codes_that_nothing_joins_have_one_answer_too(bare: Library, one: str, other: str) -> None:
    found = bare.answer(one, other, TODAY)
    assert found.answer == "not-listed"
    assert found == bare.answer(other, one, TODAY)


def test_an_answer_beyond_the_book_says_until_when_it_was_read(bare: Library) -> None:
    found = bare.answer("10030", "77002", date(2027, 1, 2))
    assert found.answer == "included"
    assert "12/31/2026" in found.sentence


def test_an_ended_code_with_several_successors_names_them_all(bare: Library) -> None:
    found = bare.answer("55700", "77002", TODAY)
    assert (found.use, *found.also) == tuple(str(code) for code in range(55707, 55716))
    assert bare.answer("62267", "77002", TODAY).also == ()


@pytest.mark.parametrize("on", [date(2025, 2, 2), date(2026, 3, 10), date(2026, 11, 30)])
def test_no_short_fact_of_an_answer_stands_as_stated_on_a_day_that_its_edition_does_not_cover(
    bare: Library, on: date
) -> None:
    found = {fact.label: fact for fact in bare.answer("20610", "77002", on).facts}
    for label in ("Add-on list", "In a facility", "NCCI PTP edit"):
        assert found[label].state == "carried"
        assert remarks_on(found[label], on), label


@pytest.mark.parametrize(
    ("primary", "add_on"),
    [
        ("64490", "64491"),
        ("64493", "64494"),
        ("64635", "64636"),
        ("10005", "10006"),
        ("22510", "22512"),
        ("36561", "77001"),
    ],
)
def test_a_procedure_and_its_add_on_have_one_answer_whichever_is_named_first(
    bare: Library, primary: str, add_on: str
) -> None:
    found = bare.answer(add_on, primary, TODAY)
    assert found == bare.answer(primary, add_on, TODAY)
    assert (found.code, found.guidance) == (primary, add_on)


def test_of_an_add_on_that_is_no_guidance_nothing_is_said_of_imaging(
    bare: Library, reference_db: Path
) -> None:
    book = open_book(reference_db)
    pairs = [
        (row.primary, row.add_on)
        for code in book.codes()
        if (entry := book.code(code)) and entry.facts.kind != "guidance"
        for row in book.add_on_pairs(code).rows
        if row.in_force(TODAY)
    ]
    book.close()
    assert len(pairs) > 100
    for code, add_on in pairs[::7]:
        found = bare.answer(code, add_on, TODAY)
        assert "steers" not in found.sentence, (code, add_on)
    found = bare.answer("64493", "64494", TODAY)
    assert "does not say what must be done for it" in found.sentence
    assert ("64494", "Facet injection, low back, second level") in {
        (fact.label, fact.value) for fact in found.facts
    }


def test_where_the_contractor_decides_no_list_is_said_not_to_have_the_procedure(bare: Library) -> None:
    port, vein = bare.answer("36561", "77001", TODAY), bare.answer("36561", "76937", TODAY)
    assert port.answer == vein.answer == "contractor-decides"
    assert port.sentence.endswith("It is for a central venous device, and 36561 is work on one.")
    assert "76937" in vein.sentence
    assert bare.answer("20610", "76937", TODAY).sentence.endswith("Ask about 20610.")
    for found in (port, vein):
        listed = next(fact for fact in found.facts if fact.label == "Add-on list")
        assert "is not listed" not in listed.value
        assert "no national list" in listed.value
    assert bare.answer("20610", "77001", TODAY).use == "77002"  # what it goes with says more


@pytest.mark.parametrize("text", ["77002 99999", "99999 77002", "99999 77002 20610"])
def test_a_code_that_nobody_has_is_not_found_and_not_answered(bare: Library, text: str) -> None:
    found = bare.search(text)
    assert found.unknown == "“99999” was not found."
    assert all("99999" not in (each.code, each.guidance) for each in found.answers())
    assert (found.answer is not None) == ("20610" in text)


@pytest.mark.parametrize(
    "text",
    [
        "what does 77002-26 pay in ZIP 60098 in a hospital",
        "what does 77002-26 pay in zip code 20610",
        "claim 90210 was denied for 77002",
    ],
)
def test_a_number_in_a_question_is_no_code(bare: Library, text: str) -> None:
    found = bare.search(text)
    assert (found.answer, found.unknown) == (None, "")
    assert "77002" in [hit.code for hit in found.hits]


def test_a_code_is_known_by_any_table_that_has_it(bare: Library) -> None:
    assert bare.knows("20610")
    assert not bare.knows("99999")
    assert bare.search("20610 M16.11").unknown == ""


def test_a_dated_row_answers_before_its_edition_begins_and_says_so(bare: Library) -> None:
    before = bare.answer("20610", "77002", date(2024, 5, 10)).facts[0]
    assert (before.value, before.state, before.note) == ("20610 is listed", "carried", ROWS_DATED)
    assert bare.answer("64447", "77002", date(2019, 12, 31)).facts[0].value == "64447 is not listed"
    within = bare.answer("20610", "77002", date(2026, 5, 10)).facts[0]
    assert (within.state, within.note) == ("stated", "")


def test_an_edit_of_an_ended_table_is_named_where_the_words_speak_of_it(bare: Library) -> None:
    after = bare.answer("20611", "77002", date(2026, 9, 15)).sentence
    read = "From 2024Q3, ended 09/30/2024; later editions are not on the shelf."
    assert f"modifier indicator 1. {read}" in after
    assert "ended" not in bare.answer("20611", "77002", date(2024, 8, 15)).sentence


def test_an_edit_with_indicator_1_leaves_a_way(bare: Library) -> None:
    open_one = bare.answer("76942", "77002", date(2026, 9, 15)).sentence
    assert open_one.endswith("Leave 77002 off, unless the record supports an NCCI modifier on it.")
    assert "From 2024Q3, ended 09/30/2024" in open_one


def test_a_list_that_ended_before_the_date_is_not_checked_either(bare: Library) -> None:
    def needs(on: date) -> list[str | None]:
        return [cause.need for gap in bare.answer("20610", "77002", on).gaps for cause in gap.causes]

    assert needs(date(2026, 11, 30)) == ["pairs", "add-ons"]
    assert needs(date(2026, 6, 30)) == ["pairs"]


def test_no_list_is_asked_for_where_neither_code_is_an_add_on(bare: Library) -> None:
    gaps = bare.answer("20610", "77012", date(2026, 11, 30)).gaps
    assert [cause.need for gap in gaps for cause in gap.causes] == ["pairs"]


def test_an_answer_by_an_edit_of_an_ended_table_says_that_edits_are_not_checked(bare: Library) -> None:
    def needs(code: str, on: date) -> list[str | None]:
        return [cause.need for gap in bare.answer(code, "77002", on).gaps for cause in gap.causes]

    assert needs("76942", date(2026, 9, 15)) == ["pairs"]
    assert needs("76942", date(2024, 8, 15)) == []
    assert needs("20611", date(2026, 9, 15)) == ["pairs"]  # it contains ultrasound, no fluoroscopy
    assert needs("64483", date(2026, 9, 15)) == []  # its own wording contains the imaging
