"""What stands in the details of a FHIR line is a line, and what may mean something else is not read."""

from __future__ import annotations

import json

import pytest

from app.claims.fhir.files import read_whole
from app.claims.record import Entry
from app.coding.claim import Line
from tests.claims.fhir.made import NUBC, Json, claim, concept, item

NDC = "http://hl7.org/fhir/sid/ndc"
GROUP = concept("grouped", system="http://terminology.hl7.org/CodeSystem/v3-ActCode")


def entry_of(resource: object) -> Entry:
    (entry,) = (
        each for each in read_whole(json.dumps(resource).encode(), "a.json") if each.claim or each.problem
    )
    return entry


def lines_of(*items: Json, kind: str = "professional", **more: object) -> tuple[Line, ...]:
    entry = entry_of(claim(*items, kind=kind, **more))
    assert entry.claim is not None, entry.problem
    return entry.claim.lines


def part(code: str = "20610", **more: object) -> Json:
    return {"sequence": 1, "productOrService": concept(code)} | more


class TestDetails:
    def test_each_that_has_a_code_is_a_line_with_what_its_group_says_of_all(self) -> None:
        group = item(None, productOrService=GROUP, sequence=3, detail=[
            part(modifier=[concept("RT")], quantity={"value": 2}),
            {"sequence": 2, "productOrService": concept("00003029305", system=NDC)},
            part("77002", diagnosisSequence=[2]),
        ])  # fmt: skip
        first, second = lines_of(group)
        assert (first.code, first.modifiers, first.units, first.diagnoses) == (
            "20610",
            ("RT",),
            2,
            ("M16.11",),
        )
        assert (second.code, second.diagnoses, second.source_line) == ("77002", ("M25.551",), "3")
        (note, *_) = entry_of(claim(group)).notes
        assert "line 3: its details have codes; each of these is read as a line" in note

    def test_they_stand_beside_a_code_of_the_line_itself(self) -> None:
        made = item("20610", detail=[part("77002", quantity={"value": 1})])
        assert [line.code for line in lines_of(made)] == ["20610", "77002"]

    def test_those_that_only_repeat_the_code_of_the_line_are_none(self) -> None:
        made = item("20610", modifier=[concept("RT")], detail=[part()])
        assert [(line.code, line.modifiers) for line in lines_of(made)] == [("20610", ("RT",))]

    def test_a_line_whose_code_is_divided_among_them_is_their_sum(self) -> None:
        sides = [part(modifier=[concept(side)], quantity={"value": 1}) for side in ("RT", "LT")]
        made = item("20610", modifier=[concept("50")], quantity={"value": 2}, detail=sides)
        assert [(line.modifiers, line.units) for line in lines_of(made)] == [(("RT",), 1), (("LT",), 1)]
        assert "the modifiers of all of them were left out" in entry_of(claim(made)).notes[0]

    def test_those_of_details_are_found_too(self) -> None:
        inner = {"sequence": 1, "productOrService": GROUP, "subDetail": [part("77002")]}
        assert [line.code for line in lines_of(item(None, detail=[inner]))] == ["77002"]

    def test_a_revenue_line_of_a_hospital_gives_its_revenue_code_to_them(self) -> None:
        made = item(None, revenue=concept("0361", system=NUBC), detail=[part(), part("77002")])
        found = [(line.code, line.revenue_code) for line in lines_of(made, kind="institutional")]
        assert found == [("20610", "0361"), ("77002", "0361")]


class TestWhatTurnsTheSense:
    @pytest.mark.parametrize(
        "change",
        [
            {"modifierExtension": [{"url": "http://a.example/not", "valueBoolean": True}]},
            {"implicitRules": "http://a.example/rules"},
            {"item": [item(modifierExtension=[{"url": "http://a.example/not", "valueBoolean": True}])]},
            {"item": [item(None, detail=[part(modifierExtension=[{"url": "http://a.example/not"}])])]},
            {"item": [item("20610", productOrServiceEnd=concept("20611"))]},
        ],
    )
    def test_a_claim_with_it_is_refused_by_name(self, change: Json) -> None:
        entry = entry_of(claim() | change)
        assert entry.claim is None
        assert any(word in entry.problem for word in ("modifierExtension", "implicitRules", "R5"))
        assert "a.example" not in entry.problem


