"""The examples of FAM-108, diagnosis-of-another-joint."""

from app.coding.official import Diagnosis
from app.rules.engine.rule import Example
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import DIAGNOSES, lacking

_NECK = Diagnosis("M5412", billable=True, label="Nerve root pain, cervical region")
_LOW_BACK = Diagnosis("M5416", billable=True, label="Arthrosis without myelopathy, lumbar region")
_PELVIS = Diagnosis("M84350A", billable=True, label="Fatigue fracture of the pelvis")
_LEVELS = {"diagnoses": {**DIAGNOSES, "M54.12": _NECK, "M54.16": _LOW_BACK, "M84.350A": _PELVIS}}


def _level(name: str, lines: str, *expect: str) -> Example:
    return example(name, lines, *expect, facts=_LEVELS)


def _case(name: str, lines: str, *expect: str, target: str | None = None) -> Example:
    return example(name, lines, *expect, facts=EXAMPLE_EDITS, target=target)


EXAMPLES = (
    _case("the hip injected for the knee", "20610 M17.11", "warning line 1", target="hip joint"),
    _case("two diagnoses of the knee", "20610 M17.11 M25.561", "warning line 1", target="hip joint"),
    _case("the hip injected for the hip", "20610 M16.11", target="hip joint"),
    _case("a place injected for another joint", "20610 M25.551", "warning line 1", target="knee"),
    _case("one of two diagnoses names the joint", "20610 M17.11 M16.11", target="hip joint"),
    _case("no target: any joint of the code", "20610 M17.11"),
    _case("no target: a joint that the code is not for", "20605 M17.11", "warning line 1"),
    _case("no target: none of the joints that the code is for", "20610 M25.531", "warning line 1"),
    _case(
        "a hip and a knee: the target is of one",
        "20610 M16.11, 20610-59 M17.11",
        target="hip joint",
    ),
    _case("a diagnosis without a joint", "20610 M19.90", target="hip joint"),
    _case("a diagnosis that is not known", "20610 M99.99", target="hip joint"),
    _case("an artificial joint elsewhere", "20610 Z96.651", target="hip joint"),
    _case("the target is of another procedure: that is another rule", "20605 M17.11", target="knee joint"),
    _case("a procedure on more than joints", "64447 M17.11"),
    _case("a code that may be anywhere", "10160 M17.11"),
    _case("a wrist named for a small joint", "20600 M25.531", target="toe joint"),
    _case("the pelvis is no joint, and the code may be for the knee", "20610 M17.11", target="pelvis"),
    _case("a wrist, and the code is for none", "20610 M25.531", "warning line 1", target="pelvis"),
    _case("a toe is a joint as small", "20600 M25.531", target="toe"),
    _case("a knee is no toe", "20600 M17.11", "warning line 1", target="toe"),
    _level("a diagnosis of the pelvis names no joint", "20610 M84.350A"),
    _case("no diagnosis", "20610", target="hip joint"),
    _level("the low back injected for the neck", "64493 M54.12", "warning line 1"),
    _level("the level of the procedure", "64493 M54.16"),
    _level("one of two diagnoses names the level", "64493 M54.12 M54.16"),
    _level("a diagnosis without a level", "64493 M19.90"),
    _level("a tumor names no level of the spine", "64493 C50.911"),
    _level("a procedure at any level", "62328 M54.12"),
    example("a level, and no code set", "64493 M54.16", "not checked", facts=lacking("diagnoses")),
    example("no code set on the shelf", "20610 M16.11", "not checked", facts=lacking("diagnoses")),
    example("no code set, and no joint", "47000 M16.11", facts=lacking("diagnoses")),
)
