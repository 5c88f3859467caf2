"""Tables as practice systems export them are read to the claims that they mean."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.corrections import Correction
from app.claims.left_out import LeftOut
from app.claims.tables.opening import read_text
from app.coding.errors import InputError
from tests.claims.tables.known import claims, entries, notes, only, problem, reading

HEAD = "Claim #,Date of Service,CPT Code,Modifier,Units,Dx 1,Dx 2,POS,Payer Name\n"
LONGEST = 300
NAME = "Zebra77Quagga"


def row(code: str = "77002", day: str = "01/05/2026", modifier: str = "", units: str = "1") -> str:
    return f'A1,"{day}",{code},"{modifier}",{units},M16.11,,11,Aetna\n'


class TestRows:
    def test_a_claim_number_that_may_name_a_person_tells_claims_apart_and_is_not_kept(self) -> None:
        text = (
            "Patient Control Number,DOS,CPT\n"
            f"{NAME}1,01/05/2026,20610\n{NAME}2,01/06/2026,77002\n{NAME}1,01/05/2026,77002\n,,\n{NAME}2,1/6/26,x?\n"
        )
        found = entries(text)
        assert NAME not in repr(found)
        assert [entry.name for entry in found] == ["row 2", "row 3", ""]
        assert found[0].claim is not None
        assert [line.code for line in found[0].claim.lines] == ["20610", "77002"]
        assert found[1].problem.startswith("a.csv, row 6: “CPT”")
        assert entries(f"PCN,Claim ID,DOS,CPT\n{NAME},A1,1/5/26,77002\n")[0].name == "A1"

    def test_of_a_practitioner_with_number_and_name_the_number_tells(self) -> None:
        head = "Claim ID,DOS,CPT,Rendering NPI,Rendering Provider,Attending Physician\n"
        first, second = claims(
            head + f"A,1/5/26,77002,1999999984,{NAME},\nB,1/5/26,77002,1999999984,{NAME} X,\n"
        )
        assert first.practitioner == second.practitioner == "p1"
        with pytest.raises(InputError, match="headings that mean the same"):
            entries(f"Claim ID,DOS,CPT,Rendering NPI,Attending NPI\nA,1/5/26,77002,1,{NAME}\n")

    def test_a_line_has_what_its_row_says(self) -> None:
        claim = only(HEAD + row(modifier="26 59", units="2.0"))
        (line,) = claim.lines
        assert (claim.date_of_service, claim.place_of_service, claim.payer) == (
            date(2026, 1, 5),
            "11",
            "aetna",
        )
        assert (line.code, line.modifiers, line.units, line.diagnoses) == (
            "77002",
            ("26", "59"),
            2,
            ("M16.11",),
        )
        assert (claim.record, line.source_line) == ("none", "2")

    def test_headings_may_stand_below_a_preamble(self) -> None:
        claim = only("Charges by claim\nFrom:,01/01/2026,to,01/31/2026\nPayer,All\n\n" + HEAD + row())
        assert claim.lines[0].source_line == "6"

    @pytest.mark.parametrize("separator", [";", "\t", "|"])
    def test_other_separators(self, separator: str) -> None:
        text = (HEAD + row()).replace(",", separator)
        assert only(text) == only(HEAD + row())
        assert only(f"sep={separator}\n{text}").lines[0].code == "77002"

    def test_rows_without_claim_number_belong_to_the_one_above(self) -> None:
        text = (
            HEAD + row("20610") + ",,77002,26,1,,,,\n" + "A2,01/06/2026,76942,,1,,,22,\n" + ",,20604,,1,,,,\n"
        )
        first, second = claims(text)
        assert [line.code for line in first.lines] == ["20610", "77002"]
        assert [line.code for line in second.lines] == ["76942", "20604"]
        assert (second.place_of_service, second.payer) == ("22", None)

    def test_a_row_for_the_claim_may_stand_above_its_lines(self) -> None:
        claim = only(HEAD + "A1,01/05/2026,,,,,,24,Aetna\n" + ",,20610,,1,,,,\n")
        assert ([line.code for line in claim.lines], claim.place_of_service) == (["20610"], "24")

    def test_a_row_without_claim_number_and_of_another_day_is_refused(self) -> None:
        text = HEAD + row("20610") + ",01/06/2026,77002,26,1,,,,\n"
        assert problem(text) == (
            "a.csv, row 3: the claim number is empty, and the date is not that of the row above."
        )

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_a_replacement_and_a_void_meet_the_claims_of_their_number(self, order: tuple[int, ...]) -> None:
        rows = ("A,1/5/26,77002,1\n,,20610,\n", "A,1/5/26,77002,7\n", "B,1/6/26,77002,7\n")
        found = {entry.name: entry for entry in entries(
            "Claim ID,DOS,CPT,Frequency\n" + "".join(rows[place] for place in order)
        ) if entry.claim}  # fmt: skip
        assert set(found) == {"A", "A, frequency 7", "B"}
        assert found["A"].corrections == (Correction("superseded", ("A, frequency 7",)),)
        assert found["A, frequency 7"].corrections == (Correction("supersedes", ("A",)),)
        assert [bool(found[name].unchecked) for name in sorted(found)] == [True, False, False]
        assert found["B"].corrections == ()

    def test_a_void_by_its_bill_type_cancels(self) -> None:
        text = "Claim ID,DOS,HCPCS,Type of Bill\nA,1/5/26,77002,131\nA,1/5/26,77002,138\n"
        one, two = (entry for entry in entries(text) if entry.claim)
        assert one.corrections == (Correction("canceled", ("A, frequency 8",)),)
        assert two.claim is not None
        assert two.claim.frequency == "8"

    def test_rows_of_a_claim_that_stand_apart_are_one_claim(self) -> None:
        other = row().replace("A1", "B2")
        assert [len(claim.lines) for claim in claims(HEAD + row() + other + row("20610"))] == [1, 2]

    def test_totals_and_payments_are_no_lines_and_are_counted(self) -> None:
        aside = row("PAY") + row("Ins. adj") + row("1") + "Total,,,,14,,,,\n" + "Printed by X,,,,,,,,\n"
        assert [line.code for line in only(HEAD + row() + aside).lines] == ["77002"]
        assert notes(HEAD + row() + aside) == (
            "a.csv: left out or presumed: 3 rows of a payment or an adjustment; 2 rows without a code."
        )

    def test_payments_of_a_ledger_that_repeat_the_code_of_their_charge_are_no_lines(self) -> None:
        text = "Claim ID,DOS,CPT,Transaction Type\nA,1/5/26,77002,Charge\nA,1/5/26,77002,Ins Payment\n"
        text += "A,1/5/26,77002,Write-off\nA,1/5/26,20610,CHARGE\nA,1/5/26,20610,TRANSFEROUT\n"
        assert [line.code for line in only(text).lines] == ["77002", "20610"]
        assert "3 rows of a payment or an adjustment" in notes(text)

    def test_rows_whose_code_is_said_to_be_of_another_list_are_no_lines(self) -> None:
        text = (
            "Claim ID,DOS,Code,Code Type,Justify\nA,1/5/26,M1611,ICD10,\nA,1/5/26,77002,CPT4,ICD10|M1611:\n"
        )
        text += "A,1/5/26,J1030,HCPCS,\nA,1/5/26,80146,SNOMED-CT,\n"
        (first, second) = only(text).lines
        assert (first.code, first.diagnoses, second.code) == ("77002", ("M16.11",), "J1030")
        assert "2 lines without a code of CPT or HCPCS" in notes(text)

    def test_a_list_that_may_be_of_the_diagnosis_beside_it_drops_no_line(self) -> None:
        rows = "A,1/5/26,77002,M1611,ICD10\nA,1/5/26,J1030,M1611,ICD10PCS\n"
        assert len(only(f"Claim ID,DOS,CPT,Dx,Code Type\n{rows}").lines) == 2
        assert (
            len(only(f"Claim ID,DOS,CPT,Dx,Procedure Code Type\n{rows.replace('ICD10', 'CPT', 1)}").lines)
            == 1
        )

    def test_the_diagnosis_of_a_line_goes_before_those_of_its_claim(self) -> None:
        text = "Claim ID,DOS,CPT,ICD_DGNS_CD1,ICD_DGNS_CD2,LINE_ICD_DGNS_CD\nA,1/5/26,77002,M1611,M170,M170\n"
        assert only(text).lines[0].diagnoses == ("M17.0",)

    def test_columns_that_are_not_read_are_counted_and_not_named(self) -> None:
        text = f"Claim,DOS,CPT,POS,Patient Name,DOB,Charge,ICD9\n1,1/5/26,77002,x,{NAME},{NAME},9,7\n"
        found = entries(text)
        assert found[0].left_out == (
            LeftOut("column-of-person", 2),
            LeftOut("column-not-needed", 1),
            LeftOut("column-of-icd-9", 1),
            LeftOut("place-not-read", 1),
            LeftOut("units-not-stated", 1),
        )
        assert "2 columns of a person, never read; 1 column that is not needed" in notes(text)
        assert "DOB" not in notes(text)

    def test_rows_that_are_no_lines_are_of_the_file(self) -> None:
        assert entries(HEAD + row() + row("PAY"))[-1].left_out == (LeftOut("row-of-payment", 1),)

    def test_a_footer_with_a_count_below_the_codes_is_no_claim(self) -> None:
        assert len(claims(HEAD + row() + "Grand total,,1234,,5678,,,,\n")) == 1

    def test_several_days_are_several_claims_and_said(self) -> None:
        text = HEAD + row() + row("20610", day="01/06/2026")
        assert [claim.date_of_service.day for claim in claims(text)] == [5, 6]
        assert [entry.name for entry in entries(text)] == ["A1.1", "A1.2"]
        assert "the services of this claim are of 2 days" in notes(text)

    def test_a_service_over_several_days_is_said(self) -> None:
        text = "Claim ID,DOS From,DOS To,CPT\nA1,1/5/26,1/7/26,77002\n"
        assert only(text).date_of_service == date(2026, 1, 5)
        assert "row 2: the service spans several days" in notes(text)

    def test_lines_keep_places_and_practitioners_that_differ(self) -> None:
        text = f"Claim ID,DOS,CPT,POS,Rendering Provider\nA,1/5/26,77002,11,{NAME}\nA,1/5/26,20610,2,Other\n"
        claim = only(text)
        assert (claim.place_of_service, claim.practitioner) == (None, None)
        assert [(line.place_of_service, line.practitioner) for line in claim.lines] == [
            ("11", "p1"),
            ("02", "p2"),
        ]

    def test_a_hospital_keeps_its_revenue_lines(self) -> None:
        text = (
            "Claim ID,DOS,HCPCS,Rev Code,Type of Bill,Units\n"
            "A,1/5/26,77002,320,0137,1\nA,1/5/26,,250,0137,3\nA,1/5/26,,0001,0137,\n"
        )
        claim = only(text)
        assert (claim.claim_form, claim.bill_type, claim.frequency) == ("institutional", "137", "7")
        assert [(line.code, line.revenue_code) for line in claim.lines] == [("77002", "0320"), ("", "0250")]

    def test_documentation_columns_make_a_reviewed_claim(self) -> None:
        claim = only("Claim ID,DOS,CPT,documentation.permanent_image\nA,1/5/26,77002,yes\n")
        assert (claim.documentation.permanent_image, claim.record) == (True, "reviewed")

    def test_a_payer_that_is_not_known_by_that_name_is_none_and_said(self) -> None:
        text = HEAD + row().replace("Aetna", "Medicare Advantage")
        assert only(text).payer is None
        assert "payer left blank on 1 claim, whose payer is none that Needlepoint knows" in notes(text)

    def test_icd_9_columns_are_said_not_to_be_checked(self) -> None:
        text = "Claim ID,DOS,CPT,ICD9,ICD10\nA,1/5/26,77002,715.95,M16.11\n"
        assert only(text).lines[0].diagnoses == ("M16.11",)
        assert "“ICD9” holds ICD-9 codes, which are not checked." in notes(text)

    def test_several_codes_of_a_cell_are_lines_that_no_diagnosis_is_tied_to(self) -> None:
        text = HEAD + row('"20610-RT, 77002"')
        assert [(line.code, line.modifiers, line.diagnoses) for line in only(text).lines] == [
            ("20610", ("RT",), ()), ("77002", (), ()),
        ]  # fmt: skip
        assert "2 lines without diagnoses, as no heading has the pointers" in notes(text)

    @pytest.mark.parametrize("word", ["None", "N/A", "NULL", "nan", "--", "-", "#N/A", r"\N"])
    def test_a_word_for_nothing_is_an_empty_cell(self, word: str) -> None:
        (line,) = only(HEAD + row(modifier=word)).lines
        assert line.modifiers == ()

    def test_pointers_to_diagnoses_of_another_file_are_said(self) -> None:
        text = "Claim ID,DOS,CPT,Dx Pointer\nA,1/5/26,77002,A\n"
        assert only(text).lines[0].diagnoses == ()
        assert "1 line whose pointers lead nowhere, as no heading has the diagnoses" in notes(text)

    def test_a_revenue_code_alone_makes_a_claim_one_of_a_hospital_and_that_is_said(self) -> None:
        text = "Claim ID,DOS,HCPCS,Rev Code\nA,1/5/26,77002,320\nA,1/5/26,,250\nB,1/5/26,77002,\n"
        one, other = claims(text)
        assert (one.claim_form, other.claim_form) == ("institutional", None)
        assert (
            "row 3: a revenue code stands without a procedure; the claim is read as institutional"
            in notes(text)
        )

    def test_a_range_in_one_cell_is_read_as_two_dates_are(self) -> None:
        text = "Claim ID,Dates of Service,CPT\nA,1/5/26 - 1/7/26,77002\n"
        assert only(text).date_of_service == date(2026, 1, 5)
        assert "row 2: the service spans several days" in notes(text)

    def test_headings_of_a_line_go_before_those_of_the_claim(self) -> None:
        text = "Claim ID,Service Date,Line Service Date,CPT\nA1,1/1/26,1/5/26,77002\nA1,1/1/26,1/6/26,20610\n"
        assert [claim.date_of_service.day for claim in claims(text)] == [5, 6]
        assert "“Service Date” is read as not needed" in notes(text)

    @pytest.mark.parametrize("heading", ["CLM_THRU_DT", "FL6 Through"])
    def test_the_end_of_a_claim_is_none_of_services_with_a_day_of_their_own(self, heading: str) -> None:
        text = f"Claim ID,Service Date,{heading},CPT\nA1,1/5/26,1/9/26,77002\n"
        assert "spans several days" not in notes(text)
        assert "spans several days" in notes(text.replace("Service Date", "Date"))

    def test_columns_of_icd_9_codes_are_named_in_one_note(self) -> None:
        numbered = ",".join(f"ICD9_DGNS_CD_{at}" for at in range(1, 9))
        text = f"Claim ID,DOS,CPT,{numbered}\nA1,1/5/26,77002,71516\n"
        assert notes(text).count("ICD-9 codes, which are not checked") == 1
        assert "“ICD9_DGNS_CD_1”, “ICD9_DGNS_CD_2”, “ICD9_DGNS_CD_3” and 5 more hold" in notes(text)

    @pytest.mark.parametrize(
        ("code", "modifier", "dx"),
        [
            ('"=""77002"""', "'26", "'M16.11"),
            ("77002", '"[""26""]"', "\"['M16.11', 'M25.551']\""),
            ("77002", "{26}", '"{M16.11,M25.551}"'),
            ("77002^26", "", "M16.11^M25.551"),
        ],
    )
    def test_signs_around_what_a_cell_says_are_none_of_it(self, code: str, modifier: str, dx: str) -> None:
        line = only(f"Claim ID,DOS,CPT,Mod,Dx\nA1,1/5/26,{code},{modifier},{dx}\n").lines[0]
        assert (line.code, line.modifiers, line.diagnoses[0]) == ("77002", ("26",), "M16.11")
        assert set(line.diagnoses) <= {"M16.11", "M25.551"}

    def test_modifiers_glued_to_a_code_are_read_where_they_have_a_letter(self) -> None:
        text = "Claim ID,DOS,HCPCS\nA1,1/5/26,20610RT\nA1,1/5/26,77002TCXS\n"
        assert [line.modifiers for line in only(text).lines] == [("RT",), ("TC", "XS")]
        assert problem("Claim ID,DOS,HCPCS\nA1,1/5/26,7700226\n").endswith("five letters or digits.")

    def test_a_date_that_lost_its_zero(self) -> None:
        assert only("Claim ID,DOS,CPT\nA1,1052026,77002\n").date_of_service == date(2026, 1, 5)

    def test_two_digits_are_two_pointers_where_the_claim_has_no_tenth_diagnosis(self) -> None:
        text = "Claim ID,DOS,CPT,Dx1,Dx2,Dx Ptr\nA1,1/5/26,77002,M16.11,M25.551,12\n"
        assert only(text).lines[0].diagnoses == ("M16.11", "M25.551")

    @pytest.mark.parametrize(("units", "kept"), [("3", 3), ("1.5", 1), ("0", 1), ("hours", 1), ("99999", 1)])
    def test_a_line_with_a_revenue_code_alone_is_kept_whatever_it_counts(self, units: str, kept: int) -> None:
        text = f"Claim ID,DOS,CPT,Rev,Units\nA1,1/5/26,20610,0361,1\nA1,1/5/26,,0250,{units}\n"
        assert [(line.code, line.units) for line in only(text).lines] == [("20610", 1), ("", kept)]

    def test_a_line_of_drugs_with_a_fraction_of_a_unit_leaves_the_others(self) -> None:
        text = HEAD + row("20610") + row("J3301", units="2.5")
        (claim,) = claims(text)
        assert [line.code for line in claim.lines] == ["20610"]
        assert "1 line of supplies, drugs or miles with a fraction of a unit" in notes(text)

    @pytest.mark.parametrize(("units", "why"), [("1.5", "a fraction of a unit"), ("0", "0 units")])
    def test_a_claim_that_lacks_a_procedure_for_its_units_is_kept_and_not_checked(
        self, units: str, why: str
    ) -> None:
        text = HEAD + row("20610") + row("77002", units=units) + row("20610").replace("A1", "B2")
        first, other = (entry for entry in entries(text) if entry.claim)
        assert first.claim is not None
        assert [line.code for line in first.claim.lines] == ["20610"]
        assert first.unchecked.startswith(f"Row 3 was left out: it has {why}.")
        assert other.unchecked == ""
        assert "1 line whose units cannot be counted" in notes(text)

    def test_a_day_of_a_claim_without_a_line_to_count_leaves_the_other_days(self) -> None:
        text = "Claim ID,DOS,CPT,Units\nA,1/5/26,20610,1\nA,1/6/26,A0425,12.5\n"
        assert [claim.date_of_service.day for claim in claims(text)] == [5]


