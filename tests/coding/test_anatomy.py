"""Targets as dictated are read as whole phrases, the longest first."""

import pytest

from app.coding.anatomy import Anatomy, ProcedureSites, Structure

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


BODY = Anatomy(
    [
        Structure("hip joint", "joint", ("hip joint",), x_ray="shown", sites=("joint/hip",)),
        Structure("hip", "joint", ("hip",), sites=("joint/hip", "tendon", "soft")),
        Structure("tendon", "structure", ("tendon",), sites=("tendon",)),
        Structure("facet", "structure", ("facet",), sites=("spine/facet",)),
        Structure(
            "cervical epidural", "structure", ("cervical epidural",), sites=("spine/epidural", "level/neck")
        ),
        Structure("thigh mass", "lesion", ("thigh mass",), x_ray="hidden", sites=("soft",)),
        Structure("bruise", "lesion", ("bruise",)),
        Structure("low back", "level", ("lumbar", "l4"), sites=("level/low-back",)),
        Structure("calcium", "sign", ("calcif*", "needle"), x_ray="shown"),
        Structure("needle for a sample", "sign", ("core needle",)),
    ],
    [ProcedureSites("A0001", "A0003", "the hip", ("joint/hip",), "joint-injection")],
)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("hip", ["hip"]),
        ("tendon at the hip", ["tendon"]),
        ("tendon, hip", ["tendon"]),
        ("hip, tendon", ["tendon"]),
        ("tendon and hip", ["tendon", "hip"]),
        ("tendon, hip joint", ["tendon", "hip joint"]),
        ("tendon; hip", ["tendon", "hip"]),
        ("bruise of the hip", ["hip"]),
        ("bruise", []),
        ("facet near the hip, tendon", ["facet"]),
        ("lumbar", []),
        ("", []),
    ],
)
def test_what_a_needle_was_for_is_the_name_that_decides_in_each_thing_listed(
    target: str, names: list[str]
) -> None:
    assert [each.name for each in BODY.targets_in(target)] == names


@pytest.mark.parametrize(
    ("target", "levels"),
    [
        ("L4-5 facet", ["level/low-back"]),
        ("cervical epidural", ["level/neck"]),
        ("lumbar facet and cervical epidural", ["level/low-back", "level/neck"]),
        ("facet below l4", []),
        ("facet", []),
    ],
)
def test_heights_of_the_spine_are_named_apart_or_by_a_structure(target: str, levels: list[str]) -> None:
    assert list(BODY.levels_in(target)) == levels


@pytest.mark.parametrize(
    ("target", "hidden"),
    [
        ("thigh mass", True),
        ("calcified thigh mass", False),
        ("non-calcified thigh mass", True),
        ("thigh mass without calcification", True),
        ("thigh mass at the hip joint", False),
        ("thigh mass, needle", False),
        ("thigh mass, core needle", True),
        ("hip", False),
        ("", False),
    ],
)
def test_what_x_ray_hardly_shows_is_hidden_unless_a_word_says_that_it_shows(
    target: str, hidden: bool
) -> None:
    assert BODY.is_hidden(target) is hidden


@pytest.mark.parametrize(
    ("target", "nothing"),
    [("left hip", True), ("hip, L4", True), ("2 hips", True), ("hip capsule", False), ("", True)],
)
def test_a_target_says_nothing_else_when_every_word_is_known(target: str, nothing: bool) -> None:
    assert BODY.says_nothing_else(target) is nothing


def test_a_procedure_is_known_by_the_run_that_holds_its_code() -> None:
    found = BODY.procedure("A0002")
    assert found is not None
    assert (found.purpose, found.family) == ("the hip", "joint-injection")
    assert BODY.procedure("A0004") is None
    assert BODY.purpose_of("A0003") == "the hip"
    assert BODY.purpose_of("A0004") == ""
