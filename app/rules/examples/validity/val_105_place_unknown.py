"""The examples of VAL-105, place-unknown."""

from app.rules.examples.example import example

EXAMPLES = (
    example("a place that no list has", "20610, 77002", "info claim", "not checked", pos="98"),
    example(
        "a place that no list has, hospital claim",
        "20610",
        "info claim",
        "not checked",
        pos="98",
        form="institutional",
    ),
    example("an office", "20610, 77002"),
    example("a facility", "20610, 77002-26", pos="22"),
    example("no place stated", "20610, 77002", pos=None),
    example("a line in a place that no list has", "20610, 77002/98", "info line 2", "not checked"),
    example("the same place on claim and line", "20610, 77002/98", "info claim", "not checked", pos="98"),
    example("a line in another place", "20610, 77002-26/22"),
)
