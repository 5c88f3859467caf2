"""Facts that several examples of this family share."""

from app.coding.facts import CodeFacts

TYPE_3 = {
    "codes": {
        "20610": CodeFacts(code="20610", label="", kind="primary"),
        "88311": CodeFacts(code="88311", label="", kind="companion", add_on=True, add_on_type="3"),
    },
    "add_ons": {"88311": ()},
    "primaries": {"88311": frozenset({"88305", "88307"})},
}
