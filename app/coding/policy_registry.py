r"""The policy on Windows: HKLM\Software\Policies\Needlepoint, and the same below HKCU where that is silent.

Group policies write there, and a user may only read it. A value has the name of its key; text is REG_SZ, or
REG_EXPAND_SZ with %VARIABLES%; a switch is REG_DWORD, 1 or 0.
Public keys are REG_SZ in the key `signers` below.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

from app.coding.policy import KEYS, NO_POLICY, Policy

PATH = r"Software\Policies\Needlepoint"
_SWITCHES = {key.name for key in KEYS if key.kind == "switch"}


def read_registry() -> Policy:
    """The policy in the registry. Raises nothing."""
    values: dict[str, Any] = {}
    sources: list[str] = []
    for hive in ("HKCU", "HKLM"):  # what the machine's states comes last and holds
        place = rf"{hive}\{PATH}"
        try:
            found = _values_in(hive)
        except FileNotFoundError:
            continue
        except OSError as error:
            from app.coding.policy_reading import faulty

            return faulty(place, f"it cannot be read ({error.strerror})")
        values |= found
        sources.append(place)
    if not sources:
        return NO_POLICY
    from app.coding.policy_reading import policy_of

    return policy_of(values, " and ".join(reversed(sources)))


def as_policy_value(name: str, value: object) -> object:
    """A number of the registry as the switch that it means; anything else as it is."""
    if name in _SWITCHES and isinstance(value, int) and value in {0, 1}:
        return bool(value)
    return value


def _values_in(hive: str) -> dict[str, object]:
    """The values of the key below one hive. Raises OSError when it is not there or cannot be read."""
    values: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        root = winreg.HKEY_LOCAL_MACHINE if hive == "HKLM" else winreg.HKEY_CURRENT_USER
        with winreg.OpenKey(root, PATH, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name, value, kind = winreg.EnumValue(key, index)
                if kind == winreg.REG_EXPAND_SZ and isinstance(value, str):
                    value = winreg.ExpandEnvironmentStrings(value)
                values[name.lower()] = as_policy_value(name.lower(), value)
            with suppress(FileNotFoundError), winreg.OpenKey(key, "signers") as signers:
                count = winreg.QueryInfoKey(signers)[1]
                values["signers"] = dict(winreg.EnumValue(signers, index)[:2] for index in range(count))
    return values
