"""Where the built-in rules lie: rules/ of a checkout, or what a wheel carries."""

from __future__ import annotations

from pathlib import Path


def home() -> Path:
    """The folder of the built-in rules: beside the package in a checkout, inside it in an install."""
    package = Path(__file__).parents[1]
    inside = package / "data" / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, in order."""
    return sorted(folder.glob("*.yaml"))
