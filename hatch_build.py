"""Compiles every pack under knowledge/ into one file that ships in the wheel, so that running never parses YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface):
    """Runs the project's own compiler before the files of the wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write src/unblush/packs/<id>.json; a pack with problems fails the build and lists them all."""
        del version, build_data
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from unblush.authoring.build import compile_folder

            for folder in sorted(path.parent for path in (root / "knowledge").glob("*/pack.yaml")):
                compile_folder(folder, root / "src" / "unblush" / "packs" / f"{folder.name}.json")
        finally:
            sys.path.remove(str(root / "src"))
