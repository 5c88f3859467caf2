"""Headings are recognized by letters and digits; what is not known is asked about all at once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from app.claims.tables.mapping import Remembered, read_mapping
from app.claims.tables.opening import TableReading, UnknownHeadingsError, read_text
from app.claims.tables.words import whole_words
from app.coding.errors import InputError
from tests.claims.tables.known import DATA, PAYERS, SYNONYMS, claims, entries, notes, only, problem

BASE = "Claim ID,DOS,CPT"
LINE = "A,1/5/26,77002"
LONGEST = 300


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(
            ("Date of Service", "date"),
            ("DATE_OF_SERVICE", "date"),
            ("DateOfService", "date"),
            ("DOS From", "date"),
        ),
        *(("Date", ""), ("Payment Date", "ignore"), ("Statement Date", "ignore"), ("To Date", "date_to")),
        *(
            ("Mod 3", "modifier"),
            ("Allowed Mod 3", "ignore"),
            ("CPT/HCPCS", "code"),
            ("ICD-10 Code", "diagnosis"),
        ),
        *(("Diag L", "diagnosis"), ("ICD10_3", "diagnosis"), ("ICD9_1", "icd-9"), ("Admit Dx", "ignore")),
        *(("POS", "place"), ("POS/Bill Type", ""), ("Location", "ignore"), ("ICN", ""), ("Encounter", "")),
        *(("Payer Name", "payer"), ("Patient Name", "person"), ("First Name", "person"), ("DOB", "person")),
        *(("Account #", "person"), ("MRN", "person"), ("SubscriberID", "person"), ("Notes", "person")),
        *(
            ("First Date of Service", "date"),
            ("documentation.signed", "documentation.signed"),
            ("Custom 1", ""),
        ),
    ],
)
def test_a_heading_means_one_field_or_is_asked_about(heading: str, field: str) -> None:
    assert SYNONYMS.field_of(heading)[0] == field


@pytest.mark.parametrize(
    ("heading", "field", "numbers"),
    [
        ("Svc Dt", "date", ()),
        ("claim_line_start_date", "date", ()),
        ("LINE_1ST_EXPNS_DT", "date", (1,)),
        ("CLM_FROM_DT", "", ()),
        ("CPT(R) Code", "code", ()),
        ("Procedure Code (CPT/HCPCS)", "code", ()),
        ("Procedure 2 Mod", "modifier", (2,)),
        ("HCPCS_2ND_MDFR_CD", "modifier", (2,)),
        ("Modifier(s)", "modifier", ()),
        ("24D Modifier", "modifier", ()),
        ("24G Days or Units", "units", ()),
        ("LINE_SRVC_CNT", "units", ()),
        ("Total Units", "", ()),
        ("icd10 diag 2", "diagnosis", (2,)),
        ("ICD_DGNS_CD3", "diagnosis", (3,)),
        ("Rndrng Prvdr", "practitioner", ()),
        ("Ref Prov", "ignore", ()),
        ("Clm #", "claim", ()),
        ("Ins Bal", "ignore", ()),
        ("Line Amt", "ignore", ()),
        ("CPT Desc", "ignore", ()),
        ("Pat Bal", "ignore", ()),
        ("Patient Bal", "person", ()),
        ("Acct Nbr", "person", ()),
        ("Facility POS", "", ()),
        *(
            (heading, "ignore", ())
            for heading in (
                "received_at",
                "Adjustment Reason Code",
                "line_charge_cents",
                "Date of Finalization",
                "Amount Billed",
                "EVV Clock In",
                "Bundled CPT code",
                "Denied Units",
                "LINE_NCH_PMT_AMT",
                "create_ts",
                "Date of Loss",
            )
        ),
        *((heading, "person", ()) for heading in ("PtID", "Mbr#", "BENE_ID", "Claimant", "Medicare ID")),
        ("Primary Insurance Company Name", "payer", ()),
        ("DIAGNOSISREF2", "pointers", (2,)),
        ("LINE_ICD_DGNS_CD", "pointers", ()),
        ("LINE_ICD9_DGNS_CD_1", "icd-9", ()),
        ("Dx 2 ICD-10", "diagnosis", (2,)),
        ("Encounter Diagnosis ID 1", "diagnosis", (1,)),
        ("M1", "", ()),
        ("Beg Svc Dt", "date", ()),
        ("FDOS", "date", ()),
        ("Mod A", "modifier", (1,)),
        ("Modifier D", "modifier", (4,)),
        ("CodeMod2", "modifier", (2,)),
        ("ModifierB3", "modifier", (3, 2)),
        ("Prin Dx", "diagnosis", ()),
        ("Oth Dx 2", "diagnosis", (2,)),
        ("medical_clm_header_id", "claim", ()),
        ("pid", "person", ()),
        ("LINE_PRCDR_MDFR_CD_3", "modifier", (3,)),
        ("FL44 HCPCS/Rate", "code", ()),
        ("FL 42 Rev Cd", "revenue_code", ()),
        ("24D", "code", ()),
        ("box_24d_mod_2", "modifier", (2,)),
        ("Box 24E", "pointers", ()),
        ("24b_3", "place", (3,)),
        ("21. C", "diagnosis", (3,)),
        ("FL67B", "diagnosis", (2,)),
        ("24", "", ()),
        ("68", "", ()),
    ],
)
def test_a_heading_in_short_words_means_what_the_long_one_does(
    heading: str, field: str, numbers: tuple[int, ...]
) -> None:
    assert SYNONYMS.field_of(heading) == (field, numbers)


def test_a_heading_that_is_read_is_not_also_of_a_person() -> None:
    for heading in ("Rendering Provider Name", "Rend Prov Name", "Ins Co Name", "Payor Nm"):
        known = SYNONYMS.field_of(heading)[0]
        assert SYNONYMS.is_person(heading) == (known == "person")


def test_no_two_headings_of_different_fields_are_one_when_written_out() -> None:
    whole: dict[str, set[str]] = {}
    for each in tomllib.loads(DATA.read_text(encoding="utf-8"))["heading"]:
        for name in (*each["names"], *each.get("plain", ()), *each.get("beside", ())):
            whole.setdefault("".join(whole_words(name)[0]), set()).add(each["field"])
    assert not {name: fields for name, fields in whole.items() if len(fields) > 1}


def refusal(text: str, mapping: dict[str, str] | None = None) -> str:
    with pytest.raises(UnknownHeadingsError) as refused:
        entries(text, mapping)
    assert len(str(refused.value)) <= LONGEST
    return str(refused.value)


class TestAsked:
    def test_headings_of_which_none_is_known_are_asked_about_where_services_stand_below(self) -> None:
        above = "Our clinic,,\n\n"
        text = f"{above}Nr;When;What;How many\nA;01/05/2026;77002;1\nB;01/06/2026;20610;2\n"
        said = refusal(text)
        assert "4 headings are not known: “Nr”, “When”, “What”, “How many”" in said
        assert "no heading is known as claim number or date of service or code" in said
        mapping = {"Nr": "claim", "When": "date", "What": "code", "How many": "units"}
        first, second = claims(text, mapping)
        assert [(each.lines[0].code, each.lines[0].units) for each in (first, second)] == [
            ("77002", 1), ("20610", 2),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "text",
        [
            "A,01/05/2026,77002\nB,01/06/2026,20610\n",
            "Our clinic\nA,01/05/2026,77002\n",
            "Name,When,What\nA,tomorrow,77002\n",
            "What,What,When\nA,77002,01/05/2026\n",
            "Mr Zebra,When,What\nA,01/05/2026,77002\n",
            "",
        ],
    )
    def test_values_are_not_taken_for_headings(self, text: str) -> None:
        assert read_text(text.splitlines(keepends=True), 1, "a.csv", TableReading(SYNONYMS)) is None

    def test_headings_that_are_not_known_are_named_all_at_once(self) -> None:
        assert refusal(f"{BASE},Custom,POS/Bill Type,Charge\n{LINE},x,y,\n") == (
            "a.csv: 2 headings are not known: “Custom”, “POS/Bill Type”. "
            'Say with --map FILE what each heading means (“ignore” for nothing), as in "Custom" = "ignore".'
        )

    def test_one_with_nothing_below_it_is_not_asked_about(self) -> None:
        text = f"{BASE},Custom,Other,Custom\n{LINE},,,\n{LINE},, ,x\n"
        assert "1 heading is not known" not in refusal(text)
        assert "“Custom”, “Custom”" in refusal(text)
        assert only(f"{BASE},Custom,Other\n{LINE},,n/a\n").lines[0].code == "77002"

    def test_a_table_without_rows_asks_about_each(self) -> None:
        assert "1 heading is not known: “Custom”" in refusal(f"{BASE},Custom\n")

    def test_many_of_them_still_make_one_sentence(self) -> None:
        many = ",".join(f"A custom heading {letter}" for letter in "ABCDEFGHIJKLM")
        assert "more. Say with --map FILE" in refusal(f"{BASE},{many}\n{LINE}{',x' * 13}\n")

    def test_two_headings_of_one_meaning(self) -> None:
        assert "headings that mean the same: “CPT”, “Billed CPT”" in refusal(
            f"{BASE},Billed CPT\n{LINE},77002\n"
        )

    def test_a_table_without_a_heading_for_the_claim(self) -> None:
        assert refusal("Patient Name,DOS,CPT\nX,1/5/26,77002\n") == (
            "a.csv: no heading is known as claim number. Add a column, or say with --map FILE what each "
            'heading means (“ignore” for nothing), as in "your heading" = "claim".'
        )

    def test_everything_that_is_lacking_is_said_at_once(self) -> None:
        said = refusal("Custom,POS,CPT,Billed CPT\nA,11,77002,77002\n")
        for words in (
            "1 heading is not known: “Custom”; ",
            "headings that mean the same: “CPT”, “Billed CPT”; ",
            "no heading is known as claim number or date of service. ",
            'as in "Custom" = "claim".',
        ):
            assert words in said

    @pytest.mark.parametrize("value", ["123456789", "1/5/1950", "Dr Zebra", "M16.11", "20610", "-5", "x@y"])
    def test_values_in_the_row_of_headings_are_not_named(self, value: str) -> None:
        said = refusal(f"{BASE},Custom,{value}\n{LINE},x,y\n")
        assert value not in said
        assert "Custom" not in said
        assert "2 headings are not known, and they are not named because values stand among them" in said
        assert said.endswith('as in "your heading" = "ignore".')

    def test_a_number_behind_a_known_heading_is_not_named(self) -> None:
        assert problem("Claim ID,DOS,CPT,Dx 987612345\nA,1/5/26,77002,?\n") == (
            "a.csv, row 2: “Dx …”: this is not an ICD-10-CM code."
        )

    def test_it_is_one_sentence_whatever_the_headings(self) -> None:
        for length in (1, 40, 400):
            heads = [
                *("CPT", "CPT code", "HCPCS code", "Billed CPT"),
                *(f"{n}{'x' * length}" for n in range(30)),
            ]
            said = refusal(f"{','.join(heads)},POS\n")
            assert said.endswith('" = "claim".')
            assert "more; " in said

    def test_plain_words_are_known_where_nothing_else_is_meant(self) -> None:
        text = "claim,date,place,code,modifiers,practitioner\nA,1/5/26,22,77002,26,X\n"
        claim = only(text)
        assert (claim.place_of_service, claim.lines[0].modifiers, claim.practitioner) == ("22", ("26",), "p1")
        assert "“date” is read as date of service." in notes(text)
        text = f"{BASE},Date\n{LINE},1/6/26\n"
        assert only(text).date_of_service.day == 5
        assert "“Date” is read as not needed." in notes(text)

    def test_of_several_weak_names_of_a_field_one_is_taken(self) -> None:
        text = "Visit #,Encounter ID,DOS,CPT,Fin Class,Curr Carrier,ID\nV,E,1/5/26,77002,Medicare,Aetna,7\n"
        (entry,) = (entry for entry in entries(text) if entry.claim)
        assert entry.name == "E"
        assert entry.claim is not None
        assert entry.claim.payer == "aetna"
        said = notes(text)
        assert "“Encounter ID” is read as claim number." in said
        assert "“Visit #”, “Fin Class”, “ID” are read as not needed." in said

    def test_modifiers_may_have_a_letter_for_a_name(self) -> None:
        text = f"{BASE},M1,M2\n{LINE},26,59\n"
        assert only(text).lines[0].modifiers == ("26", "59")
        assert "“M1”, “M2” are read as modifier." in notes(text)

    def test_a_heading_of_signs_alone_is_left(self) -> None:
        assert only(f"#,{BASE}\n1,{LINE}\n").lines[0].code == "77002"

    def test_a_column_of_words_beside_the_code_is_not_needed(self) -> None:
        text = f"{BASE},Procedure,Service\n{LINE},Joint,Injection\n"
        assert only(text).lines[0].code == "77002"
        assert "“Procedure”, “Service” are read as not needed." in notes(text)
        assert "“Proc” is read as code." in notes("Claim ID,DOS,Proc\nA,1/5/26,77002\n")

    def test_names_of_the_table_itself_are_not_needed_beside_a_claim_number_and_asked_about_elsewhere(
        self,
    ) -> None:
        assert "“ID” is read as not needed." in notes(f"ID,{BASE}\n7,{LINE}\n")
        said = notes("ID,Record ID,Claim ID,DOS,Date,Claim Date,CPT,Key,Row ID\n1,1,A,1/5/26,,,77002,,\n")
        assert "“ID”, “Record ID”, “Date” and 3 more are read as not needed." in said
        assert "1 heading is not known: “ID”" in refusal("ID,DOS,CPT\n7,1/5/26,77002\n")

    @pytest.mark.parametrize(
        "headings",
        ["CPT,Mod,CPT2,Mod2,CPT3,Mod3", "CPT,CPT2,CPT3,Mod,Mod2,Mod3", "Mod3,CPT3,CPT2,Mod2,Mod,CPT"],
    )
    def test_the_first_of_several_lines_may_have_no_number(self, headings: str) -> None:
        cells = dict(zip(("CPT", "Mod", "CPT2", "Mod2", "CPT3", "Mod3"), (
            "20610", "RT", "77002", "26", "76942", "59"), strict=True))  # fmt: skip
        row = ",".join(cells[each] for each in headings.split(","))
        (claim,) = claims(f"Claim ID,DOS,{headings}\nA,1/5/26,{row}\n")
        assert [(line.code, *line.modifiers) for line in claim.lines] == [
            ("20610", "RT"), ("77002", "26"), ("76942", "59"),
        ]  # fmt: skip

    def test_numbered_procedures_of_a_whole_stay_are_no_lines(self) -> None:
        text = "claim_id,dos,hcpcs_code,procedure_code_1,procedure_code_2\nA,1/5/26,77002,0W9G3ZX,\n"
        assert [line.code for line in only(text).lines] == ["77002"]

    def test_a_number_of_a_person_may_tell_claims_of_a_day_apart_when_the_user_says_so(self) -> None:
        text = (
            "Account #,DOS,CPT,Payer\nZebra77,1/5/26,20610,Aetna\n"
            "Zebra77,1/6/26,77002,Medicare\nZebra77,1/5/26,77002,Aetna\n"
        )
        assert refusal(text).endswith('as in "Account #" = "claim_key".')
        found = entries(text, {"Account #": "claim_key"})
        assert [(entry.name, len(entry.claim.lines)) for entry in found if entry.claim] == [
            ("row 3", 1),
            ("row 2", 2),
        ]
        assert "Zebra77" not in repr(found)

    def test_the_first_rows_can_be_shown_beside_the_headings(self) -> None:
        with pytest.raises(UnknownHeadingsError) as refused:
            entries(f"{BASE},Custom\n{LINE},X\n")
        assert refused.value.headings == ("Claim ID", "DOS", "CPT", "Custom")
        assert refused.value.samples() == [["A", "1/5/26", "77002", "X"]]

    def test_a_numbered_modifier_that_may_be_of_two_lines_is_asked_about(self) -> None:
        codes = ",".join(f"CPT{number}" for number in range(1, 12))
        assert "“Mod11”" in refusal(f"Claim ID,DOS,{codes},Mod11\n")
        assert only("Claim ID,DOS,CPT1,CPT2,Mod11,Mod21\nA,1/5/26,20610,77002,RT,26\n").lines[
            1
        ].modifiers == ("26",)


class TestMapping:
    def test_a_mapping_says_what_headings_mean(self) -> None:
        mapping = {
            "Visit": "claim",
            "When": "date",
            "What": "code",
            "Side 2": "modifier",
            "Side 1": "modifier",
        }
        text = "Visit,When,What,Side 2,Side 1\nA,1/5/26,77002,59,26\n"
        assert only(text, mapping).lines[0].modifiers == ("26", "59")

    def test_a_mapping_goes_before_the_synonyms(self) -> None:
        assert only(f"{BASE},Billed CPT\n{LINE},20610\n", {"CPT": "ignore"}).lines[0].code == "20610"

    @pytest.mark.parametrize(
        ("name", "write"), [("m.toml", '"Proc X" = "code"'), ("m.json", '{"Proc X": "code"}')]
    )
    def test_a_file_of_toml_or_json(self, tmp_path: Path, name: str, write: str) -> None:
        (tmp_path / name).write_text(write, encoding="utf-8")
        assert read_mapping(tmp_path / name, SYNONYMS) == {"procx": "code"}

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b'{"A": "nothing"}', "“A” is mapped to no field of a claim. Give one such as claim, date"),
            (b'{"Patient Name": "claim_key"}', "“Patient Name” names a person's field, which is never read"),
            (b'{"Account": "claim"}', "“Account” names a person's field, which is never read"),
            (b'{"Patient Name": "claim"}', "“Patient Name” names a person's field, which is never read"),
            (b'{"A": "person"}', "“A” is mapped to no field"),
            (b'{"A": 1}', "is no mapping"),
            (b"[1]", "is no mapping"),
            (b"{", "is not valid JSON"),
            (b"\xff\xfe", "is not valid JSON"),
            (b" " * 1_000_001, "is larger than any mapping"),
        ],
    )
    def test_a_file_that_is_no_mapping(self, tmp_path: Path, content: bytes, words: str) -> None:
        path = tmp_path / "m.json"
        path.write_bytes(content)
        with pytest.raises(InputError) as refused:
            read_mapping(path, SYNONYMS)
        assert words in str(refused.value)
        assert len(str(refused.value)) <= LONGEST

    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot be read"):
            read_mapping(tmp_path / "none.toml", SYNONYMS)


class TestRemembered:
    TEXT = f"{BASE},Custom\n{LINE},X\n"

    def read(self, folder: Path, given: dict[str, str], text: str = TEXT) -> int:
        reading = TableReading(SYNONYMS, PAYERS, given, Remembered(folder / "user" / "headings.json"))
        return len(list(read_text(text.splitlines(keepends=True), 1, "a.csv", reading) or ()))

    def test_a_mapping_is_asked_for_once_for_a_set_of_headings(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownHeadingsError):
            self.read(tmp_path, {})
        assert self.read(tmp_path, {"custom": "ignore", "elsewhere": "code"}) >= 1
        assert self.read(tmp_path, {}) >= 1
        assert self.read(tmp_path, {}, "Custom,CPT,Claim_ID,dos\nX,77002,A,1/5/26\n") >= 1
        with pytest.raises(UnknownHeadingsError):
            self.read(tmp_path, {}, f"{BASE},Custom,Other\n{LINE},X,Y\n")

    def test_only_headings_are_kept(self, tmp_path: Path) -> None:
        self.read(tmp_path, {"custom": "ignore", "elsewhere": "code"})
        (kept,) = json.loads((tmp_path / "user" / "headings.json").read_text(encoding="utf-8"))
        assert kept["fields"] == {"custom": "ignore"}
        assert set(kept) == {"headings", "fields"}

    @pytest.mark.parametrize("content", [b"{", b"[1]", b'[{"headings": "x", "fields": {"a": "person"}}]'])
    def test_a_damaged_file_is_as_good_as_none(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "user").mkdir()
        (tmp_path / "user" / "headings.json").write_bytes(content)
        assert self.read(tmp_path, {"custom": "ignore"}) >= 1
        assert self.read(tmp_path, {}) >= 1

    def test_one_that_cannot_be_kept_is_said_and_the_claims_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "user").write_text("", encoding="utf-8")
        kept = Remembered(tmp_path / "user" / "headings.json")
        reading = TableReading(SYNONYMS, PAYERS, {"custom": "ignore"}, kept)
        first, second, *_ = list(read_text(self.TEXT.splitlines(keepends=True), 1, "a.csv", reading) or [])
        assert "could not be remembered" in first.notes[0]
        assert second.claim is not None
