"""Well-formed claims around needle guidance, for hypothesis: right ones, wrong ones, odd ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from app.coding.claim import Claim, Documentation, Line
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.words import CLAIM_FORMS, EQUIPMENT_OWNERS, MODALITIES
from app.rules.examples.rows import PAYERS

CODES = (
    "77002", "77002", "77002", "77003", "77001", "76942", "77012", "76000", "20610", "20610",
    "20605", "20206", "20611", "27096", "64447", "64450", "64520", "64640", "62267", "62270",
    "10160", "23350", "73040", "73222", "55700", "27370", "27369", "36556", "99213", "J1030", "88888",
    "2O610",
)  # fmt: skip
MODIFIERS = (
    "26",
    "26",
    "TC",
    "59",
    "XE",
    "XS",
    "RT",
    "LT",
    "50",
    "51",
    "76",
    "77",
    "GA",
    "73",
    "PO",
    "25",
    "CT",
    "ZZ",
)
_tri = st.sampled_from((True, False, None))

lines = st.builds(
    Line,
    code=st.sampled_from(CODES),
    modifiers=st.lists(st.sampled_from(MODIFIERS), max_size=3).map(tuple),
    units=st.sampled_from((1, 1, 1, 2, 3)),
    diagnoses=st.lists(st.sampled_from(("M16.11", "M16.1", "R22.41")), max_size=1).map(tuple),
    encounter=st.sampled_from((1, 1, 1, 2)),
)


def _values_of(field: Field) -> st.SearchStrategy[object]:
    """What a field of the documentation may hold."""
    if field.kind == "text":
        return st.sampled_from((None, "hip joint", "thigh mass"))
    return st.sampled_from((None, *field.values)) if field.values else _tri


documentation = st.builds(
    Documentation,
    **{field.name: _values_of(field) for field in DOCUMENTATION_FIELDS if field.name != "modality"},
    modality=st.sampled_from((None, "fluoroscopy", "fluoroscopy", *MODALITIES)),
)
dates = st.one_of(
    st.sampled_from(
        [date(2016, 12, 31), date(2017, 1, 1), date(2022, 12, 31), date(2023, 1, 1), date(2026, 9, 15)]
    ),
    st.integers(0, 3650).map(lambda days: date(2017, 1, 1) + timedelta(days)),
)
claims = st.builds(
    Claim,
    schema=st.just(1),
    date_of_service=dates,
    lines=st.lists(lines, max_size=5).map(tuple),
    claim_form=st.sampled_from((None, *CLAIM_FORMS)),
    place_of_service=st.sampled_from((None, "11", "22", "24", "32", "97")),
    payer=st.sampled_from((None, "acme", *(payer.id for payer in PAYERS))),
    equipment_owner=st.sampled_from((None, *EQUIPMENT_OWNERS)),
    documentation=documentation,
)
