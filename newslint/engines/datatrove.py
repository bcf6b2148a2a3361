"""datatrove: a formatter that mends, a filter that drops, an annotator that only tells; under any of its executors.

Each leaves what it did in `doc.metadata["newslint"]`: nothing vanishes without a trace. The language is told from each
text, or is what the metadata says under `language` or `lang`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.pipeline.writers.disk_base import DiskWriter

from newslint.engines._kernel import Kernel, Mended, made, told
from newslint.evidence.scores.scores import FILTERS
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings


class NewslintFormatter(BaseFormatter):
    """Mends the text of each document. What was taken, the flags and the scores are kept in its metadata."""

    name = "🧹 newslint"
    _requires_dependencies = ["newslint"]

    def __init__(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> None:
        super().__init__()
        self.kernel = made(linter, **settings)

    def format(self, text: str) -> str:
        """A text mended, without its metadata."""
        mended: str = self.kernel.mend(text).text
        return mended

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents mended."""
        for doc in data:
            self.stat_update("total")
            with self.track_time():
                mended: Mended = self.kernel.mend(doc.text, **_about(self.kernel, doc))
                doc.text, doc.metadata["newslint"] = mended.text, mended.trace
            self.stat_update("fixed", value=mended.scores.fixed)
            yield doc


class NewslintAnnotator(PipelineStep):
    """Leaves each document as it is, with its findings, flags and scores in its metadata."""

    name = "🔎 newslint"
    type = "📝 - ANNOTATOR"
    _requires_dependencies = ["newslint"]

    def __init__(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> None:
        super().__init__()
        self.kernel = made(linter, **settings)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents, with what is told of them."""
        for doc in data:
            self.stat_update("total")
            with self.track_time():
                scored: Mended = self.kernel.score(doc.text, **_about(self.kernel, doc))
                trace = scored.trace
                findings = [told(one) for one in scored.left]
                doc.metadata["newslint"] = {"findings": findings, "flags": trace["flags"], "scores": trace["scores"]}
            self.stat_update("findings", value=len(findings))
            yield doc


class NewslintFilter(BaseFilter):
    """Drops the documents in which one of the rules of `drop`, names or groups, finds something; of which more than
    `damage` stands in damage; or that fail a measure of `filters`: c4, gopher, fineweb. The reason is the rule,
    `damage`, or the filter and its measure. By default: what is no article, and what can't be read.
    """

    name = "🧹 newslint"
    _requires_dependencies = ["newslint"]

    def __init__(
        self,
        linter: Linter | Kernel | None = None,
        drop: Sequence[str] = ("document", "input"),
        exclusion_writer: DiskWriter | None = None,
        *,
        damage: float = 1.0,
        filters: Sequence[str] = (),
        **settings: Unpack[Settings],
    ) -> None:
        super().__init__(exclusion_writer)
        self.kernel = made(linter, **settings)
        self.drop, self.damage, self.filters = self.kernel.rules(drop), damage, tuple(filters)
        unknown = [name for name in self.filters if name not in FILTERS]
        if unknown:
            raise ValueError(f"no filter is called {unknown[0]!r}; one of: {', '.join(FILTERS)}")

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Is the document kept?"""
        reason = next(self._reasons(self.kernel.score(doc.text, **_about(self.kernel, doc))), None)
        return True if reason is None else (False, reason)

    def _reasons(self, scored: Mended) -> Iterator[str]:
        yield from (one.finding.rule for one in scored.left if one.finding.rule in self.drop)
        if scored.scores.damage > self.damage:
            yield "damage"
        for name in self.filters:
            yield from (f"{name}: {measure}" for measure in getattr(scored.scores, name))


def _about(kernel: Kernel, doc: Document) -> dict[str, Any]:
    """What a document says of itself: its `id`; and in its metadata its language and, if asked for, its file."""
    said = doc.metadata.get
    return {"lang": said("language") or said("lang"), "id": doc.id, "path": said(kernel.path) if kernel.path else None}
