"""datatrove: a formatter that mends, a filter that drops, an annotator that only tells; under any of its executors.

Each leaves what it did in `doc.metadata["newslint"]`: nothing vanishes without a trace. The language is told from each
text, or is what the metadata says under `language` or `lang`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.pipeline.writers.disk_base import DiskWriter

from newslint.engines._kernel import Kernel, Mended, made, told
from newslint.linter.linter import Linter
from newslint.model.findings import Shown

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
                mended: Mended = self.kernel.mend(doc.text, lang=_lang(doc), id=doc.id)
                doc.text, doc.metadata["newslint"] = mended.text, mended.trace
            self.stat_update("fixed", value=mended.scores.fixed)
            yield doc


class NewslintAnnotator(PipelineStep):
    """Leaves each document as it is, with its findings in its metadata: a list of dictionaries."""

    name = "🔎 newslint"
    type = "📝 - ANNOTATOR"
    _requires_dependencies = ["newslint"]

    def __init__(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> None:
        super().__init__()
        self.kernel = made(linter, **settings)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents, with their findings."""
        for doc in data:
            self.stat_update("total")
            with self.track_time():
                doc.metadata["newslint"] = [told(one) for one in _found(self.kernel, doc)]
            self.stat_update("findings", value=len(doc.metadata["newslint"]))
            yield doc


class NewslintFilter(BaseFilter):
    """Drops the documents in which one of the rules of `drop`, names or groups, finds something; the first such rule is
    the reason. By default: what is no article, and what can't be read.
    """

    name = "🧹 newslint"
    _requires_dependencies = ["newslint"]

    def __init__(
        self,
        linter: Linter | Kernel | None = None,
        drop: Sequence[str] = ("document", "input"),
        exclusion_writer: DiskWriter | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        super().__init__(exclusion_writer)
        self.kernel = made(linter, **settings)
        self.drop = self.kernel.rules(drop)

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Is the document kept?"""
        rules = (one.finding.rule for one in _found(self.kernel, doc))
        reason = next((rule for rule in rules if rule in self.drop), None)
        return True if reason is None else (False, reason)


def _found(kernel: Kernel, doc: Document) -> Iterable[Shown]:
    return kernel.check(doc.text, lang=_lang(doc), id=doc.id)


def _lang(doc: Document) -> Any:
    return doc.metadata.get("language") or doc.metadata.get("lang")
