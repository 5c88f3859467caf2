"""What replaces, cancels, takes back and corrects what, in whatever order the claims come."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from app.claims.claim_files import open_claims, open_files
from app.claims.corrections import Correction, say_correction
from app.claims.record import Entry
from app.claims.x12.files import read_x12
from tests.claims.x12 import made
from tests.claims.x12.made import MARK
from tests.claims.x12.test_remittance import line, remittance

ORIGINAL = made.claim(made.service())
REPLACEMENT = made.claim(made.service("77002"), place="11:B:7")
VOID = made.claim(made.service(), place="11:B:8")
OTHER = [f"CLM*{MARK}9*100***11:B:1", *ORIGINAL[1:]]


def entries_of(content: bytes) -> list[Entry]:
    entries = [entry for entry in read_x12(io.BytesIO(content), "a") if entry.claim or entry.answer]
    assert MARK not in repr(entries)
    return entries


def ties_of(*claims: Sequence[str]) -> list[dict[str, tuple[str, ...]]]:
    entries = entries_of(made.file_of(*claims))
    return [{tie.kind: tie.others for tie in entry.corrections} for entry in entries]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_replacement_supersedes_and_both_say_so(order: tuple[int, ...]) -> None:
    claims = [(ORIGINAL, OTHER, REPLACEMENT)[place] for place in order]
    original, replacement = f"claim {order.index(0) + 1}", f"claim {order.index(2) + 1}"
    ties = ties_of(*claims)
    assert ties[order.index(0)] == {"superseded": (replacement,)}
    assert ties[order.index(2)] == {"supersedes": (original,)}
    assert ties[order.index(1)] == {}
    left = [entry.unchecked for entry in entries_of(made.file_of(*claims))]
    assert [bool(why) for why in left] == [place == 0 for place in order]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_void_cancels_the_claim_and_its_replacement(order: tuple[int, ...]) -> None:
    ties = ties_of(*((ORIGINAL, REPLACEMENT, VOID)[place] for place in order))
    void = (f"claim {order.index(2) + 1}",)
    assert ties[order.index(0)] == ties[order.index(1)] == {"canceled": void}
    assert set(ties[order.index(2)]["cancels"]) == {f"claim {order.index(place) + 1}" for place in (0, 1)}


def test_of_several_replacements_none_is_called_the_last() -> None:
    first, second, original = ties_of(REPLACEMENT, REPLACEMENT, ORIGINAL)
    assert first == {"supersedes": ("claim 3",), "one-of-several": ("claim 2",)}
    assert second == {"supersedes": ("claim 3",), "one-of-several": ("claim 1",)}
    assert original == {"superseded": ("claim 1", "claim 2")}


def test_a_correction_of_a_claim_that_is_not_here_ties_nothing() -> None:
    assert ties_of(REPLACEMENT, OTHER) == [{}, {}]


def test_the_same_number_of_another_patient_is_another_claim() -> None:
    body = [
        *made.billing(),
        *made.subscriber(ORIGINAL, member="A"),
        *made.subscriber(REPLACEMENT, member="B"),
    ]
    body += [*made.dependent(ORIGINAL, name="C"), *made.subscriber(ORIGINAL, member="B")]
    content = made.interchange(made.group(made.transaction(body)))
    ties = [{tie.kind: tie.others for tie in entry.corrections} for entry in entries_of(content)]
    assert ties == [{}, {"supersedes": ("claim 4",)}, {}, {"superseded": ("claim 2",)}]


def test_claims_without_a_number_are_not_taken_for_one() -> None:
    bare = [
        [segment.replace(f"CLM*{MARK}*", "CLM**") for segment in each] for each in (ORIGINAL, REPLACEMENT)
    ]
    assert ties_of(*bare) == [{}, {}]


def test_files_of_one_folder_are_one_run(tmp_path: Path) -> None:
    (tmp_path / "a.837").write_bytes(made.file_of(ORIGINAL))
    (tmp_path / "b.837").write_bytes(made.file_of(REPLACEMENT))
    one, two = (entry for entry in open_claims(str(tmp_path)).entries if entry.claim)
    assert one.corrections == (Correction("superseded", ("b.837, claim 1",)),)
    assert two.corrections == (Correction("supersedes", ("a.837, claim 1",)),)
    assert one.unchecked == (
        "Superseded: b.837, claim 1 of the same reference replaces it as a whole (frequency 7)."
    )
    assert not two.unchecked


def answer(status: str, charge: str, paid: str, number: str = MARK, payers: str = "") -> list[str]:
    return [f"CLP*{number}*{status}*{charge}*{paid}**MB*{payers}*11*1", *line()]


OLD, BACK, NEW = answer("1", "225", "100.00"), answer("22", "-225.00", "-100"), answer("1", "225", "150")


def answers_of(*answers: Sequence[str]) -> list[dict[str, tuple[str, ...]]]:
    return [{tie.kind: tie.others for tie in entry.corrections} for entry in entries_of(remittance(*answers))]


def test_a_reversal_is_matched_with_the_answer_it_negates_and_the_corrected_one() -> None:
    old, back, new = answers_of(OLD, BACK, NEW)
    assert old == {"taken-back": ("answer 2",)}
    assert back == {"takes-back": ("answer 1",), "corrected": ("answer 3",)}
    assert new == {"corrects": ("answer 2",)}
    entries = entries_of(remittance(OLD, BACK, NEW))
    assert [bool(entry.unchecked) for entry in entries] == [True, True, False]


def test_the_pair_is_matched_where_the_old_answer_is_elsewhere() -> None:
    assert answers_of(BACK, NEW) == [{"corrected": ("answer 2",)}, {"corrects": ("answer 1",)}]
    same = answer("1", "225", "100")  # the corrected answer pays the same: it is not what is taken back
    assert answers_of(BACK, same) == [{"corrected": ("answer 2",)}, {"corrects": ("answer 1",)}]


def test_a_corrected_answer_to_a_claim_sent_anew_is_found_by_the_payers_number() -> None:
    old, back = answer("1", "225", "100", payers="P1"), answer("22", "-225", "-100", payers="P1")
    new = answer("1", "300", "150", number="anew", payers="P1")
    ties = answers_of(old, answer("1", "9", "9", number="x", payers="P2"), back, new)
    assert ties == [
        {"taken-back": ("answer 3",)},
        {},
        {"takes-back": ("answer 1",), "corrected": ("answer 4",)},
        {"corrects": ("answer 3",)},
    ]


def test_the_reversal_may_come_last_where_it_names_what_it_takes_back() -> None:
    old, new, back = answers_of(OLD, NEW, BACK)
    assert (old, new) == ({"taken-back": ("answer 3",)}, {"corrects": ("answer 3",)})
    assert back == {"takes-back": ("answer 1",), "corrected": ("answer 2",)}


@pytest.mark.parametrize(
    "answers",
    [
        (BACK,),
        (NEW, BACK),  # not what it takes back, by its amounts, and not after it
        (BACK, NEW, NEW),
        (answer("1", "225", "100", "another"), BACK),
        (NEW, NEW),
    ],
)
def test_what_leaves_a_doubt_is_not_matched(answers: Sequence[Sequence[str]]) -> None:
    assert not any(answers_of(*answers))


def test_amounts_that_are_none_are_no_fault() -> None:
    odd = answer("22", "9" * 300, "1E999999999")
    assert len(answers_of(answer("1", "NaN", "--"), odd, OLD)) == 3


def test_corrections_hold_across_lines_of_one_run_and_not_beyond(tmp_path: Path) -> None:
    """Two runs know nothing of each other: nothing is kept between them."""
    (tmp_path / "a.837").write_bytes(made.file_of(ORIGINAL))
    (tmp_path / "b.837").write_bytes(made.file_of(REPLACEMENT))
    for name in ("a.837", "b.837"):
        assert not any(entry.corrections for entry in open_claims(str(tmp_path / name)).entries)


def test_every_tie_has_its_sentence() -> None:
    many = tuple(f"a rather long name of a file {number}.837, claim 12" for number in range(9))
    for kind in ("superseded", "one-of-several", "corrects", "takes-back"):
        sentence = say_correction(Correction(kind, many))
        assert len(sentence) <= 300
        assert "and 6 more" in sentence
        assert sentence[0].isupper()


def anew(number: str, *, frequency: str = "7", payers: str = "P1") -> list[str]:
    """A claim that corrects one by the payer's number of it, under another number of the sender's."""
    claim = made.claim(made.service("77002"), place=f"11:B:{frequency}", before=f"REF*F8*{payers}")
    return [f"CLM*{number}*100***11:B:{frequency}", *claim[1:]]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_claim_sent_anew_meets_the_old_one_by_the_payers_number_in_its_answer(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    contents = [
        made.file_of(ORIGINAL, OTHER),
        remittance(answer("1", "100", "50", payers="P1"), answer("1", "9", "9", "x", payers="P2")),
        made.file_of(anew("B77")),
    ]
    names = [f"{place}.edi" for place in range(3)]
    for name, place in zip(names, order, strict=True):
        (tmp_path / name).write_bytes(contents[place])
    old, paid, new = (names[order.index(place)] for place in range(3))
    entries = [each for each in open_files([str(tmp_path / name) for name in names]).entries if each.claim]
    ties = {str(each.name): {tie.kind: tie.others for tie in each.corrections} for each in entries}
    assert ties[f"{old}, claim 1"] == {"superseded": (f"{new}, claim 1",)}
    assert ties[f"{old}, claim 2"] == {}
    assert ties[f"{new}, claim 1"] == {
        "supersedes": (f"{old}, claim 1",), "corrects-answered": (f"{paid}, answer 1",),
    }  # fmt: skip
    assert ties[f"{paid}, answer 1"] == {"corrected-later": (f"{new}, claim 1",)}
    assert ties[f"{paid}, answer 2"] == {}
    said = [say_correction(tie) for each in entries for tie in each.corrections if tie.kind == "superseded"]
    assert said[0].endswith("of the payer's same number (REF F8) replaces it as a whole (frequency 7).")
    assert MARK not in repr(entries)


def test_a_void_by_the_payers_number_cancels_what_its_answer_names(tmp_path: Path) -> None:
    (tmp_path / "a.835").write_bytes(remittance(answer("1", "100", "50", payers="P1")))
    (tmp_path / "b.837").write_bytes(made.file_of(ORIGINAL, anew("B77", frequency="8")))
    entries = {each.name: each for each in open_files([str(tmp_path)]).entries if each.claim}
    kinds = {name: [tie.kind for tie in each.corrections] for name, each in entries.items()}
    assert kinds["b.837, claim 1"] == ["canceled"]
    assert kinds["b.837, claim 2"] == ["cancels", "corrects-answered"]


def test_two_that_correct_by_one_number_of_the_payer_are_of_one_claim() -> None:
    first, second, other = ties_of(anew("B1"), anew("B2"), anew("B3", payers="P2"))
    assert first == {"one-of-several": ("claim 2",)}
    assert second == {"one-of-several": ("claim 1",)}
    assert other == {}


def test_a_number_of_the_payer_on_a_line_or_a_first_claim_ties_nothing() -> None:
    on_line = made.claim(made.service("77002", extra="REF*F8*P1"), place="11:B:7")
    first = made.claim(made.service(), before="REF*F8*P1")
    claims = (["CLM*B1*100***11:B:7", *on_line[1:]], ["CLM*B2*100***11:B:1", *first[1:]], anew("B3"))
    assert ties_of(*claims) == [{}, {}, {}]


def test_an_answer_of_the_payers_number_is_of_the_claim_before_not_of_its_replacement(tmp_path: Path) -> None:
    """Both bear one number of the sender's; the replacement names the payer's number of what it replaces."""
    (tmp_path / "a.837").write_bytes(made.file_of(ORIGINAL, anew(MARK)))
    (tmp_path / "b.835").write_bytes(remittance(answer("1", "100", "50", payers="P1")))
    answers = [each.answer for each in open_files([str(tmp_path)]).entries if each.answer]
    assert [str(each.to).endswith("a.837, claim 1") for each in answers] == [True]
