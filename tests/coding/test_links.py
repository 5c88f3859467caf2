"""Links: what each names, what none may name, and that reading one touches nothing."""

from __future__ import annotations

import builtins
import io
import os
import subprocess
from datetime import date
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.errors import InputError
from app.coding.links import is_link, read_link
from app.coding.page_key import is_page_name, parse_key
from app.coding.requests import ShowPage

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("needlepoint://lookup/77002", ShowPage("77002")),
        ("needlepoint://lookup/77002?date=2026-03-10", ShowPage("77002", DAY)),
        ("NEEDLEPOINT://LOOKUP/g0260/", ShowPage("G0260")),
        ("needlepoint://lookup/20610+77002", ShowPage("answer:20610+77002")),
        ("needlepoint://lookup/20610%2B77002?date=2026-03-10", ShowPage("answer:20610+77002", DAY)),
        ("needlepoint://lookup/20610,77002", ShowPage("answer:20610+77002")),
        ("needlepoint://page/modifier:59", ShowPage("modifier:59")),
        ("needlepoint://page/modifier%3A59/", ShowPage("modifier:59")),
        ("needlepoint://page/view:compare:77002,77003", ShowPage("view:compare:77002,77003")),
        ("needlepoint://page/77002", ShowPage("77002")),
    ],
)
def test_what_a_link_names(link: str, named: ShowPage) -> None:
    assert is_link(link)
    assert read_link(link) == named


@pytest.mark.parametrize(
    "link",
    [
        "needlepoint:",
        "needlepoint://",
        "needlepoint:77002",
        "needlepoint://lookup",
        "needlepoint://lookup/",
        "needlepoint://lookup/7700",
        "needlepoint://lookup/20610+77002+76942",
        "needlepoint://lookup/knee",
        "needlepoint://lookup/77002#part",
        "needlepoint://lookup/77002?date=2026-02-30",
        "needlepoint://lookup/77002?date=03-10-2026",
        "needlepoint://lookup/77002?date=2026-03-10&date=2026-03-11",
        "needlepoint://lookup/77002?file=/etc/passwd",
        "needlepoint://lookup/77002?date=2026-03-10&open=a.json",
        "needlepoint://user@lookup/77002",
        "needlepoint://lookup:80/77002",
        "needlepoint://open/claim.json",
        "needlepoint://file/etc/passwd",
        "needlepoint://page/command:import_files",
        "needlepoint://page/command:quit",
        "needlepoint://page/search:knee",
        "needlepoint://page/shared:guidance",
        "needlepoint://page/..%2f..%2fetc%2fpasswd",
        "needlepoint://page/modifier:..%2f..%2fetc",
        "needlepoint://page/modifier:59%00",
        "needlepoint://page/modifier:59%0a--data-dir",
        "needlepoint://lookup/٧٧٠٠٢",
        "needlepoint://lookup/77002\n",
        " needlepoint://lookup/77002",
        "needlepoint://page/" + "a" * 300,
        "http://example.org/77002",
    ],
)
def test_anything_else_is_one_sentence(link: str) -> None:
    with pytest.raises(InputError) as refused:
        read_link(link)
    sentence = str(refused.value)
    assert len(sentence) <= 300
    assert sentence.endswith(".")
    assert "\n" not in sentence


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    raise AssertionError("a link opens no file and starts no program")


_PIECES = (
    *("needlepoint:", "//", "lookup", "page", "/", "77002", "+", "%2B", "?date=", "2026-03-10", "&", "#"),
    *("..", "command:", "modifier:", "file:", "%00", "\n", "a.json", "C:\\", "@", "\u0667"),
)
_PIECE = st.sampled_from(_PIECES)


@given(st.one_of(st.text(), st.lists(_PIECE, max_size=12).map("".join)))
def test_any_text_names_a_page_or_is_refused_and_touches_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (subprocess, "Popen")):
            patch.setattr(module, name, _refuse)
        try:
            named = read_link(text)
        except InputError:
            return
    assert is_link(text)
    assert is_page_name(named.key)
    assert parse_key(named.key).kind not in ("command", "search", "shared")