class TestGroups:
    @pytest.mark.parametrize(
        "heads",
        [
            "CPT_1,MOD1_1,MOD1_2,Ptr_1,CPT_2,MOD2_1,MOD2_2,Ptr_2",
            "CPT (1),Modifier 1 (1),Modifier 2 (1),Ptr (1),CPT (2),Modifier 1 (2),Modifier 2 (2),Ptr (2)",
            "CPT1,1st Mod 1,2nd Mod 1,Ptr1,CPT2,1st Mod 2,2nd Mod 2,Ptr2",
            "Line1_CPT,Line1_Mod1,Line1_Mod2,Line1_Ptr,Line2_CPT,Line2_Mod1,Line2_Mod2,Line2_Ptr",
            "L1 CPT,L1 Mod 1,L1 Mod 2,L1 Dx Ptr,L2 CPT,L2 Mod 1,L2 Mod 2,L2 Dx Ptr",
            "Proc1,Proc1_Mod1,Proc1_Mod2,Proc1_DxPtr,Proc2,Proc2_Mod1,Proc2_Mod2,Proc2_DxPtr",
            "CPT1,Mod1A,Mod1B,Ptr1,CPT2,Mod2A,Mod2B,Ptr2",
        ],
    )
    def test_each_line_of_a_row_has_its_own_modifiers_however_they_are_numbered(self, heads: str) -> None:
        text = f"Claim ID,DOS,Dx A,Dx B,{heads}\nC,1/5/26,M16.11,M25.551,20610,RT,59,AB,77002,26,XS,B\n"
        assert [(line.code, line.modifiers, line.diagnoses) for line in only(text).lines] == [
            ("20610", ("RT", "59"), ("M16.11", "M25.551")),
            ("77002", ("26", "XS"), ("M25.551",)),
        ]

    def test_a_letter_counts_the_modifiers_of_a_line_and_the_number_the_lines(self) -> None:
        head = ",".join(f"CPT{at},ModifierA{at},ModifierB{at}" for at in (1, 2))
        lines = only(f"Claim ID,DOS,{head}\nA1,1/5/26,20610,RT,59,77002,26,\n").lines
        assert [(line.code, line.modifiers) for line in lines] == [
            ("20610", ("RT", "59")),
            ("77002", ("26",)),
        ]

    HEAD = "Claim ID,DOS,CPT1,Mod1_1,Mod1_2,Units1,CPT2,Mod2_1,Mod2_2,Units2,Dx1,Dx2,DxPtr1,DxPtr2,POS\n"

    def test_a_row_may_be_a_claim_with_several_lines(self) -> None:
        claim = only(self.HEAD + "9,1/5/26,20610,RT,,1,77002,26,59,2,M16.11,M17.0,A,AB,11\n")
        assert [(line.code, line.modifiers, line.units, line.diagnoses) for line in claim.lines] == [
            ("20610", ("RT",), 1, ("M16.11",)),
            ("77002", ("26", "59"), 2, ("M16.11", "M17.0")),
        ]

    def test_lines_that_nothing_ties_to_a_diagnosis_have_none_and_that_is_said(self) -> None:
        text = "Claim ID,DOS,CPT1,CPT2,Dx1\n9,1/5/26,20610,77002,M16.11\n"
        assert [line.diagnoses for line in only(text).lines] == [(), ()]
        assert "2 lines without diagnoses, as no heading has the pointers" in notes(text)

    def test_groups_without_a_code_are_no_lines(self) -> None:
        assert len(only(self.HEAD + "9,1/5/26,20610,RT,,1,,,,,M16.11,,A,,11\n").lines) == 1

    def test_without_claim_number_the_row_is_the_claim(self) -> None:
        text = "DOS,CPT 1,CPT 2,Mod 1,Mod 2\n1/5/26,20610,77002,RT,26\n1/5/26,76942,,26,\n"
        assert [entry.name for entry in entries(text) if entry.claim] == ["row 2", "row 3"]
        assert [line.modifiers for line in claims(text)[0].lines] == [("RT",), ("26",)]


