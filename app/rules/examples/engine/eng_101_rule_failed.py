"""The examples of ENG-101, rule-failed."""

from app.rules.examples.example import example

EXAMPLES = (example("every rule ran", "20610, 77002"), example("a claim without lines", "", "not checked"))
