"""Layouts that others publish are read by their own column names; rows that they strike are no lines."""

from __future__ import annotations

import pytest

from app.claims.left_out import LeftOut
from app.claims.tables.opening import UnknownHeadingsError
from app.coding.errors import InputError
from tests.claims.tables.known import SYNONYMS, claims, entries, notes, only, problem

EPIC = (
    "TX_ID,PAT_ENC_CSN_ID,ACCOUNT_ID,DETAIL_TYPE,TRAN_TYPE,ORIG_SERVICE_DATE,PROC_ID,CPT_CODE,MODIFIER_ONE,MODIFIER_TWO,"
    "PROCEDURE_QUANTITY,DX_ONE_ID,POS_ID,PERFORMING_PROV_ID,ORIGINAL_PAYOR_ID,AMOUNT"
)
OPENEMR = (
    "id,date,code_type,code,pid,provider_id,authorized,encounter,billed,activity,bill_process,modifier,units,fee,"
    "justify"
)
CCLF = (
    "CUR_CLM_UNIQ_ID,CLM_LINE_NUM,BENE_MBI_ID,CLM_FROM_DT,CLM_POS_CD,CLM_LINE_FROM_DT,CLM_LINE_HCPCS_CD,CLM_LINE_DGNS_CD,"
    "CLM_ADJSMT_TYPE_CD,CLM_LINE_SRVC_UNIT_QTY,HCPCS_1_MDFR_CD,HCPCS_2_MDFR_CD"
)
OMOP = (
    "procedure_occurrence_id,person_id,procedure_concept_id,procedure_date,procedure_datetime,quantity,provider_id,"
    "visit_occurrence_id,procedure_source_value,modifier_source_value"
)
LDS = (
    "BENE_ID,CLM_ID,CLM_LINE_NUM,CLM_THRU_DT,REV_CNTR,REV_CNTR_DT,HCPCS_CD,HCPCS_1ST_MDFR_CD,HCPCS_2ND_MDFR_CD,"
    "REV_CNTR_UNIT_CNT,REV_CNTR_STUS_IND_CD"
)
LAYOUTS = {
    "medical claims of an all-payer database": (
        "MC001,MC004,MC005,MC013,MC026,MC037,MC041,MC042,MC054,MC055,MC056,MC057,MC059,MC060,MC061,MC063",
        "X,C1,1,19500101,1999999984,11,M1711,M170,,20610,RT,59,20250105,20250105,2,9.00",
    ),
    "CMS claim and claim line feed": (CCLF, "C1,1,1AB,2025-01-01,11,2025-01-05,20610,M1711,0,2.0000,RT,59"),
    "Epic Clarity": (EPIC, "9,C1,3,1,1,2025-01-05 00:00:00,8,20610,RT,59,2,77,8,5,6,90"),
    "OpenEMR": (OPENEMR, "5,2025-01-05 10:00:00,CPT4,20610,1,2,1,C1,1,1,0,RT:59,2,90,ICD10|M17.11:"),
    "OMOP": (
        OMOP,
        "1,2,2104836,2025-01-05,2025-01-05 10:00:00,2,5,C1,20610,RT 59",
    ),
    "NextGen": (
        (
            "uniq_id,enc_id,service_date,cpt4_code_id,service_item_id,modifier_id_1,modifier_id_2,diagnosis_code_id_1,units,"
            "place_of_service,delete_ind"
        ),
        "5,C1,20250105,20610,20610,RT,59,M17.11,2,11,N",
    ),
    "Tebra": (
        (
            "ID,EncounterID,ServiceStartDate,ServiceEndDate,ProcedureCode,ProcedureModifier1,ProcedureModifier2,"
            "EncounterDiagnosisID1,Units,ServiceLocationPlaceOfServiceCode,PatientID"
        ),
        "9,C1,1/5/2025 12:00:00 AM,1/5/2025 12:00:00 AM,20610,RT,59,M17.11,2,11,3",
    ),
    "Limited Data Set, outpatient": (
        LDS,
        "9,C1,1,20250131,0361,20250105,20610,RT,59,2,T",
    ),
}


