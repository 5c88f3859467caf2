"""The joints that a procedure is for: of one on joints and bursas alone."""

import pytest

from app.coding.anatomy import Anatomy, ProcedureSites
from app.rules.lookups.joints import joints_of, name_of

ANATOMY = Anatomy(
    (),
    (
        ProcedureSites("11111", "11112", "a joint", ("joint/hip", "bursa/hip", "joint/knee", "joint/hip")),
        ProcedureSites("22222", "22222", "a joint or a muscle", ("joint/hip", "muscle")),
        ProcedureSites("33333", "33333", "a bursa", ("bursa",)),
    ),
)


@pytest.mark.parametrize(
    ("code", "joints"),
    [("11112", ("joint/hip", "joint/knee")), ("22222", ()), ("33333", ()), ("44444", ())],
)
def test_only_a_procedure_on_joints_alone_has_joints(code: str, joints: tuple[str, ...]) -> None:
    assert joints_of(code, ANATOMY) == joints


def test_a_joint_is_named_without_its_kind() -> None:
    assert name_of("joint/hip") == "hip"
