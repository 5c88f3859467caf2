"""Where a policy lies: in a file that only an administrator writes, on Windows in the registry.

It is read once a start. The first frame of the window waits for that, so what reads it is imported only where
there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.coding.policy import NO_POLICY, Policy

_MAC_FILE = "/Library/Application Support/Needlepoint/policy.toml"
_FILE = "/etc/needlepoint/policy.toml"


def policy_file() -> Path:
    """The file of the policy on this system, if it is not Windows."""
    return Path(_MAC_FILE if sys.platform == "darwin" else _FILE)


def read_policy() -> Policy:
    """The policy of this computer. Raises nothing: what is wrong with it is its `fault`."""
    if sys.platform == "win32":
        from app.coding.policy_registry import read_registry

        return read_registry()
    else:
        return _read_if_there(policy_file())


def _read_if_there(path: Path) -> Policy:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return NO_POLICY
    except OSError:
        pass  # reading it says why
    from app.coding.policy_reading import read_file

    return read_file(path)
