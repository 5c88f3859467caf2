"""What an 837 says becomes the claim record: codes, units, places, days and tokens, and no person."""

from __future__ import annotations

import io
from datetime import date

import pytest

from app.claims.left_out import LeftOut
from app.claims.record import Entry, read_claim, write_claim
from app.claims.x12.files import read_x12
from app.coding.claim import Claim, Line, Locality
from tests.claims.x12 import made
from tests.claims.x12.made import INSTITUTIONAL, MARK

DAY = date(2026, 9, 15)


def entries_of(content: bytes) -> list[Entry]:
    entries = list(read_x12(io.BytesIO(content), "a.837"))
    assert MARK not in repr(entries)
    return entries


def claims_of(content: bytes) -> list[Claim]:
    entries = entries_of(content)
    assert not [entry.problem for entry in entries if entry.problem]
    return [entry.claim for entry in entries if entry.claim]


def one_claim(*lines: list[str], **more: str) -> Claim:
    (found,) = claims_of(made.file_of(made.claim(*lines, **more)))
    return found


def hospital(*lines: list[str], **more: str) -> bytes:
    more = {"place": "13:A:1", "before": "DTP*434*RD8*20260915-20260915"} | more
    return made.file_of(made.claim(*lines, **more), guide=INSTITUTIONAL)


def refusal_of(content: bytes) -> str:
    (entry,) = [each for each in entries_of(content) if each.problem]
    assert len(entry.problem) <= 300
    return entry.problem


def notes_of(content: bytes) -> str:
    return " ".join(note for entry in entries_of(content) for note in entry.notes)


def test_a_professional_claim_has_what_the_file_says() -> None:
    lines = (made.service("20610:RT", pointers="2:1"), made.service("77002:26", place="22", number="2"))
    (found,) = claims_of(made.file_of(made.claim(*lines)))
    assert found == Claim(
        schema=2,
        date_of_service=DAY,
        reference="claim 1",
        claim_form="professional",
        place_of_service="11",
        payer="medicare",
        record="none",
        frequency="1",
        locality=Locality(zip="600980000"),
        practitioner="p2",
        patient="m1",
        lines=(
            Line("20610", ("RT",), 1, ("M17.0", "M16.11"), source_line="1"),
            Line("77002", ("26",), 1, ("M16.11",), place_of_service="22", source_line="2"),
        ),
    )
    assert read_claim(write_claim(found)) == found


def test_units_may_have_zeros_behind_a_point_and_minutes_are_no_units() -> None:
    found = one_claim(made.service(units="3.00"), made.service("01991:QK:QS:P1", units="61.00", measure="MJ"))
    assert [(line.units, line.minutes) for line in found.lines] == [(3, None), (1, 61)]
    assert found.lines[1].modifiers == ("QK", "QS", "P1")


def test_a_description_is_no_modifier_and_an_eighth_component_is_said() -> None:
    content = made.file_of(made.claim(made.service("64999:59::::a block"), made.service("20610:::::x:20611")))
    found = claims_of(content)[0]
    assert [line.modifiers for line in found.lines] == [("59",), ()]
    assert "SV101-8" in notes_of(content)


def test_a_line_s_own_rendering_provider_and_another_payer_s() -> None:
    own = made.service(extra=f"NM1*82*1*{MARK}*EVE****XX*1777777776")
    other = f"SBR*S*18*******CI~NM1*IL*1*{MARK}****MI*9~NM1*82*1*{MARK}****XX*5~DTP*573*D8*20200101"
    content = made.file_of([*made.claim(), *other.split("~"), *own, *made.service("77002", number="2")])
    (found,) = claims_of(content)
    assert (found.practitioner, [line.practitioner for line in found.lines]) == ("p2", ["p3", None])
    assert found.payer == "medicare"


@pytest.mark.parametrize(
    ("indicator", "payer"),
    [
        ("MA", "medicare"),
        ("MB", "medicare"),
        ("16", "medicare-advantage"),
        ("MC", "medicaid"),
        ("CI", None),
        ("", None),
    ],
)
def test_a_payer_is_taken_only_where_the_indicator_is_sure(indicator: str, payer: str | None) -> None:
    body = [*made.billing(), *made.subscriber(made.claim(made.service()), payer=indicator)]
    (found,) = claims_of(made.interchange(made.group(made.transaction(body))))
    assert found.payer == payer


