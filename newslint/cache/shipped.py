"""What was compiled when newslint was built, and came with it: nothing needs to be made ready in a first run.

A wheel carries it beside the rules; an editable install leaves it in the checkout, in a folder that git ignores. It is
only read, and believed as newslint's own code is. What changed since then is not found here, as the names say what the
forms were made from; it is compiled anew, and kept in the cache.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where it lies: inside the package in an install, beside it in a checkout."""
    inside = PACKAGE / "data" / "compiled"
    return inside if inside.is_dir() else PACKAGE.parent / "build" / "compiled"


@lru_cache(maxsize=1)
def files() -> Mapping[str, Path]:
    """The files, by their names."""
    with suppress(OSError):
        return {name: folder() / name for name in sorted(os.listdir(folder()))}  # noqa: PTH208 - it is asked at each start
    return {}


def starting(name: str) -> Path | None:
    """The file whose name begins so."""
    return next((path for other, path in files().items() if other.startswith(name)), None)
