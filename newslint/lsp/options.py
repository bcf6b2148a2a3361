"""What the editor sets: the keys of newslint.toml that make sense there, and which configuration to use."""

from __future__ import annotations

from typing import Any

import msgspec

from newslint.model.errors import ConfigError
from newslint.model.findings import Severity


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The editor's settings. They come on top of the configuration files, as the command line's options do.

    `configuration` is a file that counts instead of the nearest one.
    """

    configuration: str | None = None
    lang: str | None = None
    select: list[str] | None = None
    extend_select: list[str] = []
    ignore: list[str] = []
    severity: Severity | None = None
    min_confidence: float | None = None

    @classmethod
    def of(cls, given: Any) -> Options:
        """The settings as an editor sends them: the keys themselves, or under `newslint`. Raises ConfigError."""
        table = given.get("newslint", given) if isinstance(given, dict) else given
        try:
            return msgspec.convert(table or {}, cls)
        except msgspec.ValidationError as error:
            raise ConfigError(f"the editor's settings of newslint: {error}; the former ones stay") from error

    def amend(self) -> dict[str, Any]:
        """What comes on top of every configuration."""
        given = msgspec.structs.asdict(self)
        del given["configuration"]
        return given
