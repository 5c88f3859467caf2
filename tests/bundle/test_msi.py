"""What the .msi puts where and tells Windows, from a made-up program folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from build_scripts.package import msi, trial

ROOT = Path(__file__).resolve().parents[2]
WIX = f"{{{msi.NAMESPACE}}}"
TREE = {
    "needlepoint.exe": b"MZ 1",
    "needlepoint-desktop.exe": b"MZ 2",
    "_internal/resources/reference.sqlite": b"book",
    "_internal/resources/a & b.txt": b"odd name",
}
needs_tools = pytest.mark.skipif(bool(msi.missing_tools()), reason="takes wixl and msibuild")


def lay_out(folder: Path) -> Path:
    for name, content in TREE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def places(element: ET.Element, inside: str = "") -> Iterator[tuple[str, str]]:
    """Return each file of the list: where it is installed, and from where in the folder it comes."""
    for child in element:
        if child.tag == f"{WIX}Directory":
            yield from places(child, f"{inside}{child.get('Name')}/")
        elif child.tag == f"{WIX}Component":
            (file,) = child
            yield f"{inside}{file.get('Name')}", str(file.get("Source"))


def test_every_file_is_installed_where_it_lies_in_the_folder(tmp_path: Path) -> None:
    listed = ET.fromstring(msi.file_list(lay_out(tmp_path)))
    (start,) = listed.iter(f"{WIX}DirectoryRef")
    assert start.get("Id") == "INSTALLDIR"
    assert sorted(places(start)) == [(name, name) for name in sorted(TREE)]
    components = [str(component.get("Id")) for component in listed.iter(f"{WIX}Component")]
    assert sorted(components) == sorted(str(one.get("Id")) for one in listed.iter(f"{WIX}ComponentRef"))


def test_the_same_tree_gives_the_same_recipe_wherever_it_lies(tmp_path: Path) -> None:
    one, other = lay_out(tmp_path / "one"), lay_out(tmp_path / "other")
    assert msi.file_list(one) == msi.file_list(other)
    assert str(tmp_path).encode() not in msi.file_list(one)


def test_codes_stay_with_the_path_through_all_versions() -> None:
    assert msi.code("component", PurePosixPath("needlepoint.exe")) == uuid.UUID(
        "a69b4a1b-fea2-5ac2-90f0-e553a65c67b2"
    )
    first, second = msi.variables("0.1.0"), msi.variables("0.2.0")
    assert first["ProductCode"] != second["ProductCode"]
    assert first["UpgradeCode"] == second["UpgradeCode"] == "5F0B3A52-6C1F-4C0E-9D55-0D6F0C1E7F3A"


def test_the_recipe_asks_for_no_variable_that_is_not_given() -> None:
    asked = set(re.findall(r"\$\(var\.(\w+)\)", msi.RECIPE.read_text(encoding="utf-8")))
    assert asked == set(msi.variables("0.1.0"))


def test_a_folder_of_another_system_and_a_missing_tool_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(msi, "missing_tools", list)
    with pytest.raises(trial.TrialError, match=r"has no needlepoint\.exe or needlepoint-desktop\.exe: build"):
        msi.build(ROOT, tmp_path, tmp_path)
    monkeypatch.setattr(msi, "missing_tools", lambda: ["wixl"])
    with pytest.raises(trial.TrialError, match=r"^wixl cannot be found: install Debian's packages wixl"):
        msi.build(ROOT, lay_out(tmp_path), tmp_path)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installer of the made-up folder, whose files under build/ are not those of a real one."""
    place = tmp_path_factory.mktemp("msi")
    drawing = place / "resources" / "app_icon" / "needlepoint.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "app_icon" / "needlepoint.svg", drawing)
    return msi.build(place, lay_out(place / "needlepoint"), place)


def table(package: Path, name: str) -> list[dict[str, str]]:
    """Return a table of an installer, a row for each record."""
    done = subprocess.run(["msiinfo", "export", package, name], capture_output=True, text=True, check=True)
    columns, _kinds, _keys, *rows = done.stdout.splitlines()
    return [dict(zip(columns.split("\t"), row.split("\t"), strict=True)) for row in rows]


