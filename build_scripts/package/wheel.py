"""The wheel: what `pip install .` installs, built and tried in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from build_scripts.package import trial


def build(root: Path, out: Path, name: str = "needlepoint") -> Path:
    """Build the wheel of the tree at root, whose file name begins with name, into the folder out; its path.

    pip fetches the build tools that pyproject.toml pins. Raises CalledProcessError when pip fails.
    """
    for old in out.glob(f"{name}-*.whl"):
        old.unlink()
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(out),
        str(root),
    ]
    subprocess.run(command, check=True)
    (built,) = out.glob(f"{name}-*.whl")
    return built


def try_wheel(wheel: Path) -> str:
    """Install a wheel into a new environment and run its selftest there; return what it printed.

    The packages that Needlepoint needs are those of this environment, so nothing is fetched.

    Raises:
        trial.TrialError: selftest failed, or the wheel put another name than its own into the environment.
    """
    with tempfile.TemporaryDirectory(prefix="needlepoint trial ") as name:
        place = Path(name)
        venv.create(place / "env", with_pip=False)
        folder = Path(sysconfig.get_path("purelib", "venv", {"base": str(place / "env")}))
        python = sysconfig.get_path("scripts", "venv", {"base": str(place / "env")})
        starter = Path(python) / ("needlepoint.exe" if sys.platform == "win32" else "needlepoint")
        install = [sys.executable, "-m", "pip", "--python", str(place / "env"), "install", "--quiet"]
        subprocess.run([*install, "--no-deps", "--no-index", str(wheel)], check=True)
        (folder / "shared.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        foreign = {path.name for path in folder.iterdir()} - {"shared.pth", "needlepoint"}
        if other := sorted(name for name in foreign if not name.startswith("needlepoint-")):
            raise trial.TrialError(f"the wheel also installs {', '.join(other)}")
        return trial.run_selftest([str(starter)], place)