class TestUnits:
    @pytest.mark.parametrize("measure", [{"unit": "Min"}, {"code": "min", "unit": "minutes"}, {"unit": "MJ"}])
    def test_minutes_are_no_units(self, measure: Json) -> None:
        (line,) = lines_of(item("01992", quantity={"value": 45} | measure))
        assert (line.units, line.minutes) == (1, 45)

    def test_a_measure_is_no_count(self) -> None:
        made = item(quantity={"value": 40, "unit": "mL"})
        assert lines_of(made)[0].units == 1
        assert "something else than services" in entry_of(claim(made)).notes[0]

    @pytest.mark.parametrize("word", ["UN", "1", "visit", "{unit}"])
    def test_a_word_for_services_is_a_count(self, word: str) -> None:
        assert lines_of(item(quantity={"value": 2, "unit": word}))[0].units == 2

    def test_a_fraction_of_a_drug_leaves_the_other_lines(self) -> None:
        drug = item("J3301", sequence=2, quantity={"value": 0.5})
        entry = entry_of(claim(item(), drug))
        assert entry.claim is not None
        assert [line.code for line in entry.claim.lines] == ["77002"]
        assert [(each.kind, each.count) for each in entry.left_out] == [("line-with-fraction", 1)]

    def test_no_unit_of_the_payer_is_said_and_taken_as_one(self) -> None:
        paid = [{"category": concept("paid", system="a"), "amount": {"value": 0}}]
        made = item(quantity={"value": 0}, adjudication=paid)
        assert lines_of(made)[0].units == 1
        assert "the payer counts no unit of it; one unit is taken" in entry_of(claim(made)).notes[0]
        assert entry_of(claim(item(quantity={"value": 0}))).claim is None


CONDITION: Json = {"resourceType": "Condition", "id": "c", "code": concept("M17.11", system="icd-10-cm")}


class TestConditions:
    def test_a_diagnosis_inside_the_claim_is_read(self) -> None:
        named = [{"sequence": 4, "diagnosisReference": {"reference": "#c"}}]
        read = lines_of(item(), contained=[CONDITION, {"id": "x", "code": "other"}], diagnosis=named)
        assert read[0].diagnoses == ("M17.11",)

    @pytest.mark.parametrize(
        "name", ["Condition/c", "http://a.example/fhir/Condition/c/_history/1", "urn:uuid:7"]
    )
    def test_a_diagnosis_beside_the_claim_is_read(self, name: str) -> None:
        whole = claim(item(), diagnosis=[{"sequence": 4, "diagnosisReference": {"reference": name}}])
        entries = [{"resource": whole}, {"fullUrl": "urn:uuid:7", "resource": CONDITION}]
        entry = entry_of({"resourceType": "Bundle", "type": "collection", "entry": entries})
        assert entry.claim is not None
        assert entry.claim.lines[0].diagnoses == ("M17.11",)

    def test_one_that_is_not_in_the_file_is_said(self) -> None:
        entry = entry_of(
            claim(diagnosis=[{"sequence": 4, "diagnosisReference": {"reference": "Condition/9"}}])
        )
        assert not entry.notes
        assert "diagnosis-elsewhere" in {each.kind for each in entry.left_out}


def related(named: str, code: str = "prior") -> list[Json]:
    """The relation of a claim to an ExplanationOfBenefit."""
    reference = {"reference": f"ExplanationOfBenefit/{named}"}
    return [{"claim": reference, "relationship": concept(code, system="r")}]