def test_tokens_tell_patients_and_practitioners_apart() -> None:
    one, two = made.claim(made.service()), made.claim(made.service(), npi="1666666667")
    body = [
        *made.billing(),
        *made.subscriber(one, two),
        *made.dependent(one, name="BO"),
        *made.dependent(one, name="CY"),
        *made.billing("1555555558"),
        *made.subscriber(one),
        *made.subscriber(one, member="other"),
    ]
    found = claims_of(made.interchange(made.group(made.transaction(body))))
    assert [claim.patient for claim in found] == ["m1", "m1", "m2", "m3", "m1", "m4"]
    assert [claim.practitioner for claim in found] == ["p2", "p3", "p2", "p2", "p2", "p2"]


def test_a_billing_provider_renders_where_no_other_is_named_and_the_facility_says_where() -> None:
    lines = [f"NM1*77*2*{MARK}*****XX*1", f"N3*{MARK}", "N4*CITY*IL*60614"]
    named = made.claim(made.service())
    bare = [*(each for each in named[:4] if not each.startswith("NM1")), *lines, *named[5:]]
    (found,) = claims_of(made.file_of([each for each in bare if not each.startswith("NM1*82")]))
    assert (found.practitioner, found.locality) == ("p1", Locality(zip="60614"))


def test_a_file_says_the_same_each_time() -> None:
    content = made.file_of(*[made.claim(made.service())] * 3)
    assert entries_of(content) == entries_of(content)


class TestDays:
    """Each day is a claim of its own, and a range of days is never silently its first."""

    def test_each_day_of_a_claim_becomes_a_claim(self) -> None:
        lines = (made.service(day="D8*20260916"), made.service("77002", number="2"), made.service(number="3"))
        content = made.file_of(made.claim(*lines))
        found = claims_of(content)
        assert [claim.date_of_service for claim in found] == [DAY, date(2026, 9, 16)]
        assert [claim.reference for claim in found] == ["claim 1, day 1 of 2", "claim 1, day 2 of 2"]
        assert [[line.source_line for line in claim.lines] for claim in found] == [["2", "3"], ["1"]]
        assert "a.837, claim 1: 2 days of service" in notes_of(content)

    def test_a_range_of_one_day_is_that_day(self) -> None:
        content = made.file_of(made.claim(made.service(day="RD8*20260915-20260915")))
        assert claims_of(content)[0].date_of_service == DAY
        assert not notes_of(content)

    def test_a_range_of_days_is_said(self) -> None:
        content = made.file_of(made.claim(made.service(units="7", day="RD8*20260915-20260921")))
        assert claims_of(content)[0].date_of_service == DAY
        assert "Over several days, and read under the first of them: line 1." in notes_of(content)

    @pytest.mark.parametrize(
        "day",
        [
            "D8*20260931",
            "D8*2026091",
            "RD8*20260915",
            "RD8*20260915-20260914",
            "DT*202609151200",
            "D8*",
            "TM*1200",
        ],
    )
    def test_what_is_no_day_is_refused(self, day: str) -> None:
        assert "claim 1, segment 2" in refusal_of(made.file_of(made.claim(made.service(day=day))))

    def test_a_line_without_a_day_is_refused(self) -> None:
        content = made.file_of(made.claim(made.service(), made.service("77002", day="", number="2")))
        assert len(claims_of(content)[0].lines) == 2  # the claim has one day
        content = made.file_of(made.claim(made.service(day="")))
        assert "line 1 has no date of service (DTP*472)" in refusal_of(content)


class TestFrequency:
    """A replacement and a void say what they are."""

    @pytest.mark.parametrize(
        ("written", "read"), [("7", "7"), ("8", "8"), ("01", "1"), ("1.00", "1"), ("", None)]
    )
    def test_it_is_read_however_it_is_padded(self, written: str, read: str | None) -> None:
        assert one_claim(made.service(), place=f"11:B:{written}").frequency == read

    def test_another_thing_is_refused(self) -> None:
        assert "CLM05-3" in refusal_of(made.file_of(made.claim(made.service(), place="11:B:?")))


