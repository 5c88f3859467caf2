"""lookup and search, as a coder and a script use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Cli

ANSWERS = [
    ("20610", "2026-09-15", "separately-reportable", None),
    ("20611", "2026-09-15", "included", None),
    ("64447", "2022-12-31", "separately-reportable", None),
    ("64447", "2023-01-01", "sources-conflict", None),
    ("62267", "2026-09-15", "other-guidance-code", "77003"),
    ("62268", "2026-09-15", "separately-reportable", None),
    ("55700", "2025-12-31", "separately-reportable", None),
    ("64520", "2026-09-15", "other-guidance-code", "77003"),
    ("73040", "2026-09-15", "included", None),
    ("10160", "2026-09-15", "separately-reportable", None),
    ("10030", "2026-09-15", "included", None),
]


@pytest.mark.parametrize(("code", "day", "word", "use"), ANSWERS)
def test_answer_as_json(cli: Cli, code: str, day: str, word: str, use: str | None) -> None:
    done = cli("lookup", code, "--with", "77002", "--date", day, "--json")
    assert (done.status, done.err) == (0, "")
    answer = json.loads(done.out)
    assert list(answer)[:6] == ["code", "guidance", "date", "answer", "use", "citations"]
    assert (answer["code"], answer["guidance"], answer["date"]) == (code, "77002", day)
    assert (answer["answer"], answer["use"]) == (word, use)
    assert answer["citations"]
    assert set(answer["citations"][0]) == {"source", "edition", "locator", "title", "url"}


def test_an_ended_code_is_not_valid(cli: Cli) -> None:
    done = cli("lookup", "55700", "--with", "77002", "--date", "2026-01-01", "--json")
    assert json.loads(done.out)["answer"] == "code-not-valid"


def test_answer_as_text_says_word_and_sources(cli: Cli) -> None:
    done = cli("lookup", "20610", "--with", "77002", "--date", "9/15/2026")
    head = "20610 with 77002 on 09/15/2026: Separately reportable, PTP edits not checked, "
    assert done.out.startswith(head)
    assert "\nSources\n" in done.out
    assert "CPT © American Medical Association" in done.out


def test_each_fact_and_source_of_an_edition_that_does_not_cover_the_day_says_so(cli: Cli) -> None:
    answer = cli("lookup", "20610", "--with", "77002", "--date", "2026-12-31").out
    for words in ("20610 is listed (2026Q2, ended 06/30/2026)", "77002 with 26 (RVU26C, ended 09/30/2026)"):
        assert words in answer
    page = " ".join(cli("lookup", "77002", "--date", "2026-12-31").out.split())
    assert "Report with a primary [Add-on code edits 2026Q2, ended 06/30/2026]" in page
    assert (
        "ended"
        not in cli("lookup", "20610", "--with", "77002", "--date", "2026-05-01").out.partition(
            "NCCI PTP edit"
        )[0]
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("22", "22 is also a place of service (Outpatient hospital, on campus): needlepoint lookup POS 22."),
        ("26", "26 is also a place of service"),
        ("mod 22", ""),
        ("POS 22", ""),
        ("59", ""),
        ("11", ""),
        ("77002", ""),
    ],
)
def test_a_number_of_two_meanings_leads_to_the_other(cli: Cli, typed: str, words: str) -> None:
    out = cli("lookup", typed).out
    assert ("is also" in out) == bool(words)
    assert words in " ".join(out.split())
    assert "is also" not in cli("lookup", typed, "--json").out


@pytest.mark.parametrize(
    ("typed", "key"),
    [("77002", "77002"), ("26", "modifier:26"), ("mod 26", "modifier:26"), ("modifier:26", "modifier:26"),
     ("POS 22", "place:22"), ("place:22", "place:22"), ("pos 22", "place:22")],
)  # fmt: skip
def test_page_of_a_code_modifier_or_place(cli: Cli, typed: str, key: str) -> None:
    done = cli("lookup", typed, "--json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["key"] == key


def test_a_guidance_code_is_shown_in_short_and_names_what_is_left_out(cli: Cli) -> None:
    page = json.loads(cli("lookup", "77002", "--date", "2026-09-15", "--json").out)
    out = cli("lookup", "77002", "--date", "2026-09-15").out
    words = " ".join(out.split())
    assert all(section["title"] in words for section in page["sections"])
    heads = [line.partition(" [")[0] for line in out.splitlines()]
    titles = [section["title"] for section in page["sections"] if section["title"] in heads]
    assert titles == ["Facts", "Report with a primary", "Bundled, do not report with", "Modifiers", "Payment"]
    modifiers = next(each for each in page["sections"] if each["id"] == "modifiers")["parts"][0]
    assert f"and {len(modifiers['rows']) - modifiers['lead']} more" in words
    assert "XU: Unusual, not overlapping" in out
    assert "--all" in out
    assert len(out.partition("\nSources\n")[0].splitlines()) < 100


def test_what_a_guidance_code_pays_is_whole_where_a_place_is_named(cli: Cli) -> None:
    short = cli("lookup", "77002", "--date", "2026-09-15").out
    placed = cli("lookup", "77002", "--date", "2026-09-15", "--zip", "60110").out
    whole = cli("lookup", "77002", "--date", "2026-09-15", "--zip", "60110", "--all").out
    figure = "MP RVU"
    assert (figure in short, figure in placed, figure in whole) == (False, True, True)
    assert "Documentation" not in placed.splitlines()


def test_a_page_of_another_kind_is_whole(cli: Cli) -> None:
    assert cli("lookup", "20610").out == cli("lookup", "20610", "--all").out


def test_page_as_text_names_every_section_and_its_sources(cli: Cli) -> None:
    page = json.loads(cli("lookup", "77002", "--date", "2026-09-15", "--json").out)
    done = cli("lookup", "77002", "--date", "2026-09-15", "--all")
    assert "as of 09/15/2026" in done.out
    for section in page["sections"]:
        assert f"\n{section['title']}" in done.out
    assert "\nSources\n" in done.out
    assert "https://" in done.out


@pytest.mark.parametrize("code", ["00000", "xyzzy plugh", "9999"])
def test_what_is_not_in_the_book_is_one_sentence_and_no_output(cli: Cli, code: str) -> None:
    done = cli("lookup", code, "--json")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"needlepoint: “{code}” was not found.")
    assert done.err.count("\n") == 1


def test_an_everyday_name_opens_its_one_page_or_names_those_that_it_leads_to(cli: Cli) -> None:
    assert cli("lookup", "UFE").out.startswith("37243  ")
    assert cli("lookup", "picc", "removal").out.startswith("PICC removal\n")
    done = cli("lookup", "ivc", "filter")
    assert (done.status, done.out) == (2, "")
    names = "37191, 37193, 37192"
    assert done.err == f"needlepoint: “ivc filter” names no page of its own. Look up one of: {names}.\n"


@pytest.mark.parametrize("typed", ["", "  "])
def test_no_code_at_all_is_refused(cli: Cli, typed: str) -> None:
    done = cli("lookup", typed)
    assert (done.status, done.err) == (
        2,
        "needlepoint: Nothing to look up. Give a code, for example 77002.\n",
    )


def test_a_code_not_in_the_book_comes_with_the_nearest(cli: Cli) -> None:
    assert cli("lookup", "7700").err == ("needlepoint: “7700” was not found. Nearest: 77001, 77002, 77003.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("20610", "--with", "fluoro"), "“fluoro” is not a code"),
        (("hip", "--with", "77002"), "“hip” is not a code"),
        (("20610", "--with", "77002", "--date", "soon"), "“soon” is not a date"),
    ],
)
def test_wrong_arguments(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    done = cli("lookup", *arguments)
    assert (done.status, done.out) == (2, "")
    assert words in done.err


def test_search_gives_the_hits_of_the_window_in_order(cli: Cli, library: object) -> None:
    done = cli("search", "needle", "guidance", "--json")
    hits = [hit["key"] for hit in json.loads(done.out)["hits"]]
    assert hits == [hit.key for hit in library.search("needle guidance").hits]  # type: ignore[attr-defined]
    assert hits[0] == "77002"


def test_search_labels_close_spellings(cli: Cli) -> None:
    done = cli("search", "flouroscopic")
    assert done.out.startswith("No exact match. Close spellings:\n")
    assert "77002" in done.out


def test_search_of_two_codes_answers_first(cli: Cli) -> None:
    assert cli("search", "20610", "77002").out.startswith("20610 with 77002 on ")


def test_search_for_nothing_at_all_is_refused(cli: Cli) -> None:
    done = cli("search", " ")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("POS22", "place:22"),
        ("mod59", "modifier:59"),
        ("-59", "modifier:59"),
        ("20610-RT", "20610"),
        ("CPT 77002", "77002"),
        ("medicare", "payer:medicare"),
        ("conflict:K7", "conflict:K7"),
        ("diagnosis:R22.41", "diagnosis:R22.41"),
        ("One unit an encounter", "topic:one-unit"),
        ("image-not-documented", "rule:image-not-documented"),
    ],
)
def test_a_page_may_be_named_as_it_is_written_elsewhere(cli: Cli, typed: str, key: str) -> None:
    assert json.loads(cli("lookup", "--json", "--", typed).out)["key"] == key


def test_a_guidance_code_that_is_not_in_the_book_is_refused_rather_than_described(cli: Cli) -> None:
    done = cli("lookup", "20610", "--with", "99999")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("needlepoint: “99999” was not found.")


def test_a_message_repeats_only_the_beginning_of_a_long_text(cli: Cli) -> None:
    assert len(cli("lookup", "x" * 3000).err) < 100


def test_a_data_folder_that_is_a_file_is_refused(cli: Cli, tmp_path: Path) -> None:
    wrong = tmp_path / "file"
    wrong.write_text("")
    done = cli("lookup", "77002", "--data-dir", str(wrong))
    assert (done.status, done.out) == (2, "")
    assert "is not a folder" in done.err


def test_search_without_hit(cli: Cli) -> None:
    assert cli("search", "qqqqqqqqqqqqqqqqqqqqqq")[:2] == (0, "Nothing found.\n")


def test_two_codes_are_answered_for_today_as_a_look_up_answers_them(cli: Cli) -> None:
    found = json.loads(cli("search", "20610", "77002", "--json").out)["answer"]
    looked_up = json.loads(cli("lookup", "20610", "--with", "77002", "--json").out)
    assert found == looked_up


@pytest.mark.parametrize("day", ["2016-06-15", "2027-01-15"])
def test_a_date_that_no_edition_reaches_is_not_known(cli: Cli, day: str) -> None:
    done = cli("lookup", "20610", "--with", "77002", "--date", day, "--json")
    assert (done.status, json.loads(done.out)["answer"]) == (0, "not-known")
    text = cli("lookup", "20610", "--with", "77002", "--date", day).out
    assert "Not known for this date" in text


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("CO-50", "50  Not considered reasonable and necessary"),
        ("co45", "45  Above the fee schedule"),
        ("PR-2", "2  Coinsurance"),
        ("CARC 29", "29  Filed late"),
        ("N122", "N122  Add-on without its primary"),
        ("CO-236", "CO-236  NCCI PTP edit"),
    ],
)
def test_a_number_of_a_remittance_is_looked_up_however_it_is_written(
    cli: Cli, typed: str, title: str
) -> None:
    assert cli("lookup", typed).out.splitlines()[0] == title


def test_search_takes_a_date_among_the_words_as_the_day_of_the_answer(cli: Cli) -> None:
    assert cli("search", "20610", "77002", "11/03/2025").out.startswith("As of 11/03/2025, the date typed:\n")
    assert "not a calendar date" in cli("search", "77002", "13/45/2025").err


@pytest.mark.parametrize("codes", [("99999", "77002"), ("77002", "99999")])
def test_a_code_that_nobody_has_was_not_found_in_either_order(cli: Cli, codes: tuple[str, str]) -> None:
    code, other = codes
    done = cli("lookup", code, "--with", other)
    assert (done.status, done.out) == (2, "")
    assert "“99999” was not found." in done.err
    assert cli("search", *codes).out.startswith("“99999” was not found.\n")


def test_a_zip_code_in_a_question_is_no_code(cli: Cli) -> None:
    out = cli("search", "what does 77002-26 pay in ZIP 60098 in a hospital").out
    assert "60098" not in out


def test_lookup_prints_one_section(cli: Cli) -> None:
    whole, part = cli("lookup", "77002").out, cli("lookup", "77002", "--section", "facts").out
    assert "\nFacts" in part
    assert len(part) < len(whole)
    refused = cli("lookup", "77002", "--section", "zzz")
    assert refused.status == 2
    assert "It has no" not in refused.err
    assert "The page has no section “zzz”. It has: Facts" in refused.err


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("POS", "22"), "22  Outpatient hospital, on campus"),
        (("place", "22"), "22  Outpatient hospital, on campus"),
        (("modifier", "22"), "22  More work than usual"),
        (("CARC", "97"), "97  Included in another service"),
        (("RARC", "N122"), "N122  Add-on without its primary"),
    ],
)
def test_a_page_may_be_named_in_several_words(cli: Cli, words: tuple[str, ...], begins: str) -> None:
    done = cli("lookup", *words)
    assert done.out.startswith(begins)
    assert done.out == cli("lookup", " ".join(words)).out


def test_two_codes_are_shown_the_way_to_their_answer(cli: Cli) -> None:
    done = cli("lookup", "20610", "77002")
    assert (done.status, "needlepoint lookup 20610 --with 77002." in done.err) == (2, True)


@pytest.mark.parametrize("option", ["--zip", "--locality", "--section"])
def test_an_option_of_one_code_is_not_left_aside_beside_two(cli: Cli, option: str) -> None:
    done = cli("lookup", "20610", "--with", "77002", option, "60098")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"needlepoint: {option} is for the page of one code")
