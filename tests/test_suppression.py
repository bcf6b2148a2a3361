"""What an article asks to pass over: which lines and rules that silences, and what is said of what nothing needs."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Config, Linter
from newslint.config.suppressions import comment
from newslint.files.formats import md
from newslint.linter.asking import Ask
from newslint.model.documents import Document, Medium, comments
from newslint.model.edits import splice
from newslint.model.findings import Edit, Finding

RULES = ["repeated-word", "ad-label", "space-before-punctuation", "unused-suppression"]
LINTER = Linter("en", select=RULES)
ALL = Linter("en")
BAD = "One of of them."
"""A line with one finding: repeated-word."""


def document(text: str) -> Document:
    return Document(text, lang="en", medium=md.MARKDOWN)


def found(text: str, linter: Linter = LINTER) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in linter.check_document(document(text))]


def ignored(lines: str) -> list[int]:
    """The numbers of the bad lines that are not reported; nothing else may be found."""
    text = lines.replace("BAD", BAD)
    reported = found(text)
    assert {rule for rule, _ in reported} <= {"repeated-word"}
    bad = {number for number, line in enumerate(text.split("\n"), start=1) if BAD in line}
    return sorted(bad - {line for _, line in reported})


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("BAD\nBAD\n", []),
        ("BAD <!-- newslint: ignore[repeated-word] a slip that stays -->\nBAD\n", [1]),
        ("<!-- newslint: ignore[repeated-word] --> BAD\nBAD\n", [1]),
        ("<!-- newslint: ignore[repeated-word] -->\nBAD\nBAD\n", [2]),
        ("<!--newslint:ignore[ repeated-word , ]-->\nBAD\nBAD\n", [2]),
        ("<!-- newslint: ignore[repeated] -->\nBAD\nBAD\n", [2]),
        ("<!-- newslint: ignore[all] -->\nBAD\nBAD\n", [2]),
        ("<!-- newslint: ignore -->\nBAD\nBAD\n", [2]),
        ("<!-- newslint: ignore\n[repeated-word]\nfor two reasons -->\n\n\nBAD\nBAD\n", [6]),
        ("> <!-- newslint: ignore[repeated-word] -->\n> BAD\n> BAD\n", [2]),
        (
            "BAD\n<!-- newslint: ignore-start[repeated-word] -->\nBAD\n\nBAD\n<!-- newslint: ignore-end -->\nBAD\n",
            [3, 5],
        ),
        ("BAD <!-- newslint: ignore-start --> BAD\nBAD <!-- newslint: ignore-end -->\nBAD\n", [1, 2]),
        ("BAD\nBAD\n<!-- newslint: ignore-file[repeated-word] -->\n", [1, 2]),
        ("---\ntitle: x\nnewslint: {ignore: [repeated-word]}\n---\nBAD\n", [5]),
        ("---\nnewslint:\n  ignore:\n    - 'repeated' # for good\n\ntitle: &a x\n---\nBAD\n", [8]),
        ("---\nnewslint:\n  ignore: all\n---\nBAD\n", [5]),
        ('+++\ntitle = "x"\n[newslint]\nignore = ["repeated-word"]\n+++\nBAD\n', [6]),
        ('+++\nnewslint.ignore = "repeated-word"\n+++\nBAD\n', [4]),
        ("```\n<!-- newslint: ignore-file -->\n```\nBAD\n", []),
        ("`<!-- newslint: ignore-file -->`\nBAD\n", []),
        ("`<!--` <!-- newslint: ignore --> BAD\n", [1]),
        ("```\n---\nnewslint: {ignore: [repeated-word]}\n---\n```\nBAD\n", []),
        ("<!-- Newslint is a tool --> BAD\n", []),
        ("<!-- newslint: ignore[repeated-word] -->\r\nBAD\r\nBAD\r\n", [2]),
    ],
)
def test_which_lines_are_silent(text: str, silent: list[int]) -> None:
    assert ignored(text) == silent


def test_only_what_can_hold_comments_is_asked() -> None:
    text = f"<!-- newslint: ignore-file -->\n{BAD}\n"
    assert [f.rule for f in LINTER.check(text)] == ["repeated-word"]
    assert [f.rule for f in LINTER.check_document(Document(text, medium=Medium(comments=comments)))] == []


def test_other_rules_stay_loud() -> None:
    text = "<!-- newslint: ignore[repeated-word] -->\nFine , most of of them.\nAdvertisement\n"
    assert found(text) == [("space-before-punctuation", 2), ("ad-label", 3)]
    assert found("<!-- newslint: ignore[ad-label] -->\nAdvertisement <!-- x -->\n")[0][0] == "unused-suppression"


def test_what_a_suppressed_line_hid_is_seen() -> None:
    """A suppressed rule is as if it did not run there: what lies within a line that it would delete is found."""
    text = "The council met on Monday.\n\nPhoto: Reuters\n"
    assert found(text, ALL) == [("credit-label", 3)]
    quiet = text.replace("\n\n", "\n\n<!-- newslint: ignore[credit-label] -->\n")
    assert found(quiet, ALL) == [("photo-credit", 4)]


def test_what_is_suppressed_is_not_mended() -> None:
    text = f"<!-- newslint: ignore[repeated-word] -->\n{BAD}\n{BAD}\nAdvertisement\n"
    fixed = LINTER.fix_document(document(text), lambda _: True)
    assert fixed.text == f"<!-- newslint: ignore[repeated-word] -->\n{BAD}\nOne of them.\n"
    assert fixed.remaining == []


@pytest.mark.parametrize(
    ("text", "message", "fixed"),
    [
        (
            "<!-- newslint: ignore[repeated-word] -->\nFine.\n",
            "suppression that suppresses nothing: repeated-word",
            "Fine.\n",
        ),
        (
            "Fine. <!-- newslint: ignore[repeated-word] why -->\n",
            "suppression that suppresses nothing: repeated-word",
            "Fine.\n",
        ),
        (
            "One of of them. <!-- newslint: ignore[ad-label, repeated-word] why -->\n",
            "suppression that suppresses nothing: ad-label",
            "One of of them. <!-- newslint: ignore[repeated-word] why -->\n",
        ),
        (
            "<!-- newslint: ignore[repeated-words] -->\nFine.\n",
            "suppression of an unknown rule 'repeated-words'; did you mean 'repeated-word'?",
            "Fine.\n",
        ),
        ("<!-- newslint: ignore[] -->\nFine.\n", "suppression that names no rule", "Fine.\n"),
        ("Fine.\n<!-- newslint: ignore[ad-label] -->\n", "suppression that suppresses nothing: ad-label", "Fine.\n"),
        ("<!-- newslint: ignores -->\nA.\n", "comment that newslint does not know; did you mean 'ignore'?", None),
        (
            "<!-- newslint: ignore-start[ad-label] -->\nFine.\n<!-- newslint: ignore-end -->\n",
            "suppression that suppresses nothing: ad-label",
            "Fine.\n",
        ),
        ("Fine.\n<!-- newslint: ignore-end -->\n", "end of a suppression that never started", "Fine.\n"),
        (
            "<!-- newslint: ignore-start[repeated-word] -->\nOne of of them.\n",
            "suppression that never ends; add 'newslint: ignore-end'",
            None,
        ),
        ("---\nnewslint: {ignore: [ad-label]}\n---\nA.\n", "suppression that suppresses nothing: ad-label", None),
        (
            "---\nnewslint: {ignores: [ad-label]}\n---\nA.\n",
            "front matter that newslint can't read; write it as 'newslint: {ignore: [rule, group]}'",
            None,
        ),
        (
            "+++\nnewslint = [\n+++\nA.\n",
            "front matter that newslint can't read; write it as 'newslint: {ignore: [rule, group]}'",
            None,
        ),
    ],
)
def test_what_nothing_needs_is_told(text: str, message: str, fixed: str | None) -> None:
    (finding,) = LINTER.check_document(document(text))
    assert (finding.rule, finding.group, finding.message) == ("unused-suppression", "suppressions", message)
    assert not finding.safe
    outcome = LINTER.fix_document(document(text), lambda _: True)
    assert outcome.text == (text if fixed is None else fixed)
    assert fixed is None or outcome.remaining == []


def test_the_place_in_a_front_matter() -> None:
    text = "---\ntitle: x\nnewslint:\n  ignore: [repeated-word, 'ad-lable']\n---\nOne of of them.\n"
    (finding,) = LINTER.check_document(document(text))
    assert (finding.line, finding.column, finding.match) == (4, 27, "'ad-lable'")


@pytest.mark.parametrize(
    ("linter", "names", "judged"),
    [
        (Linter("en"), "", True),
        (Linter("en"), "[repeated-word]", True),
        (Linter("en"), "[repeated]", True),
        (Linter("en", select=["ads", "unused-suppression"]), "", False),
        (Linter("en", select=["ads", "unused-suppression"]), "[repeated-word]", False),
        (Linter("en", select=["ads", "unused-suppression"]), "[repeated]", False),
        (Linter("en", select=["ads", "unused-suppression"]), "[ads]", True),
        (Linter("en", select=["ads", "unused-suppression"]), "[repeated-wort]", True),
        (Linter("en", ignore=["repeated-word"]), "[repeated-word]", False),
        (Linter("en", ignore=["unused-suppression"]), "[repeated-wort]", False),
        (Linter("en"), "[unused-suppression]", False),
    ],
)
def test_only_what_ran_is_judged(linter: Linter, names: str, judged: bool) -> None:
    text = f"The council of the town met on Monday.\n\n<!-- newslint: ignore{names} -->\nIt adjourned on Tuesday.\n"
    assert ("unused-suppression" in [rule for rule, _ in found(text, linter)]) is judged


def test_what_is_too_unsure_to_report_needs_its_suppression_all_the_same() -> None:
    sure = Linter("en", select=RULES, config=Config(min_confidence=1))
    assert found(f"{BAD}\n", sure) == found(f"{BAD} <!-- newslint: ignore[repeated-word] -->\n", sure) == []


def test_the_switch_shows_everything() -> None:
    text = f"<!-- newslint: ignore[repeated-word, ad-label] -->\n{BAD}\n"
    assert [(one.rule, one.line) for one in bare(text)] == [("repeated-word", 2)]


LINES = st.lists(
    st.sampled_from(
        [
            *("", BAD, "Fine words.", "Advertisement", "It was so , really.", f"> {BAD}", "```"),
            *(
                "<!-- newslint: ignore -->",
                "<!-- newslint: ignore[repeated-word] -->",
                "<!-- newslint: ignore[ads] -->",
            ),
            *("<!-- newslint: ignore-start[repeated-word] -->", "<!-- newslint: ignore-end -->"),
            f"{BAD} <!-- newslint: ignore[repeated-word] -->",
        ]
    ),
    max_size=10,
)


def bare(text: str) -> list[Finding]:
    return LINTER.check_document(document(text), Ask(suppressions=False))


@given(LINES)
def test_suppressing_takes_away_and_adds_nothing_but_judgements(lines: list[str]) -> None:
    text = "\n".join(lines)
    heard = [f for f in LINTER.check_document(document(text)) if f.rule != "unused-suppression"]
    everything = bare(text)
    assert [f for f in everything if f in heard] == heard
    if "newslint" not in text:
        assert heard == everything


@given(LINES, st.integers(0, 10), st.sampled_from(["repeated-word", "ads", "space-before-punctuation"]))
def test_a_comment_above_a_line_silences_that_line_alone(lines: list[str], at: int, name: str) -> None:
    lines = [line for line in lines if "newslint" not in line and "```" not in line]
    at = min(at, len(lines))
    before, after = "\n".join(lines), "\n".join([*lines[:at], f"<!-- newslint: ignore[{name}] -->", *lines[at:]])
    target = next((number for number in range(at, len(lines)) if lines[number].strip()), -1) + 1
    wanted = [
        (f.rule, f.line + (f.line > at)) for f in bare(before) if not (f.line == target and name in (f.rule, f.group))
    ]
    assert [pair for pair in found(after) if pair[0] != "unused-suppression"] == wanted


@given(LINES)
def test_mending_leaves_suppressed_lines_and_settles(lines: list[str]) -> None:
    text = "\n".join(lines)
    once = LINTER.fix_document(document(text), lambda _: True)
    assert once.unsettled == ()
    assert LINTER.fix_document(document(once.text), lambda _: True).text == once.text
    safe = LINTER.fix_document(document(text), lambda f: f.safe).text
    assert re.findall(r"<!--.*?-->", safe) == re.findall(r"<!--.*?-->", text)


SEED = "\n\n".join(
    [
        "The council of of the town met on Monday , as it does.",
        "Advertisement",
        "- It adjourned..\n- It it met again.",
        "> The mayor said said nothing.\n> She left left early.",
        "Photo: Reuters",
        "One line of of a paragraph\nand another line of of it.",
    ]
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_edit_that_suppresses_a_finding(newline: str) -> None:
    text = SEED.replace("\n", newline)
    every = ALL.check_document(document(text))
    assert len(every) >= 9
    for finding in every:
        edit = comment(document(text), finding)
        assert edit is not None
        assert edit.new.count(newline) == edit.new.count("\n")
        after = Counter(f.rule for f in ALL.check_document(document(splice(text, [edit]))))
        twin = {"photo-credit": 1} if finding.rule == "credit-label" else {}
        assert after == Counter(f.rule for f in every) - Counter([finding.rule]) + Counter(twin)


def test_all_findings_can_be_suppressed_one_after_the_other() -> None:
    text = SEED
    for _ in range(30):
        findings = ALL.check_document(document(text))
        if not findings:
            break
        assert findings[0].rule != "unused-suppression", text
        text = splice(text, [comment(document(text), findings[0]) or Edit(0, 0, "")])
    assert ALL.check_document(document(text)) == []
    assert text.count("<!--") < 12, "rules of one line share a comment"
    assert "<!-- newslint: ignore[repeated-word, space-before-punctuation] -->\nThe council" in text


def test_a_text_without_comments_takes_none() -> None:
    (finding,) = LINTER.check(BAD)
    assert comment(Document(BAD), finding) is None