class TestVersions:
    def read(self, *entries: Json) -> list[Entry]:
        bundled = {"resourceType": "Bundle", "type": "collection", "entry": list(entries)}
        return [each for each in read_whole(json.dumps(bundled).encode(), "a.json") if each.claim]

    @pytest.mark.parametrize("answer_first", [False, True])
    @pytest.mark.parametrize("name", ["Claim/c", "urn:uuid:1", "http://a.example/Claim/c"])
    def test_the_answer_to_a_claim_of_the_file_is_not_checked_beside_it(
        self, name: str, answer_first: bool
    ) -> None:
        sent = {"fullUrl": "urn:uuid:1", "resource": claim() | {"resourceType": "Claim", "id": "c"}}
        answer = {"fullUrl": "urn:uuid:2", "resource": claim(claim={"reference": name})}
        found = self.read(*([answer, sent] if answer_first else [sent, answer]))
        assert [bool(each.unchecked) for each in found] == ([True, False] if answer_first else [False, True])
        assert "answer to a claim of the same file" in "".join(each.unchecked for each in found)

    def test_an_answer_to_a_claim_that_the_file_does_not_have_is_checked(self) -> None:
        (found,) = self.read({"resource": claim(claim={"reference": "Claim/other"})})
        assert not found.unchecked

    def test_a_claim_that_another_replaces_is_not_checked(self) -> None:
        first, second = ({"resource": claim() | {"id": each}} for each in "ab")
        related = {
            "claim": {"reference": "ExplanationOfBenefit/a"},
            "relationship": concept("prior", system="r"),
        }
        second["resource"] |= {"related": [related]}
        assert [bool(each.unchecked) for each in self.read(first, second)] == [True, False]

    def test_a_claim_that_says_that_it_was_replaced_is_not_checked(self) -> None:
        (found,) = self.read(
            {"resource": claim(related=[{"relationship": concept("replacedby", system="r")}])}
        )
        assert found.unchecked == "A later version replaces it, as the file says."

    def test_a_version_that_is_not_final_is_said(self) -> None:
        entry = entry_of(claim(meta={"tag": [{"system": "s", "code": "NotFinalAction"}]}))
        assert "no final action" in entry.notes[0]
        assert not entry_of(claim(meta={"tag": [{"system": "s", "code": "FinalAction"}]})).notes

    def test_lines_that_the_payer_added_are_counted(self) -> None:
        entry = entry_of(claim(addItem=[{"productOrService": concept("20611")}]))
        assert ("line-of-payer", 1) in [(each.kind, each.count) for each in entry.left_out]

    @pytest.mark.parametrize(
        ("stamps", "kept"),
        [
            (({}, {}), 0),
            (({"versionId": "2"}, {"versionId": "10"}), 1),
            (({"versionId": "2"}, {"versionId": "1"}), 0),
            (
                (
                    {"versionId": "9", "lastUpdated": "2026-01-01"},
                    {"versionId": "1", "lastUpdated": "2026-02-01"},
                ),
                1,
            ),
            (
                (
                    {"versionId": "1", "lastUpdated": "2026-06-02T01:00:00Z"},
                    {"versionId": "2", "lastUpdated": "2026-06-01T23:30:00-05:00"},
                ),
                1,
            ),
            (({"versionId": "1", "lastUpdated": "2026-06-02T01:00:00Z"}, {"versionId": "3"}), 1),
            (({"versionId": "2", "lastUpdated": "2026"}, {"versionId": "1", "lastUpdated": "2027"}), 0),
        ],
    )
    def test_of_one_resource_that_is_there_twice_the_latest_is_checked(
        self, stamps: tuple[Json, Json], kept: int
    ) -> None:
        found = self.read(*({"resource": claim(id="same", meta=stamp)} for stamp in stamps))
        assert [not each.unchecked for each in found] == [at == kept for at in range(2)]
        assert "more than once" in found[1 - kept].unchecked

    def test_a_claim_that_names_itself_or_two_that_name_each_other_are_checked(self) -> None:
        def before(own: str, named: str) -> Json:
            return {"resource": claim(id=own, related=related(named))}

        assert not any(each.unchecked for each in self.read(before("a", "a")))
        assert not any(each.unchecked for each in self.read(before("a", "b"), before("b", "a")))
        circle = self.read(before("a", "b"), before("b", "c"), before("c", "a"))
        assert not any(each.unchecked for each in circle)
        assert all(each.replaces for each in circle)
        chain = self.read(before("c", "b"), before("b", "a"), {"resource": claim(id="a")})
        assert [bool(each.unchecked) for each in chain] == [False, True, True]
        assert not any(each.replaces for each in chain)

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "cancelled"},
            {"status": "draft"},
            {"status": "entered-in-error"},
            {"use": "preauthorization"},
            {"item": [item("no code")]},
            {"item": [item(None)]},
            {"item": 7},
        ],
    )
    def test_none_is_set_aside_for_one_that_is_not_checked(self, change: Json) -> None:
        old = {"resource": claim(id="a", meta={"versionId": "1"})}
        (found,) = self.read(old, {"resource": claim(id="b", related=related("a")) | change})
        assert not found.unchecked
        (found,) = self.read(old, {"resource": claim(id="a", meta={"versionId": "2"}) | change})
        assert not found.unchecked
        sent = {"resource": claim(id="s", resourceType="Claim") | change}
        (found,) = self.read(sent, {"resource": claim(claim={"reference": "Claim/s"})})
        assert not found.unchecked

    def test_of_several_versions_the_latest_that_can_be_checked_is(self) -> None:
        versions = [{"resource": claim(id="a", meta={"versionId": each})} for each in "123"]
        versions[2]["resource"]["status"] = "cancelled"
        assert [bool(each.unchecked) for each in self.read(*versions)] == [True, False]

    def test_a_claim_replaced_by_one_of_the_file_that_is_canceled_is_checked(self) -> None:
        old = {"resource": claim(id="a", related=related("b", "replacedby"))}
        assert not self.read(old, {"resource": claim(id="b", status="cancelled")})[0].unchecked
        assert self.read(old, {"resource": claim(id="b")})[0].unchecked

    def test_resources_of_ids_of_their_own_are_all_checked(self) -> None:
        assert not any(
            each.unchecked for each in self.read(*({"resource": claim(id=each)} for each in "abc"))
        )
        placeholders = [{"resource": claim(item(code), id="example")} for code in ("77002", "20610")]
        assert not any(each.unchecked for each in self.read(*placeholders))
        without = [{"resource": {name: value for name, value in claim().items() if name != "id"}}] * 2
        assert not any(each.unchecked for each in self.read(*without))
