"""The examples of DOC-105, signature-missing."""

from app.rules.examples.documentation.shared import without_guidance, without_record
from app.rules.examples.example import example

EXAMPLES = (
    example("not signed", "20610, 77002", "warning claim", signed=False),
    example("not stated", "20610, 77002", "info claim", signed=None),
    example("signed", "20610, 77002"),
    *without_record("info claim"),
    *without_guidance("signed"),
)
