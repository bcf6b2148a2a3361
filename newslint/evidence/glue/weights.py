"""The weights of evidence for glue: data, fitted by benchmarks/fit_glue.py.

Nobody could set some thousand weights by hand, nor should a program hide them: they are a file of named numbers that
`newslint explain` shows piece by piece. What speaks for glue has a weight above nought.

    >>> weights().cut["function"]["whole known"] < 0 < weights().cut["function"]["right function word"]
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.model.errors import RuleError
from newslint.rules.home import home
from newslint.rules.utf8 import read_utf8

Table = Mapping[str, float]
"""The weight of each piece of evidence, by its name."""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For each kind of seam, the weight of each piece of evidence in log-odds; `base` counts always.

    `cut` weighs a seam's own evidence, `alone` also the document's, `final` also the amount of other glue.
    """

    cut: dict[str, dict[str, float]]
    alone: dict[str, dict[str, float]]
    final: dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of rules/evidence/glue.yaml."""
    file = home() / "evidence" / "glue.yaml"
    return compiled("glue", [file], lambda: store.pack(_read(file)), lambda packed: store.unpack(packed, Weights))


def _read(file: Path) -> Weights:
    from newslint.rules.yaml import build, parse

    fitted: Weights = build(parse(read_utf8(file, RuleError), str(file)), Weights)
    return fitted
