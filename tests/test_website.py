"""The documentation site: all pages in its navigation, all links right, what is generated complete, nothing fetched."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pages
import pytest
import stage

from newslint.cli import check
from newslint.cli._commands import newslint
from newslint.model.rules import Example, Rule
from newslint.rules.load import load

RULES = load()


@pytest.fixture(scope="module")
def sources() -> dict[str, bytes]:
    return stage.sources()


def test_every_page_is_in_the_navigation(sources: dict[str, bytes]) -> None:
    config = stage.configuration(sources)
    assert config["nav"][0] == {"Home": "index.md"}


def test_a_page_in_no_navigation_is_an_error(sources: dict[str, bytes]) -> None:
    with pytest.raises(stage.SiteError, match=r"docs/new\.md: is in no navigation; add it under 'nav' in website/mk"):
        stage.configuration({*sources, "new.md"})


def test_a_navigation_to_nowhere_is_an_error(sources: dict[str, bytes]) -> None:
    with pytest.raises(stage.SiteError, match=r"website/mkdocs\.yml: nav: there is no page configuration\.md; "):
        stage.configuration(sources.keys() - {"configuration.md"})


LINKS = {
    "[a](speed.md#where)": "[a](speed.md#where)",
    "[a](../README.md)": "[a](index.md)",
    "[a](../CHANGELOG.md), [b](../CONTRIBUTING.md#laws)": "[a](changes.md), [b](contributing.md#laws)",
    "[all](../rules/)": "[all](rules/index.md)",
    "[these](../rules/ads.yaml)": "[these](rules/index.md#ads)",
    "![a [b] c](images/terminal.svg)": "![a [b] c](images/terminal.svg)",
    "[there](https://example.org/a), [here](#here)": "[there](https://example.org/a), [here](#here)",
    "`[a](../README.md)`\n```text\n[a](../rules/)\n```\n": "`[a](../README.md)`\n```text\n[a](../rules/)\n```\n",
}


@pytest.mark.parametrize("written", LINKS)
def test_links_of_the_repository_become_links_of_the_site(written: str) -> None:
    assert stage.relinked(written, stage.ROOT / "docs" / "any.md", "any.md") == LINKS[written]


def test_links_of_pages_from_elsewhere_count_from_there() -> None:
    text = "[a](docs/rules-writing.md) and [b](CHANGELOG.md)"
    changed = "[a](rules-writing.md) and [b](changes.md)"
    assert stage.relinked(text, stage.ROOT / "CONTRIBUTING.md", "contributing.md") == changed


def test_files_show_their_names() -> None:
    text = "<!-- file: house/app.yaml -->\n```yaml\n- name: x\n```\n\n```yaml\n```\n"
    assert stage.titled(text) == text.replace("```yaml\n-", '```yaml title="house/app.yaml"\n-')


def test_a_link_out_of_the_site_is_an_error() -> None:
    file = stage.ROOT / "docs" / "any.md"
    (error,) = stage.astray("One.\n`[code](x)`\n\n[a](../tests/seeds/misses.txt) [b](b.md)\n", file, {"b.md"})
    assert error.startswith("docs/any.md:4: ../tests/seeds/misses.txt is no page of the site; ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_its_page_and_its_row(rule: Rule) -> None:
    page = pages.rule_page(rule)
    assert page.startswith(f"# {rule.name}\n")
    assert f"[`{rule.group}`](index.md#{rule.group})" in page
    others = [clean for clean in [*rule.clean, *rule.misses] if clean]
    assert page.count("<pre") == page.count("</pre>") == sum(map(texts, rule.examples)) + len(others)
    marked = [*(example.bad for example in rule.examples), *map(str, rule.misses)]
    assert page.count("<mark>") == sum(text.count("⟦") for text in marked)
    assert f"| [`{rule.name}`]({rule.name}.md) |" in pages.rules_index(RULES)


def texts(example: Example) -> int:
    return 1 if example.good is None else 2


def test_what_is_not_seen_is_named_and_what_is_markup_is_shown() -> None:
    (shown, _) = pages.text("a\u200b<b>⟦c\u00a0d⟧\n* ⟦⟧\n")
    assert shown == (
        '<pre class="text"><code>a&lt;U+200B&gt;&lt;b&gt;<mark>c⍽d</mark>&#10;* <mark>⌃</mark></code></pre>'
    )


def test_every_command_and_option_is_documented() -> None:
    page = pages.commands()
    for name in newslint.list_commands(click.Context(newslint)):
        assert f"\n## newslint {name}\n" in page
    assert "\n## newslint rules test\n" in page
    options = [option for option in check.command.params if isinstance(option, click.Option)]
    assert len(options) > 20
    for option in options:
        short_first = sorted(option.opts, key=lambda name: len(name) - len(name.lstrip("-")))  # as click shows them
        assert f"<code>{', '.join(short_first)}" in page


def test_a_help_text_becomes_markdown() -> None:
    @click.command()
    @click.option("--mode", type=click.Choice(["a", "b"]), help="What [x] *is*; see --other, `a_b <c>`.")
    def command(mode: str) -> None:
        """Does <it>.

        \b
        one    1
        two    2
        """

    group = click.Group("top", {"do": command})
    page = pages.commands(group)
    assert (
        "## top do\n\n```text\ntop do [OPTIONS]\n```\n\nDoes &lt;it&gt;.\n\n```text\none    1\ntwo    2\n```\n" in page
    )
    assert r"| <code>--mode [a&#124;b]</code> | What \[x\] \*is\*; see `--other`, `a_b <c>`. |" in page


def test_the_site_is_built_strictly_and_fetches_nothing(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="needs newslint[docs]")
    stage.stage(tmp_path)
    assert stage.build(tmp_path) == 0
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert len(built) > len(RULES)
    for path in built:
        html = path.read_text(encoding="utf-8")
        assert not re.findall(r"<(?:script|img|iframe)\b[^>]*\bsrc=[\"']?(?:https?:)?//[^>]*>", html), path
        assert not re.findall(r"<link\b[^>]*\bhref=[\"']?(?:https?:)?//[^>]*>", html), path
