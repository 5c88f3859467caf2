"""What a FHIR claim says is read as it is meant, and what it does not say is not presumed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.claims.fhir.files import read_whole
from app.claims.left_out import LeftOut
from app.claims.record import Entry
from app.coding.claim import Claim, Line
from tests.claims.fhir.made import (
    CPT,
    HCPCS,
    ICD9,
    ICD10,
    NUBC,
    POS,
    SNOMED,
    Json,
    claim,
    concept,
    item,
    member,
)

VARIABLES = "https://bluebutton.cms.gov/resources/variables"


def entries(resource: object) -> list[Entry]:
    return list(read_whole(json.dumps(resource).encode(), "a.json"))


def only(resource: object) -> Claim:
    (entry,) = (each for each in entries(resource) if each.claim or each.problem)
    assert entry.claim is not None, entry.problem
    return entry.claim


def line_of(made: Json) -> Line:
    (line,) = only(claim(made)).lines
    return line


def problem_of(resource: object) -> str:
    (entry,) = (each for each in entries(resource) if each.problem)
    return entry.problem


def notes_of(resource: object) -> str:
    return " ".join(note for entry in entries(resource) for note in entry.notes)


class TestOneClaim:
    def test_a_professional_claim_says_that_there_is_no_record(self) -> None:
        read = only(claim())
        assert (read.schema, read.record, read.claim_form) == (2, "none", "professional")
        assert (read.date_of_service, read.reference, read.patient) == (date(2026, 1, 5), "claim 1", "m1")
        assert (read.payer, read.place_of_service, read.bill_type) == (None, None, None)

    def test_a_claim_reads_as_an_explanation_of_benefit_does(self) -> None:
        assert only(claim(resourceType="Claim")) == only(claim())

    @pytest.mark.parametrize("display", ["Part B", "Part A", "Medicare Part B"])
    def test_parts_a_and_b_are_medicare(self, display: str) -> None:
        assert only(claim(insurance=[{"focal": True, "coverage": {"display": display}}])).payer == "medicare"

    @pytest.mark.parametrize("display", ["Part C", "Part D", "Medicare Advantage Part B buy-down", "Acme"])
    def test_no_other_payer_is_presumed(self, display: str) -> None:
        assert only(claim(insurance=[{"focal": True, "coverage": {"display": display}}])).payer is None

    def test_the_coverage_that_is_not_focal_does_not_name_the_payer(self) -> None:
        parts = [
            {"focal": False, "coverage": {"display": "Part B"}},
            {"focal": True, "coverage": {"display": "Acme"}},
        ]
        assert only(claim(insurance=parts)).payer is None

    def test_the_bill_type_of_a_hospital_gives_form_and_frequency(self) -> None:
        info = [
            {"category": concept("typeofbill", system="c"), "code": concept("0137", system="b")},
        ]
        read = only(claim(kind="institutional", supportingInfo=info))
        assert (read.claim_form, read.bill_type, read.frequency) == ("institutional", "137", "7")

    def test_the_bill_type_in_three_pieces_of_cms_is_put_together(self) -> None:
        def piece(name: str, code: str) -> Json:
            return {"url": f"{VARIABLES}/{name}", "valueCoding": {"code": code}}

        frequency = {"category": concept("typeofbill", system="c"), "code": concept("1", system="f")}
        kind, group = piece("clm_fac_type_cd", "1"), piece("clm_srvc_clsfctn_type_cd", "3")
        made = claim(kind="institutional", supportingInfo=[frequency], facility={"extension": [kind]})
        assert only(made | {"extension": [group]}).bill_type == "131"
        assert only(made).bill_type is None

    @pytest.mark.parametrize(
        "change", [{"status": "cancelled"}, {"status": "draft"}, {"use": "preauthorization"}]
    )
    def test_what_is_no_claim_in_force_is_counted_and_not_checked(self, change: Json) -> None:
        made = entries([claim(), claim(**change)])
        assert sum(each.claim is not None for each in made) == 1
        assert "not checked and left out: 1 " in made[-1].notes[0]


class TestCodes:
    def test_only_cpt_and_hcpcs_are_codes(self) -> None:
        made = concept("123456789", system=SNOMED)
        made["coding"].append({"system": HCPCS, "code": "g0260"})
        assert line_of(item(productOrService=made)).code == "G0260"

    def test_the_same_code_of_both_systems_is_one(self) -> None:
        made = concept("77002")
        made["coding"].append({"system": HCPCS, "code": "77002"})
        assert line_of(item(productOrService=made)).code == "77002"

    def test_two_codes_that_differ_are_not_chosen_between(self) -> None:
        found = problem_of(claim(item(productOrService=concept("77002", "77003"))))
        assert found == "a.json: line 1: several codes of CPT or HCPCS differ. Give one."

    def test_a_line_with_text_alone_has_no_code(self) -> None:
        made = [item(), item(None, productOrService={"text": "77003"})]
        assert [line.code for line in only(claim(*made)).lines] == ["77002"]
        assert "1 line without a code of CPT or HCPCS" in notes_of(claim(*made))

    def test_a_file_of_another_code_system_has_no_code_to_check(self) -> None:
        found = problem_of([claim(item(productOrService=concept("1", system=SNOMED)))] * 2)
        assert found == (
            "a.json has no code to check: no procedure is coded in CPT or HCPCS. Give a file that does."
        )

    def test_every_coding_of_every_modifier_counts_once_in_order(self) -> None:
        five = concept("26", "59", "26", "RT", "RT")
        assert line_of(item(modifier=[five, concept("59", "LT", system=HCPCS)])).modifiers == (
            "26",
            "59",
            "RT",
            "LT",
        )

    def test_five_different_modifiers_are_refused(self) -> None:
        found = problem_of(claim(item(modifier=[concept("26", "59", "RT", "LT", "XS")])))
        assert found == "a.json: line 1: modifiers: a claim line takes up to four modifiers."

    def test_a_modifier_of_another_system_is_left_out_and_said(self) -> None:
        made = claim(
            item(modifier=[concept("rooh", system="http://terminology.hl7.org/CodeSystem/modifiers")])
        )
        assert only(made).lines[0].modifiers == ()
        assert "line 1: a modifier that is no code of CPT or HCPCS was left out" in notes_of(made)

    def test_a_modifier_in_words_alone_is_said(self) -> None:
        made = claim(item(modifier=[concept("26"), {"text": "59"}]))
        assert only(made).lines[0].modifiers == ("26",)
        assert "line 1: a modifier that is no code of CPT or HCPCS was left out" in notes_of(made)

    @pytest.mark.parametrize(
        "system", ["CodeSystem/modifiers", "CodeSystem/modifier", "ValueSet/claim-modifiers"]
    )
    def test_a_modifier_under_the_example_list_of_fhir_is_one_where_that_has_no_such_code(
        self, system: str
    ) -> None:
        given = [concept(each, system=f"http://terminology.hl7.org/{system}") for each in ("26", "rooh")]
        made = claim(item(modifier=given))
        assert only(made).lines[0].modifiers == ("26",)
        assert "line 1: a modifier that is no code of CPT or HCPCS was left out" in notes_of(made)

    def test_procedures_that_no_line_has_are_said(self) -> None:
        named = [{"procedureCodeableConcept": concept(each)} for each in ("20610", "77002")]
        other = [{"procedureCodeableConcept": concept("0S9C3ZZ", system="icd-10-pcs")}, {}]
        made = claim(item(), procedure=[*named, *other])
        assert [line.code for line in only(made).lines] == ["77002"]
        assert "1 procedure of a claim that none of its lines has" in notes_of(made)

    def test_a_line_below_zero_is_said_to_take_another_back(self) -> None:
        amounts = [
            [{"category": concept("submitted", system="a"), "amount": {"value": value}}]
            for value in (9.5, -9.5, -0.0)
        ]
        made = claim(*(item(sequence=at, adjudication=each) for at, each in enumerate(amounts, 1)))
        assert len(only(made).lines) == 3
        assert notes_of(made).count("its amount is below zero") == 1
        assert "line 2: its amount is below zero" in notes_of(made)

    def test_elements_are_read_by_their_names_in_stu3_too(self) -> None:
        hcpcs = concept("20610", system="https://bluebutton.cms.gov/resources/codesystem/hcpcs")
        bare = {"sequence": 1, "service": hcpcs, "diagnosisLinkId": [2], "careTeamLinkId": [7]}
        bare |= {"servicedDate": "2026-01-05", "quantity": {"value": 1}}
        made = claim(
            bare,
            insurance={"coverage": {"reference": "Coverage/part-b-7"}},
            careTeam=[member(7, "1999999984")],
        )
        read = only(made)
        assert (read.payer, read.lines[0].code, read.lines[0].diagnoses) == (
            "medicare",
            "20610",
            ("M25.551",),
        )

    def test_revenue_lines_of_a_hospital_are_kept_and_the_total_is_not(self) -> None:
        absent = concept("not-applicable", system="http://terminology.hl7.org/CodeSystem/data-absent-reason")
        lines = [
            item(revenue=concept("0361", system=NUBC)),
            item(None, sequence=2, revenue=concept("250", system=NUBC)),
            item(None, sequence=3, revenue=concept("0001", system=NUBC), productOrService=absent),
        ]
        read = only(claim(*lines, kind="institutional")).lines
        assert [(line.code, line.revenue_code, line.source_line) for line in read] == [
            ("77002", "0361", "1"),
            ("", "0250", "2"),
        ]


class TestLines:
    def test_all_diagnoses_of_the_services_belong_to_each_line_of_a_hospital_that_points_to_none(
        self,
    ) -> None:
        def diagnosis(number: int, code: str, *types: str) -> Json:
            said = {"type": [concept(each, system="t") for each in types]} if types else {}
            return {"sequence": number, "diagnosisCodeableConcept": concept(code, system=ICD10)} | said

        found = [
            diagnosis(1, "R52", "admitting"),
            diagnosis(2, "M1611", "principal"),
            diagnosis(3, "M170", "other"),
            diagnosis(4, "W19XXXA", "externalcauseofinjury"),
            diagnosis(5, "R52", "patientreasonforvisit"),
            diagnosis(6, "M25551"),
        ]
        bare = item(diagnosisSequence=None)
        made = claim(bare, item(None, diagnosisSequence=None, revenue=concept("0250", system=NUBC)),
                     kind="institutional", diagnosis=found)  # fmt: skip
        assert [line.diagnoses for line in only(made).lines] == [("M16.11", "M17.0", "M25.551"), ()]
        assert not notes_of(made)
        pointed = claim(bare, item(diagnosisSequence=[3]), kind="institutional", diagnosis=found)
        assert [line.diagnoses for line in only(pointed).lines] == [(), ("M17.0",)]

    def test_diagnoses_follow_the_sequence_numbers_in_the_order_of_the_line(self) -> None:
        assert line_of(item(diagnosisSequence=[2, 4.0])).diagnoses == ("M25.551", "M16.11")

    def test_a_line_that_points_to_none_has_none_and_that_is_said(self) -> None:
        untied = item(diagnosisSequence=None)
        assert line_of(untied).diagnoses == ()
        assert "1 list of diagnoses that no line points to" in notes_of(claim(untied))
        assert not notes_of(claim(untied, item()))

    def test_a_pointer_to_nothing_is_said(self) -> None:
        made = claim(item(diagnosisSequence=[4, 1]))
        assert only(made).lines[0].diagnoses == ("M16.11",)
        assert "points to a diagnosis that the claim does not have" in notes_of(made)

    @pytest.mark.parametrize(("written", "read"), [("715.95", "715.95"), ("71595", "715.95"), ("460", "460")])
    def test_a_diagnosis_of_icd_9_is_read_and_its_list_is_said_to_be_not_checked(
        self, written: str, read: str
    ) -> None:
        old = [{"sequence": 1, "diagnosisCodeableConcept": concept(written, system=ICD9)}]
        made = claim(item(diagnosisSequence=[1]), diagnosis=old)
        assert only(made).lines[0].diagnoses == (read,)
        assert "line 1: a diagnosis is marked as ICD-9-CM: which codes" in notes_of(made)

    def test_a_diagnosis_of_another_list_is_said_not_to_be_checked(self) -> None:
        old = [{"sequence": 1, "diagnosisCodeableConcept": concept("V73.89", system=ICD9)}]
        made = claim(item(diagnosisSequence=[1]), diagnosis=old)
        assert only(made).lines[0].diagnoses == ()
        assert "not coded in ICD-10-CM was left out and is not checked" in notes_of(made)

    def test_a_diagnosis_of_no_list_is_read_by_its_shape_and_that_is_said(self) -> None:
        for code, read in (("m17.11", ("M17.11",)), ("M1711", ()), ("715.95", ())):
            bare = [{"sequence": 1, "diagnosisCodeableConcept": {"coding": [{"code": code}]}}]
            made = claim(item(diagnosisSequence=[1]), diagnosis=bare)
            assert only(made).lines[0].diagnoses == read
            assert ("a diagnosis names no list; it is read as one of ICD-10-CM" in notes_of(made)) == bool(
                read
            )

    def test_a_place_of_no_list_is_read_by_its_shape_and_that_is_said(self) -> None:
        for code, read in (("11", "11"), ("2", "02"), ("office", None), ("110", None)):
            made = claim(item(locationCodeableConcept={"coding": [{"code": code}]}))
            assert only(made).place_of_service == read
            assert ("line 1: its place names no list" in notes_of(made)) == (read is not None)
        example = concept("19", system="http://terminology.hl7.org/CodeSystem/ex-serviceplace")
        assert only(claim(item(locationCodeableConcept=example))).place_of_service == "19"

    def test_a_code_of_no_list_is_read_by_its_shape_and_that_is_said(self) -> None:
        for code, read in (("20610", "20610"), ("g0260", "G0260"), ("0213T", "0213T")):
            bare = item(None, productOrService={"coding": [{"code": code}]})
            assert line_of(bare).code == read
            assert "line 1: its code names no list; it is read as one of CPT or HCPCS." in notes_of(
                claim(bare)
            )
        both = {"coding": [{"code": "20610"}, {"system": SNOMED, "code": "12345"}]}
        for other in (both, {"coding": [{"code": "80146002"}]}, {"text": "20610"}):
            assert "no code to check" in problem_of(claim(item(None, productOrService=other)))

    def test_what_could_not_be_read_of_a_claim_goes_with_it_as_values(self) -> None:
        other = concept("x", system="http://example.org/places")
        lines = (
            item(locationCodeableConcept=other),
            item(locationReference={"reference": "Location/1"}),
            item(locationAddress={"city": "x"}),
            item(locationCodeableConcept=concept("11", system=POS)),
            item(None),
        )
        read, bare = entries([claim(*lines, insurer={"display": "Acme"}), claim(item(), insurance=None)])[:2]
        assert read.left_out == (
            LeftOut("line-without-code", 1),
            LeftOut("place-not-read", 3),
            LeftOut("payer-not-read", 1),
        )
        assert bare.left_out == ()

    def test_places_that_all_lines_share_are_the_place_of_the_claim(self) -> None:
        at = {place: {"locationCodeableConcept": concept(place, system=POS)} for place in ("11", "2")}
        shared = only(claim(item(**at["2"]), item(**at["2"])))
        assert (shared.place_of_service, {line.place_of_service for line in shared.lines}) == ("02", {None})
        apart = only(claim(item(**at["11"]), item(**at["2"])))
        assert (apart.place_of_service, [line.place_of_service for line in apart.lines]) == (
            None,
            ["11", "02"],
        )

    def test_practitioners_are_told_apart_by_the_line(self) -> None:
        team = [member(1, "1111111111"), member(2, "2222222222"), member(3, "3333333333", "referring")]
        lines = [item(careTeamSequence=[1]), item(careTeamSequence=[3, 2]), item(careTeamSequence=[1])]
        read = only(claim(*lines, careTeam=team))
        assert (read.practitioner, [line.practitioner for line in read.lines]) == (None, ["p1", "p2", "p1"])

    def test_one_practitioner_is_that_of_the_claim(self) -> None:
        read = only(claim(item(careTeamSequence=[1]), careTeam=[member(1, "1111111111")]))
        assert (read.practitioner, read.lines[0].practitioner) == ("p1", None)


class TestPeople:
    def test_tokens_are_numbered_as_people_first_appear(self) -> None:
        whose: list[Json] = [
            {"patient": {"reference": each}}
            for each in ("Patient/b", "https://x.test/fhir/Patient/a", "Patient/a")
        ]
        found = [each.claim.patient for each in entries([claim(**each) for each in whose]) if each.claim]
        assert found == ["m1", "m2", "m2"]

    def test_a_contained_person_without_a_number_is_nobody_in_particular(self) -> None:
        assert only(claim(patient={"reference": "#x"})).patient is None

    def test_a_contained_practitioner_is_told_by_the_number(self) -> None:
        inside = [
            {"id": "d", "identifier": [{"system": "other", "value": "9"}, {"system": "us-npi", "value": "1"}]}
        ]
        made = [claim(provider={"reference": "#d"}, contained=inside), claim(careTeam=[member(1, "1")])]
        assert [each.claim.practitioner for each in entries(made) if each.claim] == ["p1", "p2"]


class TestUnits:
    @pytest.mark.parametrize(("written", "units"), [("3.000", 3), ("1E2", 100), ("2", 2), ('"4"', 4)])
    def test_whole_numbers_are_units_however_written(self, written: str, units: int) -> None:
        text = json.dumps(claim(item(quantity={"value": "HERE"}))).replace('"HERE"', written)
        (entry,) = read_whole(text.encode(), "a.json")
        assert entry.claim is not None
        assert entry.claim.lines[0].units == units

    @pytest.mark.parametrize("written", ['" 3"', '"1_0"', '"NaN"', "[1]", "true", "1E99", "1" * 99, '"+1"'])
    def test_what_is_no_whole_number_is_refused_without_repeating_it(self, written: str) -> None:
        text = json.dumps(claim(item(quantity={"value": "HERE"}))).replace('"HERE"', written)
        (entry,) = read_whole(text.encode(), "a.json")
        assert entry.problem == "a.json: line 1: the quantity is not a plain number."

    def test_less_than_nought_is_refused(self) -> None:
        assert (
            problem_of(claim(item(quantity={"value": -91.0})))
            == "a.json: line 1: units: give a whole number from 1 to 9999."
        )

    @pytest.mark.parametrize(
        ("written", "why"), [(1.5, "a fraction of a unit"), (0, "0 units"), (-0.0, "0 units")]
    )
    @pytest.mark.parametrize("code", ["20610", "J3301"])
    def test_a_line_whose_units_cannot_be_counted_leaves_the_others(
        self, code: str, written: float, why: str
    ) -> None:
        made = claim(item(), item(code, sequence=2, quantity={"value": written}))
        (entry,) = (each for each in entries(made) if each.claim)
        assert entry.claim is not None
        assert [line.code for line in entry.claim.lines] == ["77002"]
        missed = f"Line 2 was left out: it has {why}. A check of the others would miss its procedure."
        assert entry.unchecked == (missed if code == "20610" else "")
        (left,) = entry.left_out
        assert left.kind == ("line-with-fraction" if (code, why[0]) == ("J3301", "a") else "line-not-counted")

    def test_a_claim_without_a_line_to_count_says_so(self) -> None:
        assert problem_of(claim(item(quantity={"value": 0}))) == (
            "a.json: it has no line whose units can be counted."
        )

    def test_units_that_are_not_given_are_one_and_said(self) -> None:
        made = claim(item(quantity=None))
        assert only(made).lines[0].units == 1
        assert "line 1: no units are given; one unit is taken." in notes_of(made)

    @pytest.mark.parametrize(("indicator", "units"), [("3", 45), ("2", 1), ("1", 1), ("0", 1)])
    def test_a_count_of_anything_but_services_is_no_units(self, indicator: str, units: int) -> None:
        extension = [{"url": "https://x.test/CLM-MTUS-IND-CD", "valueCoding": {"code": indicator}}]
        made = claim(item(quantity={"value": 45}, extension=extension))
        assert only(made).lines[0].units == units
        assert ("counts minutes" in notes_of(made)) == (indicator != "3")


class TestDays:
    def test_a_period_without_end_is_of_its_first_day(self) -> None:
        made = claim(item(servicedDate=None, servicedPeriod={"start": "2026-02-03"}))
        assert only(made).date_of_service == date(2026, 2, 3)
        assert not notes_of(made)

    def test_a_period_over_several_days_is_said(self) -> None:
        made = claim(item(servicedDate=None, servicedPeriod={"start": "2026-02-03", "end": "2026-02-05"}))
        assert only(made).date_of_service == date(2026, 2, 3)
        assert "line 1: the service spans several days" in notes_of(made)

    def test_the_period_of_the_claim_speaks_for_lines_without_a_day(self) -> None:
        made = claim(item(servicedDate=None), billablePeriod={"start": "2026-02-03", "end": "2026-02-03"})
        assert only(made).date_of_service == date(2026, 2, 3)

    def test_a_time_keeps_the_day_that_is_written(self) -> None:
        assert only(claim(item(servicedDate="2026-02-03T23:59:59.1234567-05:00"))).date_of_service == date(
            2026, 2, 3
        )

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"servicedDate": "2026-02"}, "the date of service is not a full date"),
            ({"servicedDate": "2026-02-30"}, "the date of service is not a full date"),
            ({"servicedDate": None}, "the date of service is missing"),
            (
                {"servicedDate": None, "servicedPeriod": {"end": "2026-02-03"}},
                "the period of service has no start",
            ),
            (
                {"servicedDate": None, "servicedPeriod": {"start": "2026-02-03", "end": "2026-02-01"}},
                "the period of service ends before it starts",
            ),
        ],
    )
    def test_a_line_without_a_day_is_refused(self, change: Json, words: str) -> None:
        assert problem_of(claim(item(**change))) == f"a.json: line 1: {words}."

    def test_several_days_become_several_claims_of_one_stem(self) -> None:
        lines = [item(), item("20610", servicedDate="2026-01-06"), item("76942")]
        made = [each for each in entries(claim(*lines)) if each.claim]
        assert [(each.name, each.claim and each.claim.reference) for each in made] == [
            ("1.1", "claim 1.1"),
            ("1.2", "claim 1.2"),
        ]
        assert [[line.code for line in each.claim.lines] for each in made if each.claim] == [
            ["77002", "76942"],
            ["20610"],
        ]
        assert "its services are of 2 days; each day is read as a claim of its own." in notes_of(
            claim(*lines)
        )


def test_systems_of_the_exports_of_cms_are_read() -> None:
    old = "http://hl7.org/fhir/sid/icd-10"
    line = item(
        locationCodeableConcept=concept("11", system=f"{VARIABLES}/line_place_of_srvc_cd"),
        revenue=concept("361", system=f"{VARIABLES}/rev_cntr"),
    )
    for system in (old, f"{old}|2026", f"{old}-cm"):
        known = [{"sequence": 4, "diagnosisCodeableConcept": concept("M1611", system=system)}]
        read = only(claim(line, kind="institutional", diagnosis=known))
        assert read.place_of_service == "11"
        assert read.lines[0].revenue_code == "0361"
        assert read.lines[0].diagnoses == ("M16.11",)
    for system in (f"{old}-gm", SNOMED):
        known = [{"sequence": 4, "diagnosisCodeableConcept": concept("M1611", system=system)}]
        assert only(claim(line, diagnosis=known)).lines[0].diagnoses == ()


def test_codes_of_one_system_named_in_several_ways_are_read() -> None:
    systems = (CPT, f"{CPT}|2026", "urn:oid:2.16.840.1.113883.6.12", "urn:oid:2.16.840.1.113883.6.285")
    for system in (
        *systems,
        HCPCS,
        HCPCS.replace("https", "http"),
        "https://bluebutton.cms.gov/resources/codesystem/hcpcs",
    ):
        assert line_of(item(productOrService=concept("77002", system=system))).code == "77002"


def covered(sequence: object, coverage: str) -> Json:
    """What a claim says of the one insurance that it is made against."""
    return {"insurance": [{"sequence": sequence, "focal": True, "coverage": {"reference": coverage}}]}


PAYERS = {
    "one insurer": (
        {"insurer": {"reference": "Organization/1"}},
        {"insurer": {"reference": "Organization/1"}},
        True,
    ),
    "two insurers": (
        {"insurer": {"reference": "Organization/1"}},
        {"insurer": {"reference": "Organization/2"}},
        False,
    ),
    "two insurers by their names": (
        {"insurer": {"display": "Insurer A"}},
        {"insurer": {"display": "Insurer B"}},
        False,
    ),
    "what is no insurer": ({"insurer": [7]}, {}, True),
    "two coverages": (covered(1, "Coverage/1"), covered(1, "Coverage/2"), False),
    "one coverage of two versions": (covered(1, "Coverage/1"), covered(1, "Coverage/1/_history/2"), True),
    "a first and a second": (covered(1, "#c"), covered(2, "#c"), False),
    "a sequence that is none": (covered("x", "#c"), covered(1, "#c"), True),
    "nobody": ({}, {}, True),
}


@pytest.mark.parametrize(("one", "other", "same"), PAYERS.values(), ids=PAYERS.keys())
def test_claims_to_several_payers_of_a_patient_are_told_apart(one: Json, other: Json, same: bool) -> None:
    """By insurer, else by coverage, and by which insurance of the patient it is made against."""
    ranks = [entry.rank for entry in entries([claim(**one), claim(**other)]) if entry.claim]
    assert (ranks[0] == ranks[1]) == same
