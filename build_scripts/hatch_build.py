"""The build hook of hatchling: an install from source, as `uv run` makes, has its reference database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceBuildHook(BuildHookInterface[Any]):
    """Builds resources/reference.sqlite from data/ before the package is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build the reference database in the source tree."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from build_scripts.build_reference import build

        build(root / "resources" / "reference.sqlite")
