"""A process that checks claims leaves no copy of its memory behind, and looks for garbage seldom."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

ASK = """
import ctypes, resource
from app.coding.process import forbid_core_dumps
libc = ctypes.CDLL(None)
before = libc.prctl(3, 0, 0, 0, 0)
forbid_core_dumps()
print(before, libc.prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""
ASK_GARBAGE = """
import gc
from app.coding.process import collect_seldom
gc.disable()
collect_seldom()
print(gc.isenabled(), gc.get_freeze_count() > 0, gc.get_threshold()[0] >= 10_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the dumpable flag")
def test_no_core_dump_and_not_dumpable() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0", "0", "0"]


def test_garbage_is_looked_for_seldom_and_what_is_there_is_passed_over() -> None:
    done = subprocess.run([sys.executable, "-c", ASK_GARBAGE], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.split() == [b"True", b"True", b"True"]
