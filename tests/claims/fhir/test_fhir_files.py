"""FHIR files in each of their forms: what is a claim is picked, and the rest is counted."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.claim_files import only_claim, open_claims
from app.claims.fhir.files import read_lines, read_whole
from app.claims.record import Entry
from app.coding.errors import InputError
from tests.claims.fhir.made import MARK, Json, bundle, claim, concept, item, member

PATIENT = {"resourceType": "Patient", "id": MARK, "name": [{"family": MARK}]}
LONGEST = 300


def read(path: Path, content: bytes) -> list[Entry]:
    path.write_bytes(content)
    return list(open_claims(str(path)).entries)


def encode(value: object) -> bytes:
    return json.dumps(value).encode()


def names(entries: list[Entry]) -> list[str | int]:
    return [entry.name for entry in entries if entry.claim]


def notes(entries: list[Entry]) -> list[str]:
    return [note for entry in entries for note in entry.notes]


class TestForms:
    def test_one_resource(self, tmp_path: Path) -> None:
        assert names(read(tmp_path / "a.json", encode(claim()))) == ["1"]

    def test_one_resource_over_many_lines(self, tmp_path: Path) -> None:
        content = json.dumps(claim(), indent=2).encode()
        assert names(read(tmp_path / "a.json", b"\xef\xbb\xbf" + content)) == ["1"]

    def test_a_bundle_names_its_claims_by_entry(self, tmp_path: Path) -> None:
        found = read(tmp_path / "a.json", encode(bundle(PATIENT, claim(), claim())))
        assert names(found) == ["2", "3"]
        assert [note.rpartition(os.sep)[2] for note in notes(found)] == [
            "a.json: not checked and left out: 1 resource of another type."
        ]

    def test_a_bundle_with_a_next_page_says_that_it_is_one_page(self) -> None:
        found = list(read_whole(encode(bundle(claim(), link=[{"relation": "next", "url": MARK}])), "a.json"))
        assert notes(found) == [
            "a.json: the Bundle is one page of an answer; the pages after it are not in this file."
        ]

    def test_a_list(self, tmp_path: Path) -> None:
        assert names(read(tmp_path / "a.json", encode([claim(), PATIENT, claim()]))) == ["1", "3"]

    def test_claims_of_several_bundles_have_names_of_their_own(self, tmp_path: Path) -> None:
        page = bundle(PATIENT, claim(), claim())
        expected = ["1-2", "1-3", "2", "3-2", "3-3"]
        assert names(read(tmp_path / "a.json", encode([page, claim(), page]))) == expected
        lines = b"\n".join(map(encode, (page, claim(), page)))
        assert names(read(tmp_path / "a.ndjson", lines)) == expected
        assert names(read(tmp_path / "b.json", encode(bundle(page, claim(), page)))) == expected

    def test_parameters_of_a_request_hold_what_is_sent(self, tmp_path: Path) -> None:
        for sent, expected in ((claim(), ["1"]), (bundle(PATIENT, claim(), claim()), ["1-2", "1-3"])):
            held = {"resourceType": "Parameters", "parameter": [{"name": "resource", "resource": sent}]}
            assert names(read(tmp_path / "a.json", encode(held))) == expected

    @pytest.mark.parametrize("ending", ["ndjson", "json", "jsonl"])
    def test_a_resource_a_line(self, tmp_path: Path, ending: str) -> None:
        content = b"\n".join(map(encode, (PATIENT, claim(), claim(), PATIENT, PATIENT)))
        found = read(tmp_path / f"a.{ending}", content)
        assert names(found) == ["2", "3"]
        assert notes(found)[0].endswith("left out: 3 resources of another type.")

    def test_a_file_that_gzip_packed(self, tmp_path: Path) -> None:
        content = b"\n".join(map(encode, (claim(), claim())))
        assert names(read(tmp_path / "a.ndjson.gz", gzip.compress(content))) == ["1", "2"]
        assert names(read(tmp_path / "a.json.gz", gzip.compress(encode(claim())))) == ["1"]

    def test_a_packed_file_that_is_cut_off(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="damaged or cut off"):
            read(tmp_path / "a.ndjson.gz", gzip.compress(encode(claim()) * 50)[:-9])

    def test_a_type_that_stands_last_is_found(self, tmp_path: Path) -> None:
        made = claim()
        kind = made.pop("resourceType")
        assert names(
            read(tmp_path / "a.json", json.dumps({**made, "resourceType": kind}, indent=1).encode())
        ) == ["1"]

    def test_the_only_claim_of_a_file_is_given_and_how_it_was_read_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_bytes(encode(bundle(PATIENT, claim())))
        told: list[str] = []
        assert only_claim(str(path), told.append).reference == "claim 2"
        assert len(told) == 1

    @pytest.mark.parametrize(
        "resource", [PATIENT, bundle(), [], bundle(bundle(bundle(bundle(bundle(claim())))))]
    )
    def test_a_file_without_claims_says_so(self, resource: object) -> None:
        found = list(read_whole(encode(resource), "a.json"))
        assert found[0].problem == (
            "a.json holds no Claim and no ExplanationOfBenefit to check. Give a file that does."
        )


class TestVersionsOfAResourceALine:
    """In a file that is longer than its claims can be held against each other."""

    def read(self, *claims: Json) -> list[Entry]:
        return list(read_lines(enumerate(map(encode, claims), 1), "a.ndjson", together=0))

    def test_versions_of_one_id_and_the_answer_to_it_share_a_number(self) -> None:
        sent = claim(id="a", resourceType="Claim")
        answer = claim(id="b", claim={"reference": "https://a.example/Claim/a/_history/2"})
        found = self.read(sent, sent | {"meta": {"versionId": "2"}}, answer, claim(id="a"))
        numbers = [each.version for each in found]
        assert numbers[0] == numbers[1] == numbers[2] != numbers[3]
        assert all(numbers)
        assert not any(each.replaces or each.unchecked for each in found)

    def test_a_claim_that_names_one_before_it_may_replace_one_of_the_file(self) -> None:
        before = {"relationship": concept("prior", system="r")}
        named = before | {"claim": {"reference": "ExplanationOfBenefit/b"}}
        found = self.read(*(claim(id=own, related=[each]) for own, each in
                            (("a", named), ("a", before), ("b", named))))  # fmt: skip
        assert [each.replaces for each in found] == [True, True, False]

    def test_a_claim_that_says_that_it_was_replaced_is_not_checked(self) -> None:
        (found,) = self.read(claim(related=[{"relationship": concept("replacedby", system="r")}]))
        assert "later version replaces it" in found.unchecked

    def test_a_claim_without_an_id_has_no_number(self) -> None:
        assert self.read({name: value for name, value in claim().items() if name != "id"})[0].version == 0


def test_versions_of_a_resource_a_line_are_settled_as_those_of_a_bundle() -> None:
    sent = claim(id="a", resourceType="Claim")
    answer = claim(id="b", claim={"reference": "Claim/a"})
    old, new = (claim(id="c", meta={"versionId": each}) for each in "12")
    condition = {"resourceType": "Condition", "id": "hip", "code": concept("M1611", system="x/icd-10-cm")}
    referring = claim(
        item(diagnosisSequence=[1]),
        id="d",
        diagnosis=[{"sequence": 1, "diagnosisReference": {"reference": "Condition/hip"}}],
    )
    lines = enumerate(map(encode, (sent, answer, old, new, referring, condition)), 1)
    found = [each for each in read_lines(lines, "a.ndjson") if each.claim]
    assert [(each.name, bool(each.unchecked)) for each in found] == [
        ("1", False), ("2", True), ("3", True), ("4", False), ("5", False),
    ]  # fmt: skip
    assert found[4].claim is not None
    assert found[4].claim.lines[0].diagnoses == ("M16.11",)


class TestBadInput:
    @pytest.mark.parametrize(
        "change",
        [
            {"status": 7},
            {"item": [{"productOrService": MARK}]},
            {"item": {MARK: 1}},
            {"diagnosis": [{"sequence": MARK}]},
            {"type": [MARK]},
            {"item": [item(servicedDate=MARK)]},
            {"item": [item(MARK)]},
            {"item": [item(quantity={"value": MARK})]},
        ],
    )
    def test_each_is_one_sentence_and_the_others_go_on(self, change: Json) -> None:
        found = list(read_lines(enumerate(map(encode, (claim(**change), claim())), 1), "a.ndjson"))
        assert [bool(entry.claim) for entry in found] == [False, True]
        assert found[0].problem.startswith("a.ndjson, line 1: ")
        assert MARK not in found[0].problem
        assert len(found[0].problem) <= LONGEST

    @pytest.mark.parametrize(
        "content", [b'{"resourceType":"Claim"', b'[{"resourceType":"Claim"}', b'{"resourceType":"Claim"}}']
    )
    def test_json_that_is_cut_off(self, tmp_path: Path, content: bytes) -> None:
        try:
            problems = [entry.problem for entry in read(tmp_path / "a.json", content) if entry.problem]
        except InputError as error:
            problems = [str(error)]
        assert len(problems) == 1
        assert "is not valid JSON. Export it again." in problems[0]

    def test_json_that_is_nested_without_end(self) -> None:
        deep = b'{"resourceType":"Claim","item":' + b"[" * 100_000
        (found,) = read_whole(deep, "a.json")
        assert found.problem == "a.json: this is not valid JSON. Export it again."

    @given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 60))
    def test_no_change_of_the_bytes_raises_anything_else(self, noise: bytes, at: int, length: int) -> None:
        made = claim(item(careTeamSequence=[1], diagnosisSequence=[2]), careTeam=[member(1, "1")])
        content = encode(bundle(made, PATIENT, claim()))
        changed = content[:at] + noise + content[at + length :]
        for text in (changed, noise):
            problems = []
            try:
                problems += [entry.problem for entry in read_whole(text, "a.json")]
            except InputError as error:
                problems += [str(error)]
            problems += [entry.problem for entry in read_lines([(1, text)], "a.json")]
            assert max(map(len, problems), default=0) <= LONGEST
