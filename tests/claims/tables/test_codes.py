"""Each form in which exports write codes of procedures and diagnoses into one cell."""

from __future__ import annotations

import pytest

from app.claims.tables.codes import codes, diagnoses
from app.coding.errors import InputError


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20610", [("20610", ())]),
        ("20610.0", [("20610", ())]),
        ("g0260", [("G0260", ())]),
        ("0042T", [("0042T", ())]),
        ("100", [("00100", ())]),
        ("1936.0", [("01936", ())]),
        ("20610-RT-59", [("20610", ("RT", "59"))]),
        ("20610 RT 59", [("20610", ("RT", "59"))]),
        ("20610:RT:59", [("20610", ("RT", "59"))]),
        ("HC:20610:RT", [("20610", ("RT",))]),
        ("CPT 20610", [("20610", ())]),
        ("77002 - FLUOROSCOPY, NEEDLE", [("77002", ())]),
        ("77002-26 - Fluoroscopy", [("77002", ("26",))]),
        ("77002 (Fluoroscopy)", [("77002", ())]),
        ("20610, 77002", [("20610", ()), ("77002", ())]),
        ("20610;77002", [("20610", ()), ("77002", ())]),
        ("20610-RT, 77002-26", [("20610", ("RT",)), ("77002", ("26",))]),
        ("20610 - Joint; 77002 - Fluoroscopy", [("20610", ()), ("77002", ())]),
        ("PAY", []),
        ("INS ADJ", []),
        ("COPAY1", []),
        ("12", []),
    ],
)
def test_codes_are_told_from_their_words_and_from_payments(
    text: str, wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [tuple(each) for each in codes(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        *("1E+05", "2061O1", "206100", "20610x", "20610 x 2", "20610 x2", "20610 1", "20610 (2)"),
        *("20610 and 77002 together", "Joint 20610", "20610; Joint", "20610.5"),
    ],
)
def test_a_cell_of_which_a_code_could_be_lost_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not one code"):
        codes(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("m1611", ("M16.11",)),
        ("M16.11,M170;M25551", ("M16.11", "M17.0", "M25.551")),
        ("M17.11 - Osteoarthritis, right knee", ("M17.11",)),
        ("M17.11: OA of the right knee; M25.561 pain", ("M17.11", "M25.561")),
        ("M17.11 (OA, right), M25.561 (Pain)", ("M17.11", "M25.561")),
        ("E11.9 Diabetes, A1C high", ("E11.9",)),
        ("ICD10:M17.11", ("M17.11",)),
        ("ICD-10-CM M17.11", ("M17.11",)),
        ("715.95", ("715.95",)),
        ("ICD9|715.95", ("715.95",)),
        ("715.95, M17.11", ("715.95", "M17.11")),
        ("715.95 - OA", ("715.95",)),
    ],
)
def test_diagnoses_are_told_from_their_words(text: str, wanted: tuple[str, ...]) -> None:
    assert diagnoses(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "71595",
        "1234.50",
        "Pain M25.561",
        "M17.11 pain as M25.561",
        "M17.11 17.0",
        "Knee",
        "M17.11; Knee",
    ],
)
def test_a_cell_of_which_a_diagnosis_could_be_lost_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not an ICD-10-CM code"):
        diagnoses(text)