@needs_tools
def test_a_user_needs_no_rights_and_an_administrator_can_choose_everybody(package: Path) -> None:
    properties = {row["Property"]: row["Value"] for row in table(package, "Property")}
    assert (properties["ALLUSERS"], properties["MSIINSTALLPERUSER"]) == ("2", "1")
    assert {row["Root"] for row in table(package, "Registry")} == {
        "-1"
    }  # the branch that goes with the choice
    conditions = {row["Component"]: row["Condition"] for row in table(package, "Component")}
    paths = {row["Component_"]: row["Name"] for row in table(package, "Environment")}
    assert {conditions[name]: path for name, path in paths.items()} == {
        "NOT ALLUSERS = 1": "=-PATH",
        "ALLUSERS = 1": "=-*PATH",
    }
    actions = {row["Action"]: int(row["Sequence"]) for row in table(package, "InstallExecuteSequence")}
    assert actions["RemoveEnvironmentStrings"] < actions["InstallFiles"] < actions["WriteEnvironmentStrings"]


@needs_tools
def test_it_replaces_every_earlier_version_and_no_later_one(package: Path) -> None:
    version = next(row["Value"] for row in table(package, "Property") if row["Property"] == "ProductVersion")
    rows = {row["ActionProperty"]: row for row in table(package, "Upgrade")}
    assert {row["UpgradeCode"] for row in rows.values()} == {f"{{{msi.UPGRADE_CODE}}}".upper()}
    earlier, later = rows["WIX_UPGRADE_DETECTED"], rows["WIX_DOWNGRADE_DETECTED"]
    assert (earlier["VersionMin"], earlier["VersionMax"]) == ("", version)
    assert (later["VersionMin"], later["VersionMax"]) == (version, "")
    assert "NOT WIX_DOWNGRADE_DETECTED" in [row["Condition"] for row in table(package, "LaunchCondition")]


@needs_tools
def test_links_claims_and_the_start_menu_open_the_window(package: Path) -> None:
    window = f"[#{msi.variables('0.1.0')['Window']}]"
    files = {row["File"]: row["FileName"] for row in table(package, "File")}
    assert files[window[2:-1]].split("|")[-1] == "needlepoint-desktop.exe"
    values = {(row["Key"], row["Name"]): row["Value"] for row in table(package, "Registry")}
    for kind in ("needlepoint", "Needlepoint.Claim", "Needlepoint.Worklist"):
        assert values[rf"Software\Classes\{kind}\shell\open\command", ""] == f'"{window}" "%1"'
    assert ("Software\\Classes\\needlepoint", "URL Protocol") in values
    assert ("Software\\Classes\\.json\\OpenWithProgids", "Needlepoint.Claim") in values
    assert ("Software\\Classes\\.json", "") not in values  # it stays with whoever has it
    assert values[r"Software\Classes\.npw", ""] == "Needlepoint.Worklist"
    verb = r"Software\Classes\SystemFileAssociations\.json\shell\Needlepoint"
    assert values[verb, "AppliesTo"] == 'System.FileName:"*.npclaim.json"'
    assert values[rf"{verb}\command", ""] == f'"{window}" "%1"'
    (shortcut,) = table(package, "Shortcut")
    assert (shortcut["Target"], shortcut["Directory_"]) == (window, "ProgramMenuFolder")


@needs_tools
def test_it_carries_the_bytes_of_every_file(package: Path, tmp_path: Path) -> None:
    if shutil.which("msiextract") is None:
        pytest.skip("takes msiextract")
    subprocess.run(["msiextract", "-C", tmp_path, package], check=True, capture_output=True)
    found = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert {name.split("Needlepoint/", 1)[1]: content for name, content in found.items()} == TREE
    assert os.path.commonpath(list(found)).endswith("Needlepoint")
