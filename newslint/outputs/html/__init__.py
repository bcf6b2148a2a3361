"""`--output-format html`: one file that works offline: totals, charts, every article with its findings and fixes.

The articles are written aside as they come, and follow the totals in the end. The page has a content security policy
that lets nothing run but its own script, and nothing be loaded at all.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile

from newslint import __version__
from newslint.model.documents import Origin
from newslint.model.findings import Finding, Severity, Shown
from newslint.outputs import Look
from newslint.outputs._escaping import html
from newslint.outputs.html import article, charts
from newslint.run.outcome import Article, Outcome

NEEDS = frozenset({"articles", "rules"})

MOST = 20_000
"""Findings that are shown; beyond, they are counted."""

ASIDE = 8_000_000
"""Bytes of articles kept in memory; more go to a temporary file."""

CHUNK = 1_000_000
"""Code points read back at a time."""

PARTS = 20
"""Parts of an article for the chart of where in it the findings are."""

NO_SITE, UNDATED = "no site", "no date"
"""What bars say for articles of which site or day are not known."""

UNFOLDED = 12
"""Up to so many articles the first ones are unfolded from the start."""


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The page; nothing of it is known before the end."""
    report = _Report(look)
    with SpooledTemporaryFile(max_size=ASIDE, mode="w+", encoding="utf-8", newline="") as aside:
        for outcome in outcomes:
            for part in report.add(outcome):
                aside.write(part)
            yield ""
        yield from report.head()
        aside.seek(0)
        while chunk := aside.read(CHUNK):
            yield chunk
        yield from report.foot()


