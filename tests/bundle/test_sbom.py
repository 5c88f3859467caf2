"""The bill of materials names all that a package ships, in the form of CycloneDX 1.6, the same each time."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from app.coding.parts import read_crates, read_parts
from build_scripts.package import sbom, sums

ROOT = Path(__file__).resolve().parents[2]
PARTS = read_parts(ROOT / "resources")
CRATES = read_crates(ROOT / "resources")


@pytest.fixture(scope="module")
def folder_bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("bill") / "folder.cdx.json"
    sbom.write_for_folder(ROOT, list(PARTS), out)
    return dict(json.loads(out.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def wheel_bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("bill") / "wheel.cdx.json"
    sbom.write_for_wheel(ROOT, [part for part in PARTS if part.name == "IBM Plex Sans"], out)
    return dict(json.loads(out.read_text(encoding="utf-8")))


def every_component(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the components of a bill and, after each, those inside it."""
    found = []
    for item in content.get("components", ()):
        found += [item, *every_component(item)]
    return found


def test_the_head_is_that_of_cyclonedx_and_names_the_program(folder_bill: dict[str, Any]) -> None:
    assert list(folder_bill)[:4] == ["bomFormat", "specVersion", "serialNumber", "version"]
    assert (folder_bill["bomFormat"], folder_bill["specVersion"]) == ("CycloneDX", "1.6")
    assert uuid.UUID(folder_bill["serialNumber"]).version == 4
    subject = folder_bill["metadata"]["component"]
    assert (subject["type"], subject["name"], subject["version"]) == (
        "application",
        "needlepoint",
        __version__,
    )
    assert "timestamp" not in folder_bill["metadata"]


def test_each_part_and_each_crate_has_an_entry_with_its_license(folder_bill: dict[str, Any]) -> None:
    entries = every_component(folder_bill)
    named = {item["name"] for item in entries}
    groups = {part.name for part in PARTS if part.name.startswith("Crates in ")}
    assert {part.name for part in PARTS} - groups - {"Needlepoint"} <= named
    assert {crate.crate for crate in CRATES} <= named
    assert all(set(item) <= {"type", "bom-ref", "name", "version", "purl", "licenses", "components"}
               for item in entries)  # fmt: skip
    assert all(item["licenses"][0]["expression"] for item in entries)


def test_references_are_unique_and_those_of_the_first_level_are_what_the_program_needs(
    folder_bill: dict[str, Any],
) -> None:
    references = [item["bom-ref"] for item in every_component(folder_bill)]
    assert len(references) == len(set(references))
    (needs,) = folder_bill["dependencies"]
    assert needs["dependsOn"] == sorted(item["bom-ref"] for item in folder_bill["components"])


def test_what_is_compiled_into_a_part_stands_inside_it(folder_bill: dict[str, Any]) -> None:
    (typst,) = (item for item in folder_bill["components"] if item["name"] == "typst")
    inside = {item["name"]: item["version"] for item in typst["components"] if "version" in item}
    assert inside["OpenSSL"] == "3.6.3"
    assert len(typst["components"]) > len([crate for crate in CRATES if crate.part == "typst"])


def test_the_wheel_names_what_the_lock_installs_with_the_hash_of_each_file(
    wheel_bill: dict[str, Any],
) -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    fetched = [item for item in wheel_bill["components"] if "externalReferences" in item]
    names = {item["name"] for item in fetched}
    assert {"pyside6-essentials", "shiboken6", "typst", "pypdf", "rapidfuzz", "python-calamine"} <= names
    assert not names & {"pytest", "mypy", "pyinstaller", "needlepoint"}
    for item in fetched:
        for reference in item["externalReferences"]:
            (digest,) = reference["hashes"]
            assert re.fullmatch("[0-9a-f]{64}", digest["content"])
            assert f'hash = "sha256:{digest["content"]}"' in lock


def test_the_same_package_gives_the_same_bytes_and_another_one_another_number(tmp_path: Path) -> None:
    for name, parts in (("a", PARTS), ("b", PARTS), ("c", PARTS[:-1])):
        sbom.write_for_folder(ROOT, list(parts), tmp_path / name)
    first, again, other = ((tmp_path / name).read_bytes() for name in "abc")
    assert first == again
    assert json.loads(first)["serialNumber"] != json.loads(other)["serialNumber"]


def test_sums_are_what_sha256sum_reads_and_leave_themselves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.deb").write_bytes(b"")
    (tmp_path / "a.whl").write_bytes(b"abc")
    (tmp_path / "folder").mkdir()
    for _ in range(2):
        assert sums.main([str(tmp_path)]) == 0
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines() == [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.whl",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.deb",
    ]
    assert "a.whl" in capsys.readouterr().out


def test_sums_of_nothing_are_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sums.main([str(tmp_path / "none")]) == 1
    assert "holds no file" in capsys.readouterr().err
