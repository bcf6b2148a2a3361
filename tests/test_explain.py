"""What is explained: a rule, by its page, and a place of a text: why it is flagged, or why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from newslint import Config, Linter
from newslint.cli.explain import command
from newslint.linter.account import account
from newslint.linter.examples import unmark
from newslint.linter.page import page
from newslint.model.documents import Document, Medium, comments
from newslint.model.rules import Clean, Example, Rule
from newslint.profile.profile import learn
from newslint.rules.load import load


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.name}\n")
    assert rule.why.strip() in text
    assert ("none; it takes a person" in text) is not rule.fixable
    assert ("\n- off by default" in text) is not rule.default
    assert f'ignore = ["{rule.name}"]' in text


def test_a_page() -> None:
    rule = Rule(
        name="a-rule",
        message="what is wrong",
        why="Why it is.",
        group="a-group",
        safety="unsafe",
        languages=["fr"],
        examples=[Example(bad="⟦a\xa0⟧b\n", good="b\n", lang="fr", source="https://example.org/")],
        clean=["right\x1b\n", Clean("right, too\n", lang="de")],
        misses=["missed\n"],
    )
    assert (
        page(rule).split("## Silence it")[0]
        == """\
# a-rule

What is wrong.

Why it is.

- group: `a-group`
- severity: warning
- languages: fr
- fix: `--fix --unsafe-fixes` mends it; look at the change with `--diff` first.

## Examples

What is flagged stands between ⟦ and ⟧.

Before (fr):

    ⟦a⍽⟧b

After:

    b

Seen at <https://example.org/>

## Right as it is

    right␛

    right, too

## Not found yet

    missed

"""
    )


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.name)
def test_every_rule_accounts_for_what_it_finds(rule: Rule) -> None:
    """Of each rule's first example it is told that it is flagged, and how it is mended."""
    example = rule.examples[0]
    text, spans = unmark(example.bad)
    lang = example.lang or (rule.languages[0] if rule.languages else None)
    document = Document(text, lang=lang, medium=Medium(comments=comments))
    linter = Linter(
        select=None if rule.kind == "suppression" else [rule.name],  # it asks what all others found
        config=Config(phrases=list(example.phrases)),
        profile=learn((("", text) for text in example.site), lang=lang) if example.site else None,
    )
    told = [one for one in account(document, linter).accounts if one.told and one.finding.rule == rule.name]
    assert len(told) == len(spans) > 0
    assert all(one.why.startswith("flagged") for one in told)
    assert all(("safe to fix" in one.why) == one.finding.safe for one in told)


def why(text: str, rule: str, **config: object) -> list[str]:
    found = account(Document(text, lang="en"), Linter("en", **config)).accounts  # type: ignore[arg-type]
    return [one.why for one in found if one.finding.rule == rule]


STORY = "The port is open.\n\nShare this story\n\nThe first boats left at dawn, and nobody cared about it.\n"


def test_why_something_is_not_flagged(tmp_path: Path) -> None:
    off, on = "left alone: the configuration has its rule not run here", "flagged, safe to fix"
    assert why(STORY, "share-line") == [on]
    assert why(STORY, "share-line", ignore=["share-line"]) == [off]
    assert why(STORY, "share-line", select=["glued"]) == [off]
    assert why(STORY, "too-short") == ["left alone: its rule is off by default"]
    config = tmp_path / "newslint.toml"
    config.write_text('min-confidence = 0.999\naccept = ["saidon"]\n', encoding="utf-8")
    assert why(STORY, "share-line", config=config) == ["left alone: min-confidence asks for 0.999"]
    assert why("The keeper saidOn Monday that it rained.\n", "glued-words", config=config) == [
        "left alone: `accept` has a word of it"
    ]
    silent = f"<!-- newslint: ignore-file[share-line] as it was printed -->\n{STORY}"
    config.unlink()
    (tmp_path / "story.md").write_text(silent, encoding="utf-8")
    run = CliRunner().invoke(command, [f"{tmp_path}/story.md:4"])
    assert "left alone: a comment or an entry of newslint.ignore.yaml suppresses it" in run.output


def test_what_was_weighed_and_is_too_little_is_told_with_its_weights() -> None:
    document = Document("Les routes largeset les trottoirs du G20.\n", lang="fr")
    found = account(document, Linter("fr"), least=0.0).accounts
    left = [one.finding for one in found if one.why == "left alone: this is less than it takes"]
    assert "glued-numbers" in {one.rule for one in left}
    assert all(one.evidence for one in left)


def test_a_fix_that_the_guard_does_not_make_is_told() -> None:
    text = "Share this story\n" * 30 + "It rained.\n"
    refused = account(Document(text, lang="en"), Linter("en")).refused
    assert any("max-deleted" in sentence for sentence in refused)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    Path("news.jsonl").write_text(f'{{"text": "{STORY}"}}\n'.replace("\n\n", "\\n\\n").replace("\nT", "\\nT"))
    return tmp_path


@pytest.mark.usefixtures("story")
def test_a_file_is_read_and_a_place_of_it_found() -> None:
    def shown(place: str) -> str:
        run = CliRunner().invoke(command, [place])
        assert run.exit_code == 0
        return run.output

    assert shown("story.txt").startswith("story.txt:3:1 share-line 'Share this story⏎' -> ''\n")
    assert shown("story.txt:3") == shown("story.txt")
    assert shown("story.txt:3:99") == "nothing here is flagged, suppressed or weighed\n"
    assert "share-line" not in shown("story.txt:5")


@pytest.mark.usefixtures("story")
def test_what_can_not_be_read_is_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    from newslint.__main__ import main

    Path("bad.jsonl").write_text('{"text": "It rained."}\n{"text"\n', encoding="utf-8")
    assert main(["explain", "bad.jsonl"]) == 0
    assert "bad.jsonl:2:1:8 the record can't be read" in capsys.readouterr().out
    Path("bad.txt").write_bytes(b"It\x00rained")
    assert main(["explain", "bad.txt"]) == 2
    assert capsys.readouterr().err == "error: bad.txt: holds NUL bytes; it is no text\n"