class TestInstitutional:
    """Revenue codes with and without codes, bill type, and diagnoses of the whole claim."""

    def test_lines_without_a_code_are_kept_as_revenue_lines(self) -> None:
        lines = (
            made.stay("", revenue="0250", units="4"),
            made.stay("HC:20610:RT", number="2"),
            made.stay("", revenue="300", number="3", measure="DA", units="2"),
            made.stay("", revenue="0001"),
        )
        (found,) = claims_of(hospital(*lines, diagnoses="ABK:M1611:::::::Y*ABF:M170"))
        assert (found.claim_form, found.bill_type, found.place_of_service) == ("institutional", "131", None)
        assert found.lines == (
            Line(units=4, revenue_code="0250", source_line="1"),
            Line("20610", ("RT",), 1, ("M16.11", "M17.0"), revenue_code="0361", source_line="2"),
            Line(units=2, revenue_code="0300", source_line="3"),
        )

    def test_other_codes_of_the_claim_are_no_diagnoses(self) -> None:
        other = "HI*ABJ:R52~HI*APR:R520~HI*BBR:0S9B3ZX:D8:20260915~HI*BE:A1:::100~HI*BG:09~HI*ABN:W010XXA"
        before = f"DTP*434*D8*20260915~{other}"
        (found,) = claims_of(hospital(made.stay(), diagnoses="ABK:M1611", before=before))
        assert found.lines[0].diagnoses == ("M16.11",)

    def test_the_period_stands_in_for_a_day_and_is_said(self) -> None:
        content = hospital(made.stay(), before="DTP*434*RD8*20260915-20260918~DTP*435*DT*202609150800")
        assert claims_of(content)[0].date_of_service == DAY
        assert "Without a date, and read under 09/15/2026" in notes_of(content)
        assert "which has several days: line 1." in notes_of(content)

    def test_a_revenue_line_goes_with_the_first_day_that_has_one(self) -> None:
        content = hospital(made.stay("", revenue="0250"), made.stay(number="2", day="D8*20260917"),
                           before="DTP*434*RD8*20260915-20260918")  # fmt: skip
        (found,) = claims_of(content)
        assert found.date_of_service == date(2026, 9, 17)

    def test_a_bill_type_is_taken_unless_the_claim_says_that_it_is_none(self) -> None:
        for facility, expected in (("13:A:1", "131"), ("13::1", "131"), ("11:B:1", None)):
            stay = made.claim(made.stay(day="D8*20260915"), place=facility)
            content = made.file_of(stay, guide=made.INSTITUTIONAL)
            assert claims_of(content)[0].bill_type == expected
            assert ("The type of bill was left blank" in notes_of(content)) == (expected is None)

    def test_a_composite_of_blanks_is_no_code(self) -> None:
        for composite in ("", " ", ":", "  :", "::"):
            (claim,) = claims_of(hospital(made.stay(composite, day="D8*20260915")))
            assert [line.code for line in claim.lines] == [""]

    def test_a_code_of_another_list_is_left_out_and_the_line_kept(self) -> None:
        lines = (
            made.stay("HP:1AFKS", day="D8*20260915"),
            made.stay("HC:20610", number="2", day="D8*20260915"),
        )
        (claim,) = claims_of(hospital(*lines))
        assert [line.code for line in claim.lines] == ["", "20610"]
        said = "Line 1 has a code that is not of HCPCS (SV202, qualifier): the code was left out."
        assert said in notes_of(hospital(*lines))

    def test_a_revenue_code_is_needed(self) -> None:
        assert "SV201" in refusal_of(hospital(made.stay(revenue="")))


REFUSED = {
    "a code without a qualifier": (["LX*1", "SV1*:20610*1*UN*1"], "a code without its qualifier (SV101)"),
    "no code": (made.service("HC:"), "a qualifier and no code"),
    "another sign between components": (
        made.service("HC>20610"),
        "SV101 parted by “>”, and its interchange names “:” (ISA16). Have the sender name it there.",
    ),
    "a long code": (made.service(f"2061{MARK}"), "without five letters or digits (SV101)"),
    "a long modifier": (made.service(f"20610:{MARK}"), "a modifier without two letters or digits"),
    "a place in words": (made.service(place=MARK), "no two-digit code (SV105)"),
    "a pointer in words": (made.service(pointers=MARK), "no number (SV107)"),
    "a line without a service": (["LX*1"], "line 1 has no service"),
}