class TestBadRows:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (row(day=NAME), "“Date of Service”: this is not a date. Give it as 09/15/2026 or 2026-09-15."),
            (row(day=""), "the date of service is missing."),
            (row(units="1.5"), "the claim has no line whose units can be counted."),
            (row(units="-1"), "“Units”: give a whole number."),
            (row(units="0"), "the claim has no line whose units can be counted."),
            (row(units="12345"), "units: give a whole number from 1 to 9999."),
            (row("1E+05"), "“CPT Code”: this is not one code of five letters or digits."),
            (
                row('"77002, 20610"', modifier="26"),
                "“CPT Code” has several codes, and of which “Modifier” speaks is not said. Give each a row.",
            ),
            (
                row("77002;20610", units="2"),
                "“CPT Code” has several codes, and of which “Units” speaks is not said. Give each a row.",
            ),
            (row("2061O1"), "“CPT Code”: this is not one code of five letters or digits."),
            (row(modifier="26X"), "“Modifier”: a modifier has two letters or digits."),
            (row(modifier="26,59,RT,LT,XS"), "modifiers: a claim line takes up to four modifiers."),
            (row().replace("M16.11", NAME), "“Dx 1”: this is not an ICD-10-CM code."),
        ],
    )
    def test_each_is_one_sentence_with_row_and_heading(self, text: str, sentence: str) -> None:
        found = problem(HEAD + text + row().replace("A1", "B2"))
        assert found == f"a.csv, row 2: {sentence}"

    def test_rows_of_a_claim_must_agree_on_the_payer(self) -> None:
        found = problem(HEAD + row() + row("20610").replace("Aetna", "Medicare"))
        assert found == "a.csv, row 3: “Payer Name”: differs from a row above for the same claim."

    def test_the_other_claims_go_on(self) -> None:
        found = entries(HEAD + row(units="x") + row().replace("A1", "B2"))
        assert [(entry.name, entry.claim is not None) for entry in found] == [("A1", False), ("B2", True)]

    @given(st.text(max_size=200), st.integers(0, 300), st.integers(0, 40))
    def test_whatever_stands_in_a_table_nothing_else_is_raised(
        self, noise: str, at: int, length: int
    ) -> None:
        text = HEAD + row("20610") + ",,77002,26,1,,,,\n" + row("PAY") + row().replace("A1", "B2")
        changed = text[:at] + noise + text[at + length :]
        for table in (changed, noise):
            problems = []
            try:
                found = read_text(table.splitlines(keepends=True), 1, "a.csv", reading())
                problems = [entry.problem for entry in found or ()]
            except InputError as error:
                problems = [str(error)]
            assert max(map(len, problems), default=0) <= LONGEST
