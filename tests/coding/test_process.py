"""A process that holds a claim leaves no copy of its memory behind."""

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


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the dumpable flag")
def test_no_core_dump_and_not_dumpable() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0", "0", "0"]
