"""Search order: exact code, prefix, meaning, words; close spellings only when nothing else is found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library import Library
from app.library.search.searcher import in_groups


def keys(library: Library, text: str) -> list[str]:
    return [hit.key for hit in library.search(text).hits]


def test_an_exact_code_comes_before_everything_that_starts_with_it(bare: Library) -> None:
    assert keys(bare, "77002")[0] == "77002"
    assert keys(bare, "7700")[:3] == ["77001", "77002", "77003"]


def test_an_exact_modifier_comes_before_codes_with_that_prefix(bare: Library) -> None:
    assert keys(bare, "26")[0] == "modifier:26"


def test_nothing_exact_gives_close_spellings_and_says_so(bare: Library) -> None:
    found = bare.search("flouroscopic")
    assert found.fuzzy
    assert found.hits[0].key == "77002"
    assert not bare.search("fluoroscopic").fuzzy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("parathyroid biopsy", "No page says “parathyroid”; these are of the other words."),
        ("knee injektion", ""),  # another spelling of what pages say
        ("77oo2", ""),
        ("zzzzqqq", ""),  # nothing was found at all
        ("thyroid biopsy", ""),
    ],
)
def test_hits_of_some_words_alone_name_the_words_that_no_page_says(
    bare: Library, text: str, said: str
) -> None:
    assert bare.search(text).unknown == said


def test_a_denial_number_alone_finds_what_it_is_of_and_nothing_that_only_says_it(bare: Library) -> None:
    assert [hit.code for hit in bare.search("236").hits] == ["236", "CO-236"]
    assert [hit.code for hit in bare.search("97").hits[:2]] == ["97", "CO-97"]
    assert keys(bare, "77002")[0] == "77002"
    assert len(keys(bare, "77002")) > 1


def test_a_procedure_comes_before_the_guidance_that_is_named_with_it(bare: Library) -> None:
    assert keys(bare, "us guided paracentesis")[:2] == ["49083", "76942"]
    assert keys(bare, "fluoro guided hip injection")[:2] == ["20610", "77002"]


def test_a_code_that_is_nowhere_brings_its_neighbors(bare: Library) -> None:
    found = bare.search("77009")
    assert found.fuzzy
    assert {hit.code for hit in found.hits} & {"77001", "77002", "77003"}


def test_a_group_narrows_and_never_guesses(bare: Library) -> None:
    assert {hit.group for hit in bare.search("fluoro", group="topics").hits} == {"topics"}
    assert bare.search("flouroscopic", group="codes") == bare.search("qqqq", group="codes")


def test_hits_of_one_group_stand_together(bare: Library) -> None:
    groups = [hit.group for hit in bare.search("needle").hits]
    assert groups == [hit.group for hit in in_groups(list(bare.search("needle").hits))]
    assert len(set(groups)) == sum(
        before != after for before, after in zip([None, *groups], groups, strict=False)
    )


def test_spans_mark_the_words_that_matched(bare: Library) -> None:
    hit = next(hit for hit in bare.search("fluoro needle").hits if hit.key == "77002")
    assert [hit.label[start:end].lower() for start, end in hit.spans] == ["fluoro", "needle"]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", '"', "AND", "a*", "NEAR(", "((", "'; DROP TABLE entry", "é" * 300]
)
def test_awkward_text_finds_something_or_nothing_but_never_raises(bare: Library, text: str) -> None:
    assert bare.search(text).hits is not None


@given(st.text(max_size=40))
def test_no_text_raises_and_no_more_than_the_limit_comes(bare: Library, text: str) -> None:
    assert len(bare.search(text, limit=7).hits) <= 7


@pytest.mark.parametrize(
    "text",
    ["hip AND", 'NEAR("hip"', "hip*^", '"hip', "label:hip", "(hip OR", "-hip", "{hip knee}: x", "NOT hip"],
)
def test_what_the_index_takes_for_an_order_is_searched_as_words(bare: Library, text: str) -> None:
    assert isinstance(bare.search(text).hits, tuple)


def test_two_codes_are_answered_before_they_are_listed(bare: Library) -> None:
    found = bare.search("77002 20610")
    assert found.answer is not None
    assert (found.answer.code, found.answer.guidance) == ("20610", "77002")
    assert {hit.key for hit in found.hits} == {"20610", "77002"}


def test_a_procedure_alone_is_answered_for_77002(bare: Library) -> None:
    answer = bare.search("20611").answer
    assert answer is not None
    assert answer.answer == "included"
    assert bare.search("is 20611 separate").answer == bare.search("20611-RT").answer == answer
    assert bare.search("77002").answer is None


@pytest.mark.parametrize(
    ("text", "guidance", "word"),
    [
        ("20610 ultrasound", "76942", "other-guidance-code"),
        ("does 20611 include ultrasound", "76942", "included"),
        ("27096 US", "76942", "included"),
        ("47000 CT", "77012", "separately-reportable"),
        ("62323 fluoroscopy", "77002", "included"),
        ("47000 CT or MR", "77002", "separately-reportable"),
        ("20610 no ultrasound guidance", "77002", "separately-reportable"),
        ("20610 no ultrasound", "77002", "separately-reportable"),
        ("20610 without ultrasound", "77002", "separately-reportable"),
        ("20610 w/o the use of US or CT", "77002", "separately-reportable"),
        ("20610 ultrasound not used", "77002", "separately-reportable"),
        ("20610 ultrasound not fluoroscopy", "76942", "other-guidance-code"),
        ("20610 landmark or ultrasound", "76942", "other-guidance-code"),
        ("47000 no ultrasound, CT", "77012", "separately-reportable"),
        ("is 47000 not paid with CT", "77012", "separately-reportable"),
    ],
)
def test_a_modality_beside_a_code_is_what_is_asked_about(
    bare: Library, text: str, guidance: str, word: str
) -> None:
    answer = bare.search(text).answer
    assert answer is not None
    assert (answer.guidance, answer.answer) == (guidance, word)


@pytest.mark.parametrize(
    "text",
    [
        "20610 landmark",
        "20610 without fluoroscopy",
        "20610 without image guidance",
        "20610 without ultrasound or fluoroscopy",
        "no imaging 20610",
    ],
)
def test_a_procedure_without_guidance_is_not_answered_for_it(bare: Library, text: str) -> None:
    found = bare.search(text)
    assert found.answer is None
    assert found.hits[0].code == "20610"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("denial 50", "denial:50"),
        ("denial code 16", "denial:16"),
        ("denied 97", "denial:included"),
        ("si jt", "27096"),
        ("central line", "36556"),
        ("spinal injection", "62323"),
        ("hyaluronate", "20610"),
        ("heel injection", "20550"),
        ("liver abscess", "49405"),
        ("modifier for bilateral", "modifier:50"),
        ("spinal cord stimulator trial", "63650"),
        ("xray guided injection", "77002"),
        ("EJ", "modifier:EJ"),
    ],
)
def test_what_a_coder_types_in_a_second_finds_what_is_meant(bare: Library, text: str, first: str) -> None:
    found = bare.search(text)
    assert (found.hits[0].key, found.fuzzy) == (first, False)


def test_a_visit_alone_is_not_answered_for_guidance(bare: Library) -> None:
    assert bare.search("99214").answer is None
    assert bare.search("64510").answer is not None  # a primary of another guidance code


def test_a_diagnosis_that_nothing_here_has_is_named_for_what_it_is(bare: Library) -> None:
    assert bare.search("M54.16").unknown == (
        "“M54.16” looks like a diagnosis. ICD-10-CM is not on the shelf; import it."
    )
    assert bare.search("G0260").unknown == bare.search("J9876").unknown == ""


def test_of_three_codes_each_two_are_answered(bare: Library) -> None:
    found = bare.search("36561 77001 76937")
    assert [(each.code, each.guidance) for each in found.answers()] == [
        ("36561", "77001"),
        ("36561", "76937"),
        ("76937", "77001"),
    ]
    assert bare.search("20610 20605 20600 77002 76942").answers() == ()  # a claim, which wants a check
    assert bare.search("hip").answers() == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("knee shot", "20610"),
        ("cortisone shot", "20610"),
        ("injection in the hip", "20610"),
        ("drain knee", "20610"),
        ("wrist shot", "20605"),
        ("finger shot", "20600"),
        ("epidural shot", "62323"),
        ("nerve shot", "64450"),
    ],
)
def test_everyday_names_of_an_injection_lead_to_its_code_and_not_to_a_near_spelling(
    bare: Library, text: str, first: str
) -> None:
    assert bare.search(text).hits[0].key == first


@pytest.mark.parametrize("text", ["biopsies muscle", "muscle biopsy", "injections knee", "needles"])
def test_singular_and_plural_find_the_same_things(bare: Library, text: str) -> None:
    found = bare.search(text)
    assert found.hits
    assert not found.fuzzy
    assert found.hits[0].group == "codes"


def test_a_group_is_narrowed_before_hits_are_counted(bare: Library) -> None:
    assert bare.search("needle", limit=3, group="rules").hits


def test_a_typed_claim_line_finds_its_code(bare: Library) -> None:
    assert keys(bare, "20610-RT")[0] == "20610"


@pytest.mark.parametrize("text", ["20610-RT, 77002-26 x1", "20610 77002 medicare", "can 77002 go with 20610"])
def test_two_codes_among_other_words_are_answered(bare: Library, text: str) -> None:
    answer = bare.search(text).answer
    assert answer is not None
    assert (answer.code, answer.guidance) == ("20610", "77002")


def test_an_answer_is_about_the_guidance_code_whichever_is_named_first(bare: Library) -> None:
    on = bare.book.last or date(2026, 12, 31)
    assert bare.answer("77002", "20610", on) == bare.answer("20610", "77002", on)


def test_a_code_comes_first_whatever_is_asked_of_it(bare: Library) -> None:
    for question in ("77002 rvu", "what is 77002", "global days of CPT 77002", "denied 77002 bundled"):
        assert keys(bare, question)[0] == "77002", question


def test_words_of_two_known_phrases_bring_the_first_page_of_both(bare: Library) -> None:
    assert keys(bare, "hip injection with fluoro")[:2] == ["20610", "77002"]


def test_what_only_stands_further_down_a_page_comes_last(bare: Library) -> None:
    assert keys(bare, "informed consent") == ["77002"]
    assert keys(bare, "ct guided biopsy")[0] == "77012"


def test_a_single_letter_lights_up_nothing_beside_other_words(bare: Library) -> None:
    hits = bare.search("C-arm").hits
    assert hits[0].key == "77002"
    assert all(end - start > 1 for hit in hits for start, end in hit.spans)


def test_question_words_do_not_change_what_is_found(bare: Library) -> None:
    found = ["denial:addon-alone", "denial:B15"]
    assert keys(bare, "what clears CO-B15") == keys(bare, "CO-B15") == found


def test_codes_are_found_by_everyday_names(bare: Library) -> None:
    assert "20610" in bare.find_codes("knee")
    assert bare.find_codes("flouroscopic") == ()


@pytest.mark.parametrize("text", ["77OO2", "77-002", "770002", "\uff17\uff17\uff10\uff10\uff12"])
def test_a_misread_code_finds_its_page(bare: Library, text: str) -> None:
    assert keys(bare, text)[0] == "77002"


def test_a_diagnosis_may_lack_its_dot(bare: Library) -> None:
    assert keys(bare, "M1611") == keys(bare, "M16.11") == ["diagnosis:M16.11"]


def test_codes_known_by_family_only_are_found_by_number_and_never_by_their_family_words(
    bare: Library,
) -> None:
    assert keys(bare, "00100")[0] == "00100"
    assert "00100" not in keys(bare, "code")
