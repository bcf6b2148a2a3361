"""The charts of the report: bars and strips, drawn as inline SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from newslint.model.findings import Finding, Severity
from newslint.outputs._escaping import html

BARS = 15
"""Bars of a chart; the rest are summed up."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def bars(
    title: str, key: str, counts: Mapping[str, int], grades: Mapping[str, Severity], *, in_order: bool = False
) -> Iterator[str]:
    """A bar for each name, the longest first, or the names backwards, as of months the last; each is a button that
    shows what it counts alone.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ranked = sorted(counts.items(), reverse=True) if in_order else ranked
    most = max(counts.values(), default=1)
    yield f'<section class="chart" aria-label="{title}"><h2>{title}</h2>\n<ol>\n'
    for name, count in ranked[:BARS]:
        grade = grades.get(name, "plain")
        width = f"{100 * count / most:.1f}"
        yield (
            f'<li><button type="button" aria-pressed="false" data-{key}="{html(name)}"><span class="name">'
            f'{html(name)}</span><svg class="bar {grade}" viewBox="0 0 100 1" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect width="{width}" height="1"/></svg><span class="count">{count:,}</span>'
            f"</button></li>\n"
        )
    rest = ranked[BARS:]
    if rest:
        yield f'<li class="rest">{sum(count for _, count in rest):,} in {len(rest):,} more</li>\n'
    yield "</ol></section>\n"


def shares(counts: Mapping[str, int], label: str) -> str:
    """One strip, divided by the counts; the names are classes that colour it."""
    total, at, parts = sum(counts.values()) or 1, 0.0, []
    for name, count in counts.items():
        width = 100 * count / total
        parts.append(f'<rect class="{name}" x="{at:.2f}" width="{width:.2f}" height="1"/>')
        at += width
    said = ", ".join(f"{count} {name}" for name, count in counts.items())
    return (
        f'<svg class="shares" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}: {said}">{"".join(parts)}</svg>'
    )


def strip(findings: Sequence[Finding], length: int) -> str:
    """Where in an article its findings are: from its beginning, left, to its end."""
    ticks = []
    for finding in findings[:200]:
        at = min(99.2, 100 * finding.start / max(length, 1))
        width = max(0.8, 100 * (finding.end - finding.start) / max(length, 1))
        ticks.append(f'<rect class="{finding.severity}" x="{at:.1f}" width="{min(width, 100 - at):.1f}" height="1"/>')
    return (
        f'<svg class="strip" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{"".join(ticks)}</svg>'
    )


def where(bins: Sequence[int]) -> str:
    """How many findings are in each part of the articles, from their beginnings to their ends."""
    most, wide = max(bins, default=0) or 1, 100 / len(bins)
    columns = "".join(
        f'<rect class="plain" x="{number * wide + 0.3:.1f}" y="{40 - 40 * count / most:.1f}" width="{wide - 0.6:.1f}" '
        f'height="{40 * count / most:.1f}"/>'
        for number, count in enumerate(bins)
    )
    return (
        '<section class="chart" aria-label="Where in the articles"><h2>Where in the articles</h2>\n'
        f'<svg class="where" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label="problems in each '
        f'twentieth of the articles: {", ".join(map(str, bins))}">{columns}</svg>\n'
        '<p class="ends"><span>beginning</span><span>end</span></p></section>\n'
    )


def sources(files: Mapping[str, int]) -> Counter[str]:
    """Findings by source: by folder, as deep as it goes with no more bars than the chart has; by file if these fit."""
    found = Counter(files)
    depth = max((len(PurePosixPath(path).parts) for path in files), default=1)
    for deep in range(depth, 0, -1):
        found = _at_depth(files, deep)
        if len(found) <= BARS:
            break
    return found


def _at_depth(files: Mapping[str, int], depth: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for path, count in files.items():
        parts = PurePosixPath(path).parts
        found["/".join(parts[:depth]).replace("//", "/", 1) + ("/" if len(parts) > depth else "")] += count
    return found


def by(findings: Iterable[Finding]) -> Counter[str]:
    """Findings by severity, the worst first."""
    counts = Counter[str](dict.fromkeys(SEVERITIES, 0))
    counts.update(finding.severity for finding in findings)
    return counts
