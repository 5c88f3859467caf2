"""Why something was not checked: the values, and the sentences made from them."""

from datetime import date

import pytest

from app.coding.fields import FIELDS
from app.coding.reasons import (
    Cause,
    Gap,
    GapKind,
    Unchecked,
    cause_of,
    not_checked,
    say,
    say_gap,
)
from app.coding.series import SERIES, Need, SeriesName

ON = date(2026, 10, 1)
END = date(2026, 9, 30)


def gap(kind: GapKind, need: Need, *series: SeriesName) -> Gap:
    causes = tuple(cause_of(SERIES[name], need, "hospital", ON) for name in series)
    return Gap(kind=kind, on=ON, causes=causes or (Cause(need=need),))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            gap("missing", "pairs", "ncci-ptp"),
            "NCCI PTP edits, hospital, for 10/01/2026 are not on the shelf; import the files of 2026Q4.",
        ),
        (
            gap("missing", "diagnoses", "icd10cm"),
            "ICD-10-CM for 10/01/2026 is not on the shelf; import the files of FY2027.",
        ),
        (
            gap("partial", "units", "ncci-mue"),
            (
                "For 10/01/2026 Needlepoint's own data hold only some MUE values. "
                "The whole table (hospital) is not on the shelf; import the files of 2026Q4."
            ),
        ),
        (
            gap("lists", "codes", "pfs-rvu", "hcpcs"),
            "Import the physician fee schedule and the HCPCS list of 2026Q4 to check it.",
        ),
        (
            Gap(kind="book", on=ON, causes=(Cause(need="codes"),), span=(date(2017, 1, 1), END)),
            (
                "Needlepoint's own data answer for dates of service from 01/01/2017 to 09/30/2026, not for "
                "10/01/2026."
            ),
        ),
        (gap("missing", "inclusions"), "Nothing on the shelf answers this for 10/01/2026."),
    ],
)
def test_a_gap_says_what_is_not_on_the_shelf_and_what_to_import(given: Gap, sentence: str) -> None:
    assert say_gap(given) == sentence


def test_what_was_not_checked_carries_the_edition_that_would_cure_it() -> None:
    found = not_checked("ptp-pair", [Unchecked(gap=gap("missing", "pairs", "ncci-ptp"))])
    assert (found.need, found.series, found.setting, found.wanted, found.field) == (
        "pairs",
        "ncci-ptp",
        "hospital",
        "2026Q4",
        None,
    )


def test_a_rule_with_several_reasons_names_the_first_cure_of_each_kind_and_every_cause() -> None:
    book = gap("missing", "inclusions")
    found = not_checked(
        "component-both",
        [
            Unchecked(gap=book),
            Unchecked(field="payer"),
            Unchecked("A note.", gap=gap("partial", "units", "ncci-mue")),
            Unchecked(field="claim_form", so="line 1 was not compared"),
        ],
    )
    assert (found.need, found.series, found.field) == ("units", "ncci-mue", "payer")
    assert [each.need or each.field for each in found.causes] == [
        "inclusions",
        "payer",
        "units",
        "claim_form",
    ]
    assert found.reason.startswith(
        "The payer is not stated. A note. The claim form is not stated, so line 1 was not compared. Nothing"
    )


def test_a_rule_that_nothing_cures_names_no_cause() -> None:
    found = not_checked("payer-policy", [Unchecked("The book holds nothing about this payer.")])
    assert (found.need, found.series, found.wanted, found.field, found.causes) == (None, None, None, None, ())


def test_each_sentence_and_each_cause_is_given_once() -> None:
    units = gap("partial", "units", "ncci-mue")
    found = not_checked("mue-exceeded", [Unchecked("One.", gap=units), Unchecked("Two.", gap=units)])
    assert found.reason == f"One. Two. {say_gap(units)}"
    assert found.causes == units.causes


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_that_a_rule_asks_for_has_its_sentence(path: str) -> None:
    assert say([Unchecked(field=path)]).endswith(" is not stated.")
