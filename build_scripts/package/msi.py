""".msi from a packaged Windows folder, by wixl and one recipe: windows/needlepoint.wxs.

The same tree gives the same recipe: the codes of product, components and files are made from their names.
wixl writes neither conditions of components nor the table `Environment`: msibuild adds the entry in PATH.
"""

from __future__ import annotations

import shutil
import subprocess
import uuid
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from app import __version__
from build_scripts.package import icons, trial

FILES = Path(__file__).with_name("windows")
RECIPE = FILES / "needlepoint.wxs"
NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
UPGRADE_CODE = uuid.UUID("5f0b3a52-6c1f-4c0e-9d55-0d6f0c1e7f3a")
"""What every version has in common, for ever: by it a later one finds and replaces an earlier one."""
TOOLS = ("wixl", "msibuild")
STARTERS = ("needlepoint.exe", "needlepoint-desktop.exe")

PATHS = {"PathOfUser": ("NOT ALLUSERS = 1", "=-PATH"), "PathOfMachine": ("ALLUSERS = 1", "=-*PATH")}
"""The components of the entry in PATH, with the condition of each and the variable."""


def missing_tools() -> list[str]:
    """Return the names of the tools that this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def build(root: Path, folder: Path, out: Path, version: str = __version__) -> Path:
    """Make the .msi of a packaged Windows folder; return its path.

    Raises:
        trial.TrialError: a tool is missing, or the folder is not one of Windows.
        subprocess.CalledProcessError: a tool failed.
    """
    check(folder)
    place = root / "build" / "msi"
    place.mkdir(parents=True, exist_ok=True)
    icons.write_ico(root / "resources" / "app_icon" / "needlepoint.svg", place / "needlepoint.ico")
    (place / "files.wxs").write_bytes(file_list(folder))
    built = out / f"needlepoint-{version}-x64.msi"
    built.unlink(missing_ok=True)
    defines = [word for name, value in variables(version).items() for word in ("-D", f"{name}={value}")]
    # wixl looks for files in the folder of the recipe and in the current one; it takes no absolute paths.
    recipe = [str(RECIPE), str(place / "files.wxs")]
    subprocess.run(
        ["wixl", "--arch", "x64", *defines, "--output", str(built), *recipe], check=True, cwd=folder
    )
    for query in corrections():
        subprocess.run(["msibuild", str(built), "-q", query], check=True)
    return built


def check(folder: Path) -> None:
    """Raise TrialError when this machine or this folder cannot give a .msi."""
    if missing := missing_tools():
        raise trial.TrialError(
            f"{' and '.join(missing)} cannot be found: install Debian's packages wixl and msitools."
        )
    if absent := [name for name in STARTERS if not (folder / name).is_file()]:
        raise trial.TrialError(
            f"{folder} has no {' or '.join(absent)}: build the folder on Windows first, by `dev.py package`."
        )


def insert(table: str, **row: str | int) -> str:
    """Return the statement that adds a row to a table of the installer."""
    names = ", ".join(f"`{name}`" for name in row)
    return f"INSERT INTO `{table}` ({names}) VALUES ({', '.join(repr(value) for value in row.values())})"


def corrections() -> list[str]:
    """Return the statements for what wixl writes wrongly or not at all.

    HKMU is -1; wixl has a number of its own. In the table Environment "=" sets a variable, "-" removes the
    value with its component, "*" means the machine's variable, and "[~];" appends:
    https://learn.microsoft.com/windows/win32/msi/environment-table
    """
    columns = "`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE"
    columns += ", `Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL"
    said = ["UPDATE `Registry` SET `Root` = -1 WHERE `Root` = 4"]
    said.append(f"CREATE TABLE `Environment` ({columns} PRIMARY KEY `Environment`)")
    for component, (condition, variable) in PATHS.items():
        row = {
            "Environment": component,
            "Name": variable,
            "Value": "[~];[INSTALLDIR]",
            "Component_": component,
        }
        said.append(insert("Environment", **row))
        said.append(f"UPDATE `Component` SET `Condition` = '{condition}' WHERE `Component` = '{component}'")
    for action, place in (("RemoveEnvironmentStrings", 3300), ("WriteEnvironmentStrings", 5200)):
        said.append(insert("InstallExecuteSequence", Action=action, Sequence=place))
    return said


def variables(version: str) -> Mapping[str, str]:
    """Return what the recipe asks for by $(var.NAME)."""
    return {
        "Version": version,
        "ProductCode": str(uuid.uuid5(UPGRADE_CODE, f"version {version}")).upper(),
        "UpgradeCode": str(UPGRADE_CODE).upper(),
        "Window": identifier("file", PurePosixPath("needlepoint-desktop.exe")),
    }


def identifier(kind: str, path: PurePosixPath) -> str:
    """Return the name of a row for a path inside the folder: letters and digits only, always the same."""
    return f"{kind}_{code(kind, path).hex}"


def code(kind: str, path: PurePosixPath) -> uuid.UUID:
    """Return the code of a kind of row for a path inside the folder, the same in every version."""
    return uuid.uuid5(UPGRADE_CODE, f"{kind} {path}")


def file_list(folder: Path) -> bytes:
    """Return the part of the recipe that lists every file of the folder, one component for each."""
    wix = ET.Element("Wix", xmlns=NAMESPACE)
    fragment = ET.SubElement(wix, "Fragment")
    add_folder(ET.SubElement(fragment, "DirectoryRef", Id="INSTALLDIR"), folder, PurePosixPath())
    group = ET.SubElement(fragment, "ComponentGroup", Id="Files")
    for path in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        ET.SubElement(group, "ComponentRef", Id=identifier("component", PurePosixPath(path)))
    ET.indent(wix)
    return f"{ET.tostring(wix, encoding='unicode')}\n".encode()


def add_folder(element: ET.Element, folder: Path, inside: PurePosixPath) -> None:
    """Add the files of one folder below its element, and its folders in turn."""
    for name in sorted(path.name for path in (folder / inside).iterdir()):
        path = inside / name
        if (folder / path).is_dir():
            add_folder(
                ET.SubElement(element, "Directory", Id=identifier("folder", path), Name=name), folder, path
            )
            continue
        options = {"Guid": str(code("component", path)), "Win64": "yes"}
        component = ET.SubElement(element, "Component", Id=identifier("component", path), attrib=options)
        ET.SubElement(
            component,
            "File",
            Id=identifier("file", path),
            Name=name,
            Source=str(path),
            KeyPath="yes",
        )