@pytest.mark.parametrize(("line", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_names_claim_and_segment_and_the_others_go_on(
    line: list[str], words: str
) -> None:
    good = made.claim(made.service())
    content = made.file_of(good, made.claim(line), good)
    sentence = refusal_of(content)
    assert sentence.startswith("a.837, claim 2, segment ")
    assert words in sentence
    assert [entry.name for entry in entries_of(content) if entry.claim] == ["claim 1", "claim 3"]
    at = int(sentence.partition("segment ")[2].partition(":")[0])
    segments = [each.strip() for each in content.decode("latin-1").split("~")]
    assert segments[at - 1].partition("*")[0] in ("SV1", "LX")


def test_a_claim_without_lines_a_bad_place_and_a_bad_diagnosis_are_refused() -> None:
    others = made.claim(made.service("IV:20610"), made.service("ER:W1234"))
    assert "no line with a code of HCPCS (SV101)" in refusal_of(made.file_of(others))
    assert "the claim has no line" in refusal_of(made.file_of(made.claim()))
    assert "place_of_service: give the two-digit" in refusal_of(
        made.file_of(made.claim(made.service(), place="1:B:1"))
    )
    assert "(HI)" in refusal_of(made.file_of(made.claim(made.service(), diagnoses=f"ABK:{MARK}")))


def test_a_place_or_a_diagnosis_parted_by_another_sign_is_not_taken_for_another_thing() -> None:
    place = made.file_of(made.claim(made.service(), place="22>B>1"))
    assert "CLM05 is parted by “>”, and its interchange names “:” (ISA16)" in refusal_of(place)
    for diagnoses in ("ABK>M5416", "ABK:M5416*ABF>M5417", "ABK:M5416*BH>11>D8>20260901"):
        content = made.file_of(made.claim(made.service(), diagnoses=diagnoses))
        assert "HI is parted by “" in refusal_of(content)


def test_a_qualifier_of_a_diagnosis_in_small_letters_is_one() -> None:
    (claim,) = claims_of(
        made.file_of(made.claim(made.service(pointers="1:2"), diagnoses="abk:m5416* ABF:M5417"))
    )
    assert claim.lines[0].diagnoses == ("M54.16", "M54.17")


def test_a_segment_whose_id_claims_do_not_have_is_said_with_its_claim() -> None:
    lost = [each.lower() for each in made.service("77002", number="2")]
    content = made.file_of(made.claim(made.service()), made.claim(made.service(), lost))
    assert f"a.837, claim 2: {len(lost)} segments in or before it have an id" in notes_of(content)
    assert "claim 1: " not in notes_of(content)
    assert "have an id" not in notes_of(made.file_of(made.claim(made.service())))


@pytest.mark.parametrize(
    ("facility", "expected"), [("22:B:1", "22"), ("22::1", "22"), ("22", "22"), ("13:A:1", None), ("", None)]
)
def test_a_place_is_taken_unless_the_claim_says_that_it_is_none(facility: str, expected: str | None) -> None:
    content = made.file_of(made.claim(made.service(), place=facility))
    assert claims_of(content)[0].place_of_service == expected
    said = "The place of service was left blank: CLM05-2 says that CLM05-1 is of another list."
    assert (said in notes_of(content)) == (facility == "13:A:1")


def test_a_line_with_a_code_of_another_list_is_left_out_and_the_others_are_read() -> None:
    lines = (made.service("ER:W1234"), made.service("20610", number="2"), made.service("wk:99", number="3"))
    content = made.file_of(made.claim(*lines))
    (entry,) = entries_of(content)
    assert entry.claim is not None
    assert [line.source_line for line in entry.claim.lines] == ["2"]
    assert LeftOut("line-without-code", 2) in entry.left_out
    for number in (1, 3):
        said = f"Line {number} has a code that is not of HCPCS (SV101, qualifier): the line was left out."
        assert said in notes_of(content)


def test_more_lines_than_a_claim_may_have_are_refused_and_not_kept() -> None:
    assert "more than 999 lines" in refusal_of(made.file_of(made.claim(*[made.service()] * 1200)))


def test_a_pointer_to_no_diagnosis_is_said() -> None:
    content = made.file_of(made.claim(made.service(pointers="1:5")))
    assert claims_of(content)[0].lines[0].diagnoses == ("M16.11",)
    assert "Pointing to a diagnosis that the claim does not have: line 1." in notes_of(content)


def test_a_diagnosis_without_its_code_keeps_its_place() -> None:
    content = made.file_of(made.claim(made.service(pointers="1:2"), diagnoses="ABK*ABF:M170"))
    assert claims_of(content)[0].lines[0].diagnoses == ("M17.0",)
    assert "Pointing to a diagnosis that the claim does not have: line 1." in notes_of(content)


@pytest.mark.parametrize(
    ("written", "read"),
    [("BK:4779", "477.9"), ("BK:V7389", "V73.89"), ("BK:E8490", "E849.0"), ("BK:460", "460")],
)
def test_icd_9_is_read_and_its_list_is_said_to_be_not_checked(written: str, read: str) -> None:
    content = made.file_of(made.claim(made.service(), diagnoses=written))
    assert claims_of(content)[0].lines[0].diagnoses == (read,)
    assert "marked as ICD-9-CM: which codes that list has is not checked" in notes_of(content)


@pytest.mark.parametrize(
    ("guide", "form"), [("004010X098A1", "professional"), ("004010X096A1", "institutional")]
)
def test_version_4010_is_read_and_not_checked(guide: str, form: str) -> None:
    line = made.service() if form == "professional" else made.stay(day="D8*20260915")
    (entry,) = entries_of(made.file_of(made.claim(line), guide=guide, version="00401"))
    assert entry.claim is not None
    assert entry.claim.claim_form == form
    assert "does not check" in entry.unchecked


@pytest.mark.parametrize("code", ["A0425:RH", "J3301"])
def test_a_line_of_miles_or_drugs_with_a_fraction_is_left_out_and_the_others_are_read(code: str) -> None:
    lines = (
        made.service("20610"),
        made.service(code, units="12.5", number="2"),
        made.service("77002", number="3"),
    )
    (entry,) = entries_of(made.file_of(made.claim(*lines)))
    assert entry.claim is not None
    assert [line.code for line in entry.claim.lines] == ["20610", "77002"]
    assert LeftOut("line-with-fraction", 1) in entry.left_out
    assert any("Line 2 was left out" in note and "a fraction of a unit" in note for note in entry.notes)
    assert entry.unchecked == ""


UNCOUNTED = {
    "milliliters": ("ML", "2", "a quantity in milliliters (ML) (SV104)"),
    "international units": ("F2", "3", "a quantity in international units (F2)"),
    "a measure of no guide": ("ZZ", "1", "a measure that is neither units nor minutes"),
    "no measure": ("", "1", "a measure that is neither units nor minutes"),
    "a fraction": ("UN", "1.5", "a fraction of a unit"),
    "a fraction of minutes": ("MJ", "12.5", "a fraction of a unit"),
    "nought": ("UN", "0", "0 units"),
    "nothing": ("UN", "", "no number of units"),
    "below nought": ("UN", "-1", "no number of units"),
    "too many": ("UN", "10000", "more than 9,999 units"),
}


@pytest.mark.parametrize(("measure", "units", "why"), UNCOUNTED.values(), ids=UNCOUNTED.keys())
@pytest.mark.parametrize("code", ["J3301", "20610"])
def test_a_line_without_units_to_count_leaves_its_claim_and_the_others(
    code: str, measure: str, units: str, why: str
) -> None:
    """A drug is left out; a claim without one of its procedures is kept and not checked."""
    lines = (made.service("77002"), made.service(code, units, number="2", measure=measure))
    good = made.claim(made.service())
    entry, other = entries_of(made.file_of(made.claim(*lines), good))
    assert entry.claim is not None
    assert other.claim is not None
    assert [(line.code, line.units) for line in entry.claim.lines] == [("77002", 1)]
    assert any(
        f"Line 2 was left out, as its units cannot be counted: it has {why}" in each for each in entry.notes
    )
    assert ("Line 2 was left out" in entry.unchecked) == (code == "20610")
    assert other.unchecked == ""


def test_a_claim_whose_only_line_has_no_units_to_count_says_so() -> None:
    content = made.file_of(made.claim(made.service("J3301", measure="ML")))
    why = "line 1 has a quantity in milliliters (ML) (SV104)"
    assert f"the claim has no line whose units can be counted: {why}." in refusal_of(content)


@pytest.mark.parametrize(
    ("said", "rank"), [("P", ""), ("S", "S"), ("T", "T"), ("U", "U"), ("", ""), ("PP", "")]
)
def test_a_claim_says_which_payer_of_the_patient_it_goes_to(said: str, rank: str) -> None:
    content = made.file_of(made.claim(made.service())).replace(b"SBR*P*", f"SBR*{said}*".encode())
    (entry,) = entries_of(content)
    assert entry.rank == rank


def test_another_payer_inside_a_claim_is_not_the_one_it_goes_to() -> None:
    (entry,) = entries_of(made.file_of(made.claim(made.service(), before="SBR*S*18*******CI")))
    assert entry.rank == ""


@pytest.mark.parametrize("units", ["1.5", "0", "", "99999"])
def test_a_line_of_a_hospital_without_a_code_is_kept_whatever_it_counts(units: str) -> None:
    lines = (made.stay(number="1", day="D8*20260915"), made.stay("", units, "0250", number="2"))
    content = made.file_of(made.claim(*lines, place="13:A:1"), guide=made.INSTITUTIONAL)
    (claim,) = claims_of(content)
    assert [(line.code, line.units) for line in claim.lines] == [("20610", 1), ("", 1)]
    assert "Line 2 has no code and no whole number of units: it is kept with one." in notes_of(content)
