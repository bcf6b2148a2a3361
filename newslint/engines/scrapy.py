"""Scrapy: an item pipeline that checks the items of a crawl, mends them or drops them, as the settings say.

    ITEM_PIPELINES = {"newslint.engines.scrapy.NewslintPipeline": 300}
    NEWSLINT_ACTION = "fix"

docs/scrapy.md has the settings. What is found is counted in the stats, `newslint/rule/NAME`, and told in the log.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newslint.engines._kernel import Kernel, made
from newslint.files.parts import TEXT_FIELDS
from newslint.linter.linter import Linter

LOG = logging.getLogger("newslint.engines.scrapy")

ACTIONS = ("check", "fix", "drop")


class NewslintPipeline:
    """Passes items on as they are (`check`) or mended (`fix`); or mended where that is all there was to do, and drops
    those in which a rule of `drop` still finds something (`drop`).
    """

    def __init__(self, crawler: Crawler, kernel: Kernel, action: str, drop: frozenset[str], trace: str | None) -> None:
        self._stats, self._kernel, self._action = crawler.stats, kernel, action
        self._drop, self._trace = drop, trace

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NewslintPipeline:
        """The pipeline that the settings ask for. Raises NotConfigured for an action that is none."""
        get = crawler.settings
        action = get.get("NEWSLINT_ACTION", "check")
        if action not in ACTIONS:
            raise NotConfigured(f"NEWSLINT_ACTION {action!r}: one of: {', '.join(ACTIONS)}")
        select, ignore = get.getlist("NEWSLINT_SELECT") or None, get.getlist("NEWSLINT_IGNORE")
        linter = Linter(get.get("NEWSLINT_LANG"), select=select, ignore=ignore, config=get.get("NEWSLINT_CONFIG"))
        fields = get.getlist("NEWSLINT_FIELDS") or linter.config.fields or TEXT_FIELDS
        kernel = made(linter, fields=fields, unsafe=get.getbool("NEWSLINT_UNSAFE_FIXES"))
        drop = kernel.rules(get.getlist("NEWSLINT_DROP", ["document", "input"]))
        return cls(crawler, kernel, action, drop, get.get("NEWSLINT_TRACE_FIELD"))

    def process_item(self, item: Any) -> Any:
        """The item. Raises DropItem."""
        adapter, traces = ItemAdapter(item), {}
        lang, id = adapter.get("lang"), adapter.get("url")
        for field in self._kernel.fields.text:
            value = adapter.get(field)
            if isinstance(value, str):
                adapter[field], traces[field] = self._done(value, field, lang, id)
        if self._trace and traces:
            with suppress(KeyError):  # an item that has no such field
                adapter[self._trace] = traces
        return item

    def _done(self, value: str, field: str, lang: Any, id: Any) -> tuple[str, dict[str, Any]]:
        for one in self._kernel.check(value, field, lang=lang, id=id):
            finding = one.finding
            self._stats.inc_value(f"newslint/rule/{finding.rule}")
            LOG.info("%s: %s: %s %r", id, finding.place, finding.rule, finding.match[:80])
        if self._action == "check":
            return value, {}
        mended = self._kernel.mend(value, field, lang=lang, id=id)
        self._stats.inc_value("newslint/fixed", mended.scores.fixed)
        left = next((one.finding for one in mended.left if one.finding.rule in self._drop), None)
        if left and self._action == "drop":
            self._stats.inc_value("newslint/dropped")
            raise DropItem(f"newslint: {left.rule}: {left.message}")
        return mended.text, mended.trace
