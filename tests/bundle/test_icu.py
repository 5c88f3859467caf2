"""The trimmed ICU data keeps what Qt reads, whole and in order, and nothing else."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.package import icu

HEADER = struct.pack("<HBB", 32, 0xDA, 0x27) + b"\0" * 8 + b"CmnD" + b"\0" * 16
KEPT = ["icudt73l/coll/root.res", "icudt73l/nfc.nrm", "icudt73l/root.res"]
DROPPED = [
    "icudt73l/brkitr/thaidict.dict",
    "icudt73l/curr/en.res",
    "icudt73l/euc-kr.cnv",
    "icudt73l/zone/de.res",
]


def test_items_that_are_never_read_go_and_the_others_stay_whole() -> None:
    contents = {name: name.encode() * 3 for name in sorted(KEPT + DROPPED)}
    left = icu.items(icu.trimmed(icu.assemble(HEADER, contents)))
    assert list(left) == KEPT
    assert all(left[name].startswith(contents[name]) for name in KEPT)


@given(st.dictionaries(st.text("abc/.", min_size=1), st.binary(max_size=40), min_size=1))
def test_assembled_data_comes_apart_again(contents: dict[str, bytes]) -> None:
    ordered = dict(sorted(contents.items()))
    found = icu.items(icu.assemble(HEADER, ordered))
    assert list(found) == list(ordered)
    assert all(found[name].startswith(body) and len(found[name]) % 16 == 0 for name, body in ordered.items())


def test_a_library_without_icu_data_is_refused() -> None:
    with pytest.raises(ValueError, match="no ICU common data"):
        icu.common_data(b"\x7fELF and nothing else")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Qt for Linux brings ICU")
def test_the_library_of_qt_keeps_collation_and_locales() -> None:
    (library,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    whole = icu.items(icu.common_data(library.read_bytes()))
    left = icu.items(icu.trimmed(icu.common_data(library.read_bytes())))
    assert {name.split("/", 1)[1] for name in left} >= {
        "coll/root.res",
        "coll/ucadata.icu",
        "en.res",
        "root.res",
    }
    assert all(icu.UNREAD.match(name) for name in whole.keys() - left.keys())
    assert sum(map(len, left.values())) < sum(map(len, whole.values())) / 3
