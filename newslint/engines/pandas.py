"""pandas: `.newslint.check()`, `.newslint.fix()` and `.newslint.score()` of a Series, once this module is imported.

import newslint.engines.pandas

df["text"] = df["text"].newslint.fix()["text"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from newslint.engines._kernel import KEYS, Kernel, Mended, made, told
from newslint.evidence.scores.scores import Scores
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

COLUMNS = [*(key for key in KEYS if key not in ("id", "field")), "fingerprint"]
"""Those of a finding."""


@pd.api.extensions.register_series_accessor("newslint")
class Accessor:
    """What newslint does with a Series of texts; what else is in it stays as it is."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def check(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pd.DataFrame:
        """The findings, a row each, whose index is that of the text."""
        kernel = made(linter, **settings)
        found = [(index, told(one)) for index, text in self._series.items() for one in kernel.check(text)]
        index = pd.Index([index for index, _ in found], name=self._series.index.name)
        return pd.DataFrame([finding for _, finding in found], index=index, columns=COLUMNS)

    def fix(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pd.DataFrame:
        """The texts mended as `text`; beside them what was `taken`, `flags`, and each of the scores as a column."""
        kernel = made(linter, **settings)
        mended = [kernel.mend(text) for text in self._series]
        texts = pd.Series([one.text for one in mended], self._series.index, dtype=self._series.dtype)
        return pd.DataFrame({"text": texts, **_columns(mended, "taken", "flags")}, index=self._series.index)

    def score(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pd.DataFrame:
        """The `flags` of each text, and each of the scores as a column; the texts stay as they are."""
        kernel = made(linter, **settings)
        scored = [kernel.score(text) for text in self._series]
        return pd.DataFrame(_columns(scored, "flags"), index=self._series.index)


def _columns(mended: list[Mended], *names: str) -> dict[str, list[Any]]:
    traces = [one.trace for one in mended]
    kept = {name: [trace[name] for trace in traces] for name in names}
    return kept | {name: [trace["scores"][name] for trace in traces] for name in Scores.__struct_fields__}
