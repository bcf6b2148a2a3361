"""Which release of a library there is, without importing it: what is kept between runs may be true of another one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec

DISTRIBUTIONS: Mapping[str, str] = {"re2": "google_re2", "yaml": "pyyaml"}
"""What is installed under another name than it is imported by."""


def releases(names: Iterable[str]) -> str:
    """What tells the releases of some libraries from all others; empty places for those that are not there."""
    return ";".join(map(_release, names))


@lru_cache(maxsize=64)
def _release(name: str) -> str:
    """A library's version, as the folder beside it says; else where it begins, with the size and time of that."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ""
    home = os.path.dirname(spec.origin)  # noqa: PTH120 - a Path for each is felt at every start
    within = os.path.dirname(home) if spec.submodule_search_locations else home  # noqa: PTH120
    told = _installed(within).get(DISTRIBUTIONS.get(name, name).lower())
    if told:
        return told
    try:
        status = os.stat(spec.origin)  # noqa: PTH116
    except OSError:
        return spec.origin
    return f"{spec.origin} {status.st_size} {status.st_mtime_ns}"


@lru_cache(maxsize=8)
def _installed(folder: str) -> Mapping[str, str]:
    """What is installed in a folder: `charset_normalizer-3.5.3` by its name."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return {}
    found = (re.fullmatch(r"(.+)-([^-]+)\.dist-info", name) for name in names)
    return {re.sub(r"[-_.]+", "_", match[1]).lower(): match[0] for match in found if match}
