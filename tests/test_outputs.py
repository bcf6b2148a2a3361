"""Outputs: what they promise to programs and to terminals, whatever the articles hold."""

from __future__ import annotations

import json
import re

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import outputs
from newslint.model.findings import Finding, Shown
from newslint.model.visible import defused, escaped, visible, width
from newslint.outputs import Look
from newslint.outputs._entry import Entry
from newslint.run.outcome import Outcome

ODD = "a\r\n\t\x00\x1b\x07\x9b\u202e\u200b\xa0\ud800\ufffe%:,<>&'\"|`[]{}\\#@"
TEXT = st.text(st.characters(exclude_categories=()), max_size=30) | st.text(ODD, max_size=12)
SHOWN = st.builds(
    Shown,
    finding=st.builds(
        Finding,
        rule=st.just("a-rule"),
        group=st.just("a-group"),
        path=TEXT.map(lambda text: "".join(c for c in text if c not in "\0")),
        record=st.none() | st.integers(1, 9),
        field=st.none() | TEXT,
        id=st.none() | TEXT,
        line=st.just(1),
        column=st.integers(1, 9),
        end_line=st.integers(1, 2),
        end_column=st.integers(1, 9),
        start=st.integers(0, 9),
        end=st.integers(9, 18),
        match=TEXT,
        message=TEXT,
        severity=st.sampled_from(["info", "warning", "error"]),
        confidence=st.floats(0, 1),
        fix=TEXT | st.none(),
        safe=st.booleans(),
        evidence=st.just(()),
    ),
    before=TEXT.map(lambda text: text.replace("\n", "")),
    after=TEXT.map(lambda text: text.replace("\n", "")),
)
DRIVING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")


def rendered(name: str, *shown: Shown, look: Look | None = None) -> str:
    outcomes = [Outcome(path="a.txt", left=[*shown]), Outcome(path="clean.txt")]
    return "".join(outputs.get(name)(outcomes, look or Look()))


@pytest.mark.parametrize("name", outputs.names())
@given(shown=st.lists(SHOWN, max_size=3))
@settings(deadline=None)
def test_no_article_drives_the_terminal(name: str, shown: list[Shown]) -> None:
    assert not DRIVING.search(rendered(name, *shown))


@given(shown=st.lists(SHOWN, max_size=3))
@settings(deadline=None)
def test_json_fits_its_schema_and_loses_nothing(shown: list[Shown]) -> None:
    schema = msgspec.json.schema(list[Entry])
    entries = msgspec.json.decode(rendered("json", *shown))
    jsonschema.validate(entries, schema)
    kept = json.dumps(msgspec.to_builtins([Entry.of(one) for one in shown]), ensure_ascii=False)
    assert entries == json.loads(re.sub("[\ud800-\udfff]", "\ufffd", kept))


def test_json_has_exactly_the_documented_keys() -> None:
    place = ["path", "record", "field", "id", "line", "column", "end_line", "end_column", "start", "end", "match"]
    keys = ["rule", "group", *place, "message", "severity", "confidence", "fix", "safe", "fingerprint"]
    assert list(Entry.__struct_fields__) == keys


@given(shown=SHOWN)
@settings(deadline=None)
def test_a_finding_is_one_line(shown: Shown) -> None:
    for name in ("concise", "github"):
        assert rendered(name, shown).count("\n") == 1
    assert re.fullmatch(r"::\w+ [^:]*::[^\n]*\n", rendered("github", shown))


@given(shown=SHOWN)
@settings(deadline=None)
def test_full_stays_narrow(shown: Shown) -> None:
    long = msgspec.structs.replace(shown, before="x" * 10_000, after="y" * 10_000)
    excerpt = rendered("full", long).split("\n")[1:]
    assert max(map(len, excerpt)) < 1000


def finding(match: str, fix: str | None, *, start: int = 3, safe: bool = True) -> Finding:
    return Finding(
        rule="a-rule",
        group="a-group",
        path="a.txt",
        line=7,
        column=start + 1,
        end_line=7 + match.removesuffix("\n").count("\n"),
        end_column=start + 1 + len(match),
        start=start,
        end=start + len(match),
        match=match,
        message="what is wrong",
        severity="warning",
        confidence=1.0,
        fix=fix,
        safe=safe,
    )


@pytest.mark.parametrize(
    ("shown", "excerpt"),
    [
        (Shown(finding("bb", "b"), "aa ", " cc"), ["7 | aa bb cc", "  |    ^^", "  + aa b cc"]),
        (Shown(finding("bb", None), "aa ", ""), ["7 | aa bb", "  |    ^^"]),
        (Shown(finding("", " "), "aa", "bb"), ["7 | aabb", "  |   ^", "  + aa bb"]),
        (Shown(finding("日本", "x"), "日 ", ""), ["7 | 日 日本", "  |    ^^^^", "  + 日 x"]),
        (Shown(finding("gone\n", ""), "", ""), ["7 | gone", "  | ^^^^", "  + (the line goes)"]),
        (Shown(finding("  ", "\n"), "a", ""), ["7 | a", "  |  ^^", "  + a⏎"]),
        (Shown(finding("a\nb\nc", "d"), "", ""), ["7 | a", "  | ^ and 2 more lines", "  + d"]),
        (
            Shown(finding("x", "y"), "a" * 99, ""),
            ["7 | …" + "a" * 40 + "x", "  |" + " " * 42 + "^", "  + …" + "a" * 40 + "y"],
        ),
    ],
)
def test_full_marks_the_place(shown: Shown, excerpt: list[str]) -> None:
    assert rendered("full", shown).split("\n")[1:-2] == excerpt


def test_colour() -> None:
    look = Look(color=True)
    assert rendered("full", Shown(finding("bb", "b"), "aa ", "")).startswith("a.txt:7:4: a-rule what is wrong [*]\n")
    assert rendered("full", Shown(finding("bb", "b"), "aa ", ""), look=look).startswith(
        "\x1b[1ma.txt\x1b[0m:7:4: \x1b[33ma-rule\x1b[0m what is wrong [*]\n"
    )


@pytest.mark.parametrize(("unsafe", "star"), [(False, ""), (True, " [*]")])
def test_the_star_marks_what_fix_would_mend(unsafe: bool, star: str) -> None:
    shown = Shown(finding("b", "c", safe=False))
    assert rendered("concise", shown, look=Look(unsafe=unsafe)) == f"a.txt:7:4: a-rule what is wrong{star}\n"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain é “x”", "plain é “x”"),
        ("a\xa0b", "a⍽b"),
        ("\x1b[0m", "␛[0m"),
        ("a\u200bb", "a<U+200B>b"),
        ("\t", "→"),
        ("\ufffe", "<U+FFFE>"),
    ],
)
def test_visible(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_defused_keeps_lines_and_escaped_keeps_meaning() -> None:
    assert defused("a\n\tb\x1b\xa0") == "a\n\tb␛\xa0"
    assert msgspec.json.decode(escaped('"\x9b\u202e"')) == "\x9b\u202e"


def test_width() -> None:
    assert [width(text) for text in ("ab", "日本", "e\u0301")] == [2, 4, 1]
