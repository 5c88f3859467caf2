"""Targets as dictated are read as whole phrases, the longest first."""

import pytest

from app.coding.anatomy import Anatomy, Structure

ANATOMY = Anatomy(
    [
        Structure("knee", "joint", ("knee joint", "knee"), ("A0001", "A0002")),
        Structure("ganglion cyst", "structure", ("ganglion cyst",), ("A0003",)),
        Structure("stellate ganglion", "structure", ("stellate ganglion",), ("A0004",)),
        Structure("nerve", "structure", ("nerve",), alone=False),
        Structure("bursa", "structure", ("bursa",), ("A0001", "A0005"), alone=False),
        Structure("bone", "structure", ("bone",), ("A0006", "A0007")),
        Structure("rib", "structure", ("rib",), ("A0006",)),
        Structure("abscess", "lesion", ("abscess",), ("A0008",)),
        Structure("thigh", "part", ("thigh",), ("A0008",)),
        Structure("seroma", "lesion", ("seroma",), ("A0008",), alone=False),
        Structure("flank", "part", ("flank",), ("A0008",), alone=False),
        Structure("liver", "part", ("liver",), ("A0009",)),
    ]
)


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("left knee", "A0001 A0002"),
        ("Knee joints", "A0001 A0002"),
        ("stellate ganglion", "A0004"),
        ("a ganglion cyst at the knee", "A0003"),
        ("ganglion", ""),
        ("nerve to the knee", ""),
        ("bursa", ""),
        ("bursa of the knee", "A0001"),
        ("bone of the 3rd rib", "A0006"),
        ("liver, near the knee", "A0009"),
        ("fluid lateral to the liver", ""),
        ("abscess", "A0008"),
        ("abscess of the thigh", "A0008"),
        ("abscess in the liver", ""),
        ("seroma", ""),
        ("peritonsillar seroma", ""),
        ("flank", ""),
        ("seroma of the flank", "A0008"),
        ("seroma next to the thigh", ""),
        ("rib and stellate ganglion", ""),
        ("kneecap", ""),
        ("", ""),
    ],
)
def test_a_target_leads_to_the_procedures_that_all_its_phrases_allow(target: str, codes: str) -> None:
    assert ANATOMY.codes_for(target) == tuple(codes.split())


def test_the_order_of_words_does_not_matter_for_a_place() -> None:
    assert ANATOMY.codes_for("thigh abscess") == ANATOMY.codes_for("abscess, thigh")


def test_each_structure_is_named_once() -> None:
    assert [each.name for each in ANATOMY.structures_in("knee, knee joint, rib")] == ["knee", "rib"]


def test_a_procedure_leads_to_what_it_is_done_on() -> None:
    assert [each.name for each in ANATOMY.structures_of("A0008")] == ["abscess", "thigh", "seroma", "flank"]
    assert ANATOMY.structures_of("B0000") == ()
