"""Both lock files name the same versions, and each file of a package with its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.IGNORECASE | re.MULTILINE)


def uv_packages() -> list[dict[str, object]]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return [package for package in lock["package"] if package["name"] != "needlepoint"]


def test_pip_and_uv_install_the_same_versions() -> None:
    pinned = set(PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert pinned == {(package["name"], package["version"]) for package in uv_packages()}


def test_every_file_that_uv_may_install_has_a_hash() -> None:
    for package in uv_packages():
        wheels = package["wheels"]
        assert isinstance(wheels, list)
        assert wheels
        assert all(wheel["hash"].startswith("sha256:") for wheel in wheels)


def test_uv_run_brings_no_developers_tools() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["default-groups"] == []