@pytest.mark.parametrize(("headings", "row"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_columns_of_a_layout_are_read_as_they_are_meant(headings: str, row: str) -> None:
    claim = only(f"{headings}\n{row}\n", {"date": "date"})
    (line,) = claim.lines
    assert (line.code, line.modifiers, line.units) == ("20610", ("RT", "59"), 2)
    assert claim.date_of_service.isoformat() == "2025-01-05"


STRUCK = {
    "deleted in OpenEMR": (OPENEMR, "5,2025-01-05,CPT4,20610,1,2,1,C1,1,{},0,,1,90,", "1", ("0", "0.0")),
    "canceled in a feed of CMS": (CCLF, "C1,1,1AB,2025-01-01,11,2025-01-05,20610,M1711,{},1,,", "2", ("1",)),
    "voided": ("Claim ID,DOS,CPT,VOID_DATE", "C1,1/5/25,20610,{}", "", ("2025-02-01", "yes")),
    "deleted by a flag": ("Claim ID,DOS,CPT,Is Deleted", "C1,1/5/25,20610,{}", "0", ("1", "true")),
}


@pytest.mark.parametrize(("headings", "row", "kept", "struck"), STRUCK.values(), ids=STRUCK.keys())
def test_a_row_that_is_deleted_voided_or_canceled_is_no_line(
    headings: str, row: str, kept: str, struck: tuple[str, ...]
) -> None:
    text = "\n".join([headings, row.format(kept), *map(row.format, struck)])
    (claim,) = claims(f"{text}\n", {"date": "date"})
    assert len(claim.lines) == 1
    left = [each for entry in entries(f"{text}\n", {"date": "date"}) for each in entry.left_out]
    assert LeftOut("row-deleted", len(struck)) in left


def test_of_a_ledger_with_numbered_kinds_the_charges_are_lines() -> None:
    rows = [f"9,C1,3,{kind},,2025-01-05,8,20610,,,1,,,,,90" for kind in ("1", "10", "20", "Payment")]
    (claim,) = claims("\n".join([EPIC, *rows]))
    assert len(claim.lines) == 1
    assert "3 rows of a payment or an adjustment" in notes("\n".join([EPIC, *rows]))


def test_the_date_of_an_entry_is_not_taken_for_that_of_service() -> None:
    """OpenEMR writes into it when the row was made."""
    with pytest.raises(UnknownHeadingsError, match="1 heading is not known: “date”"):
        entries(f"{OPENEMR}\n5,2025-01-05,CPT4,20610,1,2,1,C1,1,1,0,,1,90,\n")
    assert "“Date” is read as date of service" in notes("Claim ID,Date,CPT\nA,1/5/25,20610\n")


def test_codes_of_persons_in_a_layout_are_never_mapped() -> None:
    with pytest.raises(InputError, match="names a person's field"):
        only("MC004,MC059,MC055,MC007\nC1,20250105,20610,1\n", {"MC007": "claim"})
    assert SYNONYMS.field_of("MC007") == ("person", ())


OLD = {
    "digits": ("71515", ("715.15",), 1),
    "several": ("71515 7245", ("715.15", "724.5"), 2),
    "with its point": ("715.15", ("715.15",), 0),
    "a letter": ("V5481", ("V54.81",), 0),
}


@pytest.mark.parametrize(("cell", "codes", "counted"), OLD.values(), ids=OLD.keys())
def test_digits_of_icd_9_are_read_before_icd_10_and_said_not_to_be_checked(
    cell: str, codes: tuple[str, ...], counted: int
) -> None:
    text = f"Claim ID,DOS,CPT,Dx\nA,9/30/2015,20610,{cell}\n"
    assert only(text).lines[0].diagnoses == codes
    assert ("of ICD-9-CM by" in notes(text)) == bool(counted)
    left = [each for entry in entries(text) for each in entry.left_out if each.kind == "diagnosis-of-icd-9"]
    assert sum(each.count for each in left) == counted


@pytest.mark.parametrize("cell", ["71515", "7245"])
def test_digits_are_no_diagnosis_from_icd_10_on(cell: str) -> None:
    assert "this is not an ICD-10-CM code" in problem(f"Claim ID,DOS,CPT,Dx\nA,10/1/2015,20610,{cell}\n")
