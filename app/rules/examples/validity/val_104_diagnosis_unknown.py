"""The examples of VAL-104, diagnosis-unknown."""

from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import lacking
from app.rules.examples.validity.val_107_diagnosis_of_icd_9 import with_diagnoses

EXAMPLES = (
    example("a code that does not exist", "20610 M99.99, 77002", "error line 1", facts=EXAMPLE_EDITS),
    example("a heading, not a code", "20610 M16.1", "error line 1", facts=EXAMPLE_EDITS),
    example("the second of two", "20610 M16.11 M16.1", "error line 1", facts=EXAMPLE_EDITS),
    example("a full code, typed without a dot", "20610 M1611", facts=EXAMPLE_EDITS),
    example("a full code", "20610 M16.11, 77002 M16.11", facts=EXAMPLE_EDITS),
    with_diagnoses(example("a code of ICD-9 is another rule", "20610", facts=EXAMPLE_EDITS), "715.15"),
    example("no diagnosis is stated", "20610, 77002", "not checked", facts=EXAMPLE_EDITS),
    example("no code set on the shelf", "20610 M16.11", "not checked", facts=lacking("diagnoses")),
)
