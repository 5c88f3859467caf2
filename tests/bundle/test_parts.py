"""No package leaves without the license text of each part in it, and nothing in it belongs to nobody."""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from app.coding.parts import Part, license_text, read_crates, read_parts, text_path
from build_scripts.package import parts

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
ALL = read_parts(RESOURCES)
BY_NAME = {part.name: part for part in ALL}
TEXTS = [
    path.relative_to(RESOURCES.parent).as_posix() for path in sorted((RESOURCES / "licenses").rglob("*.*"))
]
MADE_UP = ["needlepoint", "libpython3.11.so.1.0", "libz.so.1", "PySide6/QtCore.abi3.so", *TEXTS]


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", "Qt"),
        ("libQt6Core.so.6", "Qt"),
        ("PySide6/Qt6Core.dll", "Qt"),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", "Qt"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Qt"),
        ("PySide6/plugins/platforms/qwindows.dll", "Qt"),
        ("PySide6/Qt/lib/libicudata.so.73", "ICU"),
        ("PySide6/QtWidgets.abi3.so", "PySide6 and Shiboken"),
        ("PySide6/QtWidgets.pyd", "PySide6 and Shiboken"),
        ("shiboken6/libshiboken6.abi3.so.6.11", "PySide6 and Shiboken"),
        ("python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", "Python"),
        ("_ctypes.pyd", "Python"),
        ("rapidfuzz/fuzz_cpp.cpython-311-x86_64-linux-gnu.so", "RapidFuzz"),
        ("libxcb-util.so.1", "xcb-util"),
        ("libxcb-shape.so.0", "libxcb"),
        ("vcruntime140.dll", "Microsoft runtime libraries"),
        ("PySide6/MSVCP140_1.dll", "Microsoft runtime libraries"),
        ("rapidfuzz.libs/msvcp140-a4c2229bdc2a2a630acdc095b4d86008.dll", "Microsoft runtime libraries"),
        ("PySide6/opengl32sw.dll", "Mesa 3D software renderer"),
        ("libffi-8.dll", "libffi"),
        ("resources/fonts/IBMPlexSans_400Regular.ttf", "IBM Plex Sans"),
        ("resources/reference.sqlite", "Needlepoint"),
    ],
)
def test_each_file_belongs_to_its_part(path: str, owner: str) -> None:
    assert owner in parts.owners(path, ALL)


@pytest.mark.parametrize(
    "path",
    [
        "libreadline.so.8",
        "libcrypto.so.3",
        "PySide6/Qt/lib/libavcodec.so.61",
        "numpy/core/_multiarray.cpython-311-x86_64-linux-gnu.so",
        "python3.11/lib-dynload/_foreign.cpython-311-x86_64-linux-gnu.so",
        "foreign.pyd",
        "libxcb-foreign.so.1",
    ],
)
def test_a_library_that_no_part_claims_stops_the_build_by_name(path: str) -> None:
    with pytest.raises(parts.PartsError, match=re.escape(path)):
        parts.check(RESOURCES, [*MADE_UP, path], ["app"])


def test_a_module_that_no_part_claims_stops_the_build_by_name() -> None:
    with pytest.raises(parts.PartsError, match="module numpy"):
        parts.check(RESOURCES, MADE_UP, ["app", "json", "_pyi_rth_utils", "numpy"])


def test_a_package_ships_the_parts_that_lie_in_it_and_what_is_compiled_into_those() -> None:
    names = {part.name for part in parts.check(RESOURCES, [*MADE_UP, "libQt6Pdf.so.6"], ["app", "typst"])}
    assert names == {"Needlepoint", "Python", "PySide6 and Shiboken", "Qt", "typst"} | {
        part.name for part in ALL if part.inside in ("Python", "Qt", "typst")
    }


@pytest.mark.parametrize("part", ALL, ids=lambda part: part.name)
def test_without_one_of_its_texts_no_part_is_shipped(part: Part) -> None:
    held = [path.removeprefix("resources/") for path in TEXTS] + ["fonts/LICENSE_FONT", "icons/LICENSE_ICONS"]
    assert parts.missing_texts(RESOURCES, [part], held) == []
    for text in part.texts:
        gone = text_path(RESOURCES, text).relative_to(RESOURCES).as_posix()
        left = [path for path in held if path != gone]
        assert parts.missing_texts(RESOURCES, [part], left) == [f"{part.name}: {text}"]


def test_every_text_lies_there_and_every_text_there_serves_a_part() -> None:
    named = {text_path(RESOURCES, text) for part in ALL for text in part.texts}
    assert all(path.read_text(encoding="utf-8").strip() for path in named)
    assert set((RESOURCES / "licenses" / "texts").iterdir()) <= named


def test_our_own_license_is_that_of_the_tree() -> None:
    ours = text_path(RESOURCES, "needlepoint").read_text(encoding="utf-8")
    assert ours == (ROOT / "LICENSE").read_text(encoding="utf-8")


SYSTEMS = ("linux-x86_64", "linux-aarch64", "win32-amd64", "darwin-arm64", "darwin-x86_64")


def test_names_are_unique_and_a_part_inside_another_names_one_that_is_there() -> None:
    assert len(BY_NAME) == len(ALL)
    assert {part.inside for part in ALL if part.inside} <= BY_NAME.keys()


