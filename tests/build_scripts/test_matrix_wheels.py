"""Every runner finds, for each Python that a workflow uses on it, a wheel of every package in the lock."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)(?: ; ([^\\\n]+))?", re.MULTILINE)
PINS = PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
WHEELS = {
    (package["name"], package["version"]): [wheel["url"].rpartition("/")[2] for wheel in package["wheels"]]
    for package in LOCK["package"]
    if "wheels" in package
}
GLIBC = {"ubuntu-22.04": 35, "ubuntu-24.04": 39}


def pairs() -> list[tuple[str, str]]:
    """Return each runner with each Python that a workflow sets up on it."""
    found = set()
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            matrix = job.get("strategy", {}).get("matrix", {})
            own = [
                step["with"]["python-version"]
                for step in job["steps"]
                if "setup-python" in step.get("uses", "")
            ]
            pythons = matrix.get("python", [python for python in own if "${{" not in python])
            found |= {(runner, python) for runner in matrix.get("os", [job["runs-on"]]) for python in pythons}
            found |= {(row["os"], row["python"]) for row in matrix.get("include", ())}
    return sorted(found)


def platforms(runner: str) -> list[str]:
    """Return the platform tags that pip takes on a runner."""
    if runner.startswith("windows"):
        return ["win_amd64"]
    if runner.startswith("macos"):
        return list(mac_platforms((15, 0), "x86_64" if runner.endswith("-intel") else "arm64"))
    machine = "aarch64" if runner.endswith("-arm") else "x86_64"
    many = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC[runner.removesuffix("-arm")], 4, -1)]
    return [*many, f"manylinux2014_{machine}", f"manylinux1_{machine}"]


def environment(runner: str, python: str) -> dict[str, str]:
    """Return what markers ask of a runner."""
    arm = runner.endswith("-arm") or runner == "macos-15"
    system, machine = {
        "u": ("linux", "aarch64" if arm else "x86_64"),
        "w": ("win32", "AMD64"),
        "m": ("darwin", "arm64" if arm else "x86_64"),
    }[runner[0]]
    names = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}
    return {
        "python_version": python,
        "python_full_version": f"{python}.5",
        "sys_platform": system,
        "platform_machine": machine,
        "platform_system": names[system],
        "os_name": "nt" if system == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def tags(runner: str, python: str) -> set[Tag]:
    """Return every tag of a wheel that pip installs with a CPython on a runner."""
    version = tuple(map(int, python.split(".")))
    there = platforms(runner)
    return {
        *cpython_tags(version, platforms=there),
        *compatible_tags(version, f"cp{python.replace('.', '')}", there),
    }


def test_the_pythons_from_the_oldest_to_the_newest_are_tried() -> None:
    assert {python for _, python in pairs()} == {"3.11", "3.12", "3.13", "3.14"}


@pytest.mark.parametrize(("runner", "python"), pairs())
def test_every_pinned_package_has_a_wheel(runner: str, python: str) -> None:
    there, accepted = environment(runner, python), tags(runner, python)
    wanted = {
        (canonicalize_name(name), version)
        for name, version, marker in PINS
        if not marker or Marker(marker.strip()).evaluate(there)
    }
    lacking = [
        pin for pin in wanted if not any(parse_wheel_filename(name)[3] & accepted for name in WHEELS[pin])
    ]
    assert lacking == []
    assert len(wanted) > 30
