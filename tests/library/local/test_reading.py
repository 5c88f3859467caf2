"""Local policy files: what is signed and right is used; all else is a sentence, and not used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.local import LocalPolicy
from app.coding.sentences import LIMIT
from app.library.local.reading import SIGNATURE, read_local
from app.library.local.signature import Signed, check_signature
from tests.library.local.signing import KNEE, LEAD, Signer

# Made by minisign 0.11 of an invented file and a key that signed nothing else.
REAL_KEY = "RWQQqpjJzsT5hBahK94Vo5sVFh88fhe1fvIscE93xNke+bQVm6SeOWcl"
REAL_TEXT = b"""\
team = "Radiology coding, North Hospital"

[[item]]
id = "RC-1"
text = "Fluoroscopy of the knee goes to the second reader before it is billed."
codes = ["20610"]
pairs = [["20610", "77002"]]
"""
REAL_SIGNATURE = b"""\
untrusted comment: signature from minisign secret key
RUQQqpjJzsT5hIaQHdsmcUCiKKbul29pB+Fu0p6k8etmUxaEVd6tRCLxxycDaR488lNJgJ3PgkZVabgs0M6l5hEcFHA0H+ZJmAQ=
trusted comment: timestamp:1796010711\tfile:team.nplocal.toml\thashed
IBZIPL031MS3IcH83YqiUgyFLFQQgGZJ75FRvBXizoPDRW/4bs7DOjeCK4D1SRVF6SgnBFhZC8iCTtI7AcI7AQ==
"""


def read(folder: Path, signers: tuple[tuple[str, str], ...] = (LEAD.public,)) -> LocalPolicy:
    found = read_local(folder, [path.name for path in folder.iterdir()], signers)
    assert found is not None
    return found


def test_a_signature_of_minisign_itself_holds() -> None:
    signers = (LEAD.public, ("B. Lead", REAL_KEY))
    assert check_signature(REAL_TEXT, REAL_SIGNATURE, signers) == Signed("B. Lead", date(2026, 11, 30))


@given(at=st.integers(0, len(REAL_TEXT) - 1), bit=st.integers(0, 7))
def test_no_other_text_passes_for_the_signed_one(at: int, bit: int) -> None:
    changed = bytearray(REAL_TEXT)
    changed[at] ^= 1 << bit
    with pytest.raises(ValueError, match="it is not what was signed"):
        check_signature(bytes(changed), REAL_SIGNATURE, (("B. Lead", REAL_KEY),))


@given(at=st.integers(54, len(REAL_SIGNATURE) - 2), sign=st.sampled_from(b"AZaz09+/:\t"))
def test_no_other_signature_passes_for_the_right_one(at: int, sign: int) -> None:
    changed = bytearray(REAL_SIGNATURE)
    changed[at] = sign
    if bytes(changed) != REAL_SIGNATURE:
        with pytest.raises(ValueError, match="sign"):
            check_signature(REAL_TEXT, bytes(changed), (("B. Lead", REAL_KEY),))


def test_a_folder_without_local_policy_has_none(tmp_path: Path) -> None:
    assert read_local(tmp_path, ["opps.npe", "notes.toml"], (LEAD.public,)) is None


def test_signed_items_name_team_file_signer_and_day(tmp_path: Path) -> None:
    LEAD.put(tmp_path, "knee", KNEE)
    found = read(tmp_path)
    assert found.faults == ()
    rule, note = found.items
    assert (rule.id, rule.severity, rule.pairs, rule.first) == (
        "N-1", "warning", (("20610", "77002"),), date(2026, 1, 1),
    )  # fmt: skip
    assert (note.id, note.severity, note.codes) == ("N-2", "info", ("77002",))
    (source,) = found.sources()
    assert (source.publisher, source.basis, source.edition) == (
        "North Hospital",
        "local-policy",
        "2026-11-30",
    )
    assert source.note.startswith("From knee.nplocal.toml, signed by A. Lead on 11/30/2026.")


def bad_signatures() -> dict[str, tuple[bytes | None, str]]:
    content = KNEE.encode()
    right = LEAD.sign(content)
    lines = right.splitlines()
    return {
        "none": (None, "it is not signed"),
        "of another key": (Signer("X", 2).sign(content), "of no key that the administrator's policy names"),
        "of another text": (LEAD.sign(content + b"\n"), "it is not what was signed"),
        "with another comment": (
            right.replace(b"timestamp:17", b"timestamp:18"), "it is not what was signed"
        ),
        "without a time": (LEAD.sign(content, "file:x"), "states no time"),
        "with no day": (LEAD.sign(content, "timestamp:999999999999"), "states no time"),
        "cut off": (b"\n".join(lines[:3]), "none of minisign"),
        "of the old kind": (right.replace(b"\nRU", b"\nRW"), "of an old kind"),
        "empty": (b"", "none of minisign"),
        "long": (b"x" * 300_000, "longer than 256 KB"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", bad_signatures())
def test_what_is_not_signed_well_is_not_used_and_that_is_said(tmp_path: Path, kind: str) -> None:
    LEAD.put(tmp_path, "knee", KNEE)
    LEAD.put(tmp_path, "good", KNEE)
    signature, said = bad_signatures()[kind]
    path = tmp_path / f"knee.nplocal.toml{SIGNATURE}"
    if signature is None:
        path.unlink()
    else:
        path.write_bytes(signature)
    found = read(tmp_path)
    (fault,) = found.faults
    assert fault.startswith("Local policy knee.nplocal.toml is not used: ")
    assert said in fault
    assert {item.source.id for item in found.items} == {"local-good.nplocal.toml"}


def test_without_keys_in_the_policy_nothing_is_used(tmp_path: Path) -> None:
    LEAD.put(tmp_path, "knee", KNEE)
    assert read(tmp_path, ()).items == ()
    assert len(read(tmp_path, ()).faults) == 1


ITEM = 'team = "T"\n[[item]]\nid = "A"\ntext = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("team = ", "is not TOML"),
        ('team = "T"\nitem = ?\n', "line 2 is not TOML"),
        ('team = "T"\n', "a key is missing"),
        (ITEM, "item A states neither codes nor pairs"),
        (f'{ITEM}codes = ["7700"]', "item[0].codes[0] is missing or not right"),
        (f'{ITEM}codes = ["77002"]\nseverity = "error"', "item[0].severity is missing or not right"),
        (f'{ITEM}codes = ["77002"]\ncode = "x"', "item[0] is missing or not right"),
        (f'{ITEM}codes = ["77002"]\nkind = "note"\nseverity = "warning"', "item A is a note"),
        (f'{ITEM}codes = ["77002"]\nfrom = 2026-02-01\nto = 2026-01-01', "item A ends before it begins"),
        (
            f'{ITEM}codes = ["77002"]\n[[item]]\nid = "A"\ntext = "y"\ncodes = ["77002"]',
            "A stands there twice",
        ),
        (f'{ITEM}codes = ["77002"]\nremedy = "a\\nb"', "more than one line"),
        (f'{ITEM}codes = ["77002"]'.replace('"T"', '"a\\tb"'), "team is more than one line"),
    ],
)
def test_a_signed_file_that_is_not_right_is_not_used(tmp_path: Path, text: str, said: str) -> None:
    LEAD.put(tmp_path, "bad", text)
    found = read(tmp_path)
    assert found.items == ()
    assert said in found.faults[0]


@given(content=st.binary(max_size=200), signature=st.none() | st.binary(max_size=400))
def test_any_bytes_are_one_sentence_and_no_item(
    content: bytes, signature: bytes | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("local")
    path = folder / "any.nplocal.toml"
    path.write_bytes(content)
    sign = LEAD.sign(content) if signature is None else signature
    path.with_name(path.name + SIGNATURE).write_bytes(sign)
    found = read(folder)
    (fault,) = found.faults
    assert (found.items, "\n" in fault, len(fault) <= LIMIT) == ((), False, True)


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.nplocal.toml").mkdir()
    assert "it is not a file" in read(tmp_path).faults[0]