def test_versions_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for part in (part for part in ALL if part.package):
        pinned = set(
            re.findall(rf"^{re.escape(part.package)}==([^ ;\\]+)", lock, re.MULTILINE | re.IGNORECASE)
        )
        assert pinned, part.package
        assert {word for word in re.findall(r"[\d.]+\d", part.version) if word != "3.11"} == pinned


def test_every_package_that_the_program_needs_is_a_part() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {item.split("==")[0].lower() for item in project["dependencies"]}
    # Qt comes in wheels of its modules, all of one version.
    assert needed <= {part.package.lower() for part in ALL} | {"pyside6-addons", "pyside6-pdf"}


@pytest.mark.parametrize(("part", "package"), [("typst", "typst"), ("python-calamine", "python-calamine")])
def test_the_crates_are_those_that_the_wheel_itself_lists(part: str, package: str) -> None:
    (listed,) = (path for path in metadata.files(package) or () if path.name.endswith(".cyclonedx.json"))
    components = json.loads(listed.read_text(encoding="utf-8"))["components"]
    found = {(item.crate, item.version) for item in read_crates(RESOURCES) if item.part == part}
    assert found == {(item["name"], item["version"]) for item in components}


def test_each_system_has_the_crates_of_its_own_wheel() -> None:
    on = {name: {crate.crate for crate in read_crates(RESOURCES, name)} for name in SYSTEMS}
    assert {"windows-sys", "schannel"} <= on["win32-amd64"] - on["linux-x86_64"] - on["darwin-arm64"]
    assert {"openssl-src", "inotify"} <= on["linux-x86_64"] - on["win32-amd64"] - on["darwin-arm64"]
    assert "security-framework" in on["darwin-arm64"] - on["win32-amd64"]
    with (RESOURCES / "licenses" / "crates.csv").open(encoding="utf-8", newline="") as stream:
        assert {name for row in csv.DictReader(stream) for name in row["systems"].split()} <= set(SYSTEMS)


def test_openssl_is_named_in_the_version_that_typst_brings() -> None:
    (crate,) = (item for item in read_crates(RESOURCES, "linux-x86_64") if item.crate == "openssl-src")
    assert crate.version.split("+")[1] == BY_NAME["OpenSSL"].version


def test_each_crate_that_offers_no_apache_license_has_its_notice() -> None:
    notices = text_path(RESOURCES, "crates").read_text(encoding="utf-8").splitlines()
    for item in read_crates(RESOURCES):
        if "Apache-2.0" not in item.license:
            assert f"{item.crate} {item.version}" in notices


def test_the_note_of_qt_says_how_to_replace_it() -> None:
    text = license_text(RESOURCES, BY_NAME["Qt"])
    assert "You may replace them" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text


def test_the_crates_stand_in_the_text_of_their_part() -> None:
    text = license_text(RESOURCES, BY_NAME["Crates in typst"])
    assert "\nmemchr 2.8.3: Unlicense OR MIT\n" in text
    assert "memchr" not in license_text(RESOURCES, BY_NAME["msgspec"])


def made_up_wheel(place: Path, names: list[str]) -> Path:
    """Write a wheel of empty files."""
    wheel = place / "needlepoint-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return wheel


WHEEL = [
    "needlepoint/__init__.py",
    "needlepoint-0.1.0.dist-info/METADATA",
    "needlepoint/resources/icons/LICENSE_ICONS",
    "needlepoint/resources/fonts/LICENSE_FONT",
    "needlepoint/resources/fonts/IBMPlexSans_400Regular.ttf",
    *(f"needlepoint/{path}" for path in TEXTS),
]


def test_a_wheel_ships_needlepoint_fonts_and_icons(tmp_path: Path) -> None:
    found = [part.name for part in parts.check_wheel(RESOURCES, made_up_wheel(tmp_path, WHEEL))]
    assert found == ["Needlepoint", "IBM Plex Sans", "Fluent System Icons"]


@pytest.mark.parametrize(
    "lost",
    ["needlepoint/resources/fonts/LICENSE_FONT", "needlepoint/resources/licenses/texts/needlepoint.txt"],
)
def test_a_wheel_without_a_text_is_refused(tmp_path: Path, lost: str) -> None:
    wheel = made_up_wheel(tmp_path, [name for name in WHEEL if name != lost])
    with pytest.raises(parts.PartsError, match="lacks license texts"):
        parts.check_wheel(RESOURCES, wheel)


def test_a_wheel_that_brings_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(parts.PartsError, match="foreign/code"):
        parts.check_wheel(RESOURCES, made_up_wheel(tmp_path, [*WHEEL, "foreign/code.py"]))


@pytest.mark.skipif(sys.platform == "darwin", reason="an .app lays its files out otherwise")
@pytest.mark.bundle
def test_the_packaged_program_holds_every_text() -> None:
    built = ROOT / "dist" / "needlepoint"
    if not (built / "_internal" / "resources" / "licenses").exists():
        pytest.skip("there is no packaged program with licenses: build_scripts/dev.py package makes it")
    names = {part.name for part in parts.check_folder(RESOURCES, built)}
    assert {"Python", "Qt", "typst", "SQLite", "IBM Plex Sans"} <= names
