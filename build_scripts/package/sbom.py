"""The software bill of materials of a package: CycloneDX 1.6, from what it ships and from uv.lock.

The same parts and the same lock give the same bytes: there is no time in it, and its serial number is made
from its content. The form is that of https://cyclonedx.org/docs/1.6/json/.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from app import __version__
from app.coding.parts import Crate, Part, read_crates, read_parts

Json = dict[str, Any]
_PROGRAM = "needlepoint"


def running_versions(parts: Iterable[Part]) -> dict[str, str]:
    """Return the version of each part here, by the part's name; "" where nothing says it."""
    known = {
        "Needlepoint": __version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    return {
        part.name: known.get(part.name) or (metadata.version(part.package) if part.package else part.version)
        for part in parts
    }


def locked_packages(root: Path) -> list[Json]:
    """Return what uv.lock installs for a user: no developer's tools, each version once, by name."""
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    packages: list[Json] = lock["package"]
    wanted, found = [_PROGRAM], set[str]()
    while wanted:
        name = wanted.pop()
        found.add(name)
        needed = {item["name"] for package in packages if package["name"] == name
                  for item in package.get("dependencies", ())}  # fmt: skip
        wanted += needed - found
    return [package for package in packages if package["name"] in found - {_PROGRAM}]


def crate_component(crate: Crate) -> Json:
    """Return the entry of a crate that is compiled into a part."""
    place = f"pkg:cargo/{crate.crate}@{crate.version}"
    return {
        "type": "library",
        "bom-ref": f"{crate.part}#{place}",
        "name": crate.crate,
        "version": crate.version,
        "purl": place,
        "licenses": [{"expression": crate.license}],
    }


def part_component(part: Part, version: str, inner: Iterable[Json]) -> Json:
    """Return the entry of a part with what is compiled into it."""
    entry: Json = {"type": "library", "bom-ref": part.name, "name": part.name}
    if version:
        entry["version"] = version
    if part.package:
        entry["purl"] = f"pkg:pypi/{part.package.lower()}@{version}"
    entry["licenses"] = [{"expression": part.license}]
    if nested := list(inner):
        entry["components"] = nested
    return entry


def package_component(package: Json, part: Part | None) -> Json:
    """Return the entry of a package of the lock: its files with their hashes, and the license of its part."""
    place = f"pkg:pypi/{package['name']}@{package['version']}"
    files = sorted(package["wheels"], key=lambda wheel: str(wheel["url"]))
    entry: Json = {
        "type": "library",
        "bom-ref": place,
        "name": package["name"],
        "version": package["version"],
        "purl": place,
        "externalReferences": [
            {
                "type": "distribution",
                "url": wheel["url"],
                "hashes": [{"alg": "SHA-256", "content": wheel["hash"].removeprefix("sha256:")}],
            }
            for wheel in files
        ],
    }
    if part:
        entry["licenses"] = [{"expression": part.license}]
    return entry


def shipped_components(
    parts: Iterable[Part], versions: Mapping[str, str], crates: Iterable[Crate]
) -> list[Json]:
    """Return the entries of the parts in a package; Needlepoint itself and groups of crates have none."""
    parts, crates = list(parts), list(crates)

    def inside(name: str) -> list[Json]:
        """Return what is compiled into the part of a name."""
        own = [part for part in parts if part.inside == name and part.name != f"Crates in {name}"]
        return [
            *(part_component(part, versions.get(part.name, ""), ()) for part in own),
            *(crate_component(crate) for crate in crates if crate.part == name),
        ]

    return [
        part_component(part, versions.get(part.name, ""), inside(part.name))
        for part in parts
        if not part.inside and part.name.lower() != _PROGRAM
    ]


def bill(components: list[Json]) -> Json:
    """Return the whole bill of these components."""
    subject = {
        "type": "application",
        "bom-ref": _PROGRAM,
        "name": _PROGRAM,
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    content: Json = {
        "version": 1,
        "metadata": {"component": subject},
        "components": components,
        "dependencies": [{"ref": _PROGRAM, "dependsOn": sorted(item["bom-ref"] for item in components)}],
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6"}
    return head | {"serialNumber": uuid.UUID(bytes=digest[:16], version=4).urn} | content


def write_bill(components: list[Json], out: Path) -> None:
    """Write the bill of these components as JSON."""
    out.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(bill(components), indent=2, ensure_ascii=False) + "\n"
    out.write_bytes(content.encode())


def write_for_folder(root: Path, parts: list[Part], out: Path) -> None:
    """Write the bill of a packaged folder that ships these parts, in the versions of this environment."""
    crates = read_crates(root / "resources")
    write_bill(shipped_components(parts, running_versions(parts), crates), out)


def write_for_wheel(root: Path, parts: list[Part], out: Path) -> None:
    """Write the bill of a wheel: what lies in it, and what the lock installs beside it."""
    owners = {part.package.lower(): part for part in read_parts(root / "resources") if part.package}
    fetched = [package_component(item, owners.get(item["name"])) for item in locked_packages(root)]
    write_bill(shipped_components(parts, {part.name: part.version for part in parts}, ()) + fetched, out)