class _Report:
    """What a run comes to, counted as it goes."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._checked = 0
        self._articles = 0
        self._damaged = 0
        self._shown = 0
        self._rules: Counter[str] = Counter()
        self._grades: dict[str, Severity] = {}
        self._severities = charts.by(())
        self._fixes: Counter[str] = Counter({"safe": 0, "unsafe": 0, "none": 0})
        self._files: Counter[str] = Counter()
        self._sites: Counter[str] = Counter()
        self._months: Counter[str] = Counter()
        self._has_sites = False
        self._where = [0] * PARTS
        self._troubles: list[str] = []

    def add(self, outcome: Outcome) -> Iterator[str]:
        """Count an outcome; its articles as HTML."""
        self._checked += not outcome.more and outcome.skipped is None
        self._troubles += outcome.troubles
        for one in outcome.left:
            self._count(one.finding)
        texts = {(text.record, text.field): text for text in outcome.articles}
        groups: dict[tuple[int | None, str | None], list[Shown]] = {}
        for one in outcome.left:
            groups.setdefault((one.finding.record, one.finding.field), []).append(one)
        self._damaged += len(groups)
        for key, group in groups.items():
            site, month = _published(texts.get(key))
            self._sites[site] += len(group)
            self._months[month] += len(group)
            self._has_sites |= site not in (NO_SITE, Origin(outcome.path).folder)
            if self._shown < MOST:
                self._shown += len(group)
                self._articles += 1
                yield from self._article(group, texts.get(key))

    def _count(self, finding: Finding) -> None:
        self._rules[finding.rule] += 1
        self._grades[finding.rule] = finding.severity
        self._severities[finding.severity] += 1
        self._fixes["none" if finding.fix is None else "safe" if finding.safe else "unsafe"] += 1
        self._files[finding.path] += 1

    def _article(self, group: list[Shown], of: Article | None) -> Iterator[str]:
        text = of.text if of else None
        site, month = _published(of)
        findings = [one.finding for one in group]
        first, number = findings[0], self._articles
        parts = (("record", first.record), ("field", first.field), ("id", first.id))
        within = "".join(f" <small>{name} {html(str(value))}</small>" for name, value in parts if value is not None)
        folded = "" if number > 3 else " data-first"
        for finding in findings if text else ():
            self._where[min(PARTS - 1, PARTS * finding.start // len(text or " "))] += 1
        strip = charts.strip(findings, len(text)) if text is not None else ""
        about = f'data-path="{html(first.path)}" data-site="{html(site)}" data-month="{month}"'
        yield f'<details class="article" id="a{number}" {about}{folded}>'
        yield f'<summary><span class="path">{html(first.path)}{within}</span>{strip}{_counts(findings)}</summary>\n'
        yield '<div class="text"><div class="row heads"><span></span><div>As found</div><div>As mended</div></div>\n'
        if text is None:
            yield from (article.alone(one.finding, one.before, one.after) for one in group[: article.MOST])
        else:
            yield from article.rows(text, findings, self._look)
        yield "</div></details>\n"

    def head(self) -> Iterator[str]:
        """The page down to the articles."""
        left = self._files.total()
        yield _START.format(policy=_policy(), style=asset("page.css"))
        yield f'<header><p class="name">newslint</p><h1>{self._headline()}</h1>\n'
        yield f"{self._totals() if left else ''}</header>\n"
        yield from self._trouble()
        if left:
            yield '<div class="charts">\n'
            yield from charts.bars("By rule", "rule", self._rules, self._grades)
            yield "<div>"
            yield from charts.bars("By source", "source", charts.sources(self._files), {})
            yield charts.where(self._where) if any(self._where) else ""
            yield "</div>"
            yield from self._published()
            yield "</div>\n"
            yield _TOOLS
        unfold = " data-unfold" if self._articles <= UNFOLDED else ""
        yield f'<main id="articles"{unfold}>\n'

    def _published(self) -> Iterator[str]:
        """By site and by month, where records say so; where folders are the sites, By source has them already."""
        if self._has_sites:
            yield from charts.bars("By site", "site", self._sites, {})
        if self._months.keys() - {UNDATED}:
            yield from charts.bars("By month", "month", self._months, {}, in_order=True)

    def _headline(self) -> str:
        left, files = self._files.total(), _number(self._checked, "file")
        if not left:
            return f"No problems in {files}"
        if self._damaged > len(self._files):
            return f"{_number(left, 'problem')} in {_number(self._damaged, 'text')} of {files}"
        return f"{_number(left, 'problem')} in {len(self._files):,} of {files}"

    def _totals(self) -> str:
        fixes = {"safe": "mended by --fix", "unsafe": "with an unsafe fix", "none": "left to a person"}
        severity = {"error": "errors", "warning": "warnings", "info": "notes"}
        return (
            f'<div class="totals"><div>{charts.shares(self._severities, "by severity")}'
            f"{_legend(self._severities, severity)}</div><div>"
            f"{charts.shares(self._fixes, 'by fix')}{_legend(self._fixes, fixes)}</div></div>"
        )

    def _trouble(self) -> Iterator[str]:
        if self._troubles:
            yield '<section class="trouble" aria-label="Trouble"><h2>Trouble</h2><ul>\n'
            yield from (f"<li>{html(trouble)}</li>\n" for trouble in self._troubles[:100])
            yield "</ul></section>\n"

    def foot(self) -> Iterator[str]:
        """The page from the articles on."""
        more = self._files.total() - self._shown
        if more > 0:
            yield f'<p class="gap">{_number(more, "more problem")} counted above and not shown here</p>\n'
        yield "</main>\n"
        if self._rules:
            yield '<section class="rules" aria-label="The rules"><h2>The rules</h2>\n<dl>\n'
            yield from (self._rule(name) for name in sorted(self._rules))
            yield "</dl></section>\n"
        yield f"<footer>Made by newslint {__version__}. This file loads nothing and sends nothing.</footer>\n"
        yield f"<script>{asset('page.js')}</script>\n</body>\n</html>\n"

    def _rule(self, name: str) -> str:
        rule, shown = self._look.rules.get(name), html(name)
        why = f"<p>{html(rule.why.strip())}</p>" if rule else ""
        message = f"{rule.message[:1].upper()}{rule.message[1:]}." if rule else ""
        return f'<dt id="rule-{shown}">{shown}</dt><dd><p>{html(message)}</p>{why}</dd>\n'


def _published(article: Article | None) -> tuple[str, str]:
    """The site and the month of an article."""
    site, day = (article.site, article.day) if article else (None, 0)
    return site or NO_SITE, f"{date.fromordinal(_EPOCH + day):%Y-%m}" if day else UNDATED


_EPOCH = date(1970, 1, 1).toordinal()


def _counts(findings: list[Finding]) -> str:
    counts = charts.by(findings)
    badges = "".join(
        f'<span class="badge {name}" title="{name}">{count}</span>' for name, count in counts.items() if count
    )
    return f'<span class="badges">{badges}</span>'


def _legend(counts: Counter[str], names: dict[str, str]) -> str:
    keys = {"error": "severity", "warning": "severity", "info": "severity"}
    buttons = "".join(
        f'<button type="button" aria-pressed="false" data-{keys.get(key, "fix")}="{key}">'
        f'<i class="{key}"></i>{counts[key]:,} {name}</button>'
        for key, name in names.items()
        if counts[key]
    )
    return f'<p class="legend">{buttons}</p>'


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def asset(name: str) -> str:
    """A file of the page's: its style or its script; the review's page has the same style."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _policy() -> str:
    """What the page may do: run its own script, use its own style; load nothing."""

    def own(name: str) -> str:
        return f"'sha256-{b64encode(sha256(asset(name).encode()).digest()).decode()}'"

    return f"default-src 'none'; script-src {own('page.js')}; style-src {own('page.css')}; base-uri 'none'"


_START = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>newslint report</title>
<style>{style}</style>
</head>
<body>
"""

_TOOLS = """<form class="tools" role="search" hidden>
<label for="find">Search</label>
<input id="find" type="search" placeholder="path, rule, word ( / )" autocomplete="off" spellcheck="false">
<output id="count" for="find" aria-live="polite"></output>
<button type="reset" id="clear" hidden>Show everything</button>
<button type="button" id="unfold">Unfold all</button>
<button type="button" id="fold">Fold all</button>
</form>
"""
