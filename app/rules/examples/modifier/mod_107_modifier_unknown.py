"""The examples of MOD-107, modifier-unknown."""

from app.rules.examples.example import example

EXAMPLES = (
    example("Needlepoint alone does not know every modifier", "20610-ZZ", "info line 1", "not checked"),
    example("no such modifier", "20610-ZZ", "warning line 1", facts={"listed_modifiers": frozenset()}),
    example(
        "a line too many",
        "20610-RT, 77002-Z6",
        "warning line 2",
        facts={"listed_modifiers": frozenset()},
    ),
    example("one that the official list has", "20610-AQ", facts={"listed_modifiers": frozenset({"AQ"})}),
    example(
        "a number, which the official list does not have",
        "20610-96",
        "not checked",
        facts={"listed_modifiers": frozenset()},
    ),
    example("a number, and no official list", "20610-96", "not checked"),
    example("known ones", "20610-RT, 77002-26"),
    example("none", "20610"),
)
