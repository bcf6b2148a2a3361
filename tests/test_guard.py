"""The guard: fixes that would do more than their rule promises are not made, and what is refused is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import record

from newslint import Linter
from newslint.config.config import Config
from newslint.linter.guard import BUG, breach, lost, untrue
from newslint.model.findings import Allows, Edit
from newslint.rules.load import load

# class, text with the place marked, what the fix writes
KEPT: list[tuple[Allows, str, str]] = [
    ("gaps", "⟦Poutinea⟧ félicité", "Poutine a"),
    ("gaps", "Fin.⟦⟧", "\n"),
    ("space", "Fin⟦ ⟧.", ""),
    ("space", "a⟦\r\n\r\n\r\n⟧b", "\r\n\r\n"),
    ("signs", "oui⟦,,⟧ non", ","),
    ("signs", "⟦infor- mation⟧", "information"),
    ("letters", "⟦cafÃ©⟧", "café"),
    ("signs", "cafe⟦e\u0301⟧", "é"),
    ("signs", "a⟦\u200b⟧b", ""),
    ("signs", "⟦ﬁ⟧n", "fi"),
    ("lines", "Un.\n⟦Publicité\n⟧Deux.", ""),
    ("lines", "Un.\n⟦Publicité⟧", ""),
    ("lines", "Un.\r\n⟦Publicité⟧\r\nDeux.", ""),
    ("lines", "Un.\n  ⟦Publicité\n⟧Deux.", ""),
    ("lines", "⟦  • ⟧Un paragraphe.", ""),
    ("lines", "⟦  • Un.\n\n    Deux.⟧\n", "Un.\n\nDeux."),
    ("repeat", "du bon⟦ bon⟧ voisinage", ""),
    ("repeat", "Un titre.\nUn texte.\n⟦Un titre.\n⟧Fin.", ""),
    ("text", "⟦12 morts⟧", "13 blessés"),
]
BROKEN: list[tuple[Allows, str, str, str]] = [
    ("gaps", "⟦Poutinea⟧", "Poutine à", "more than put white space in"),
    ("gaps", "⟦Poutine  a⟧", "Poutine a", "more than put white space in"),
    ("space", "Fin⟦ .⟧", "", "more than white space"),
    ("space", "⟦12 000⟧", "12 001", "more than white space"),
    ("signs", "⟦3,5⟧", "35,", "letters or numbers"),
    ("signs", "⟦naïve⟧", "nave", "letters or numbers"),
    ("letters", "⟦Ã©1⟧", "é", "letters or numbers that no wrong encoding can have changed"),
    ("signs", "⟦vote⟧", "vot", "letters or numbers"),
    ("lines", "Un⟦ mot⟧ de trop", "", "something else than whole lines"),
    ("lines", "Un.\n⟦Publicité⟧ gratuite", "", "something else than whole lines"),
    ("lines", "Un. ⟦Publicité\n⟧Deux.", "", "something else than whole lines"),
    ("lines", "⟦Publicité\n⟧Deux.", "Pub\n", "something else than whole lines"),
    ("lines", "⟦  • Un.\n  12 Deux.⟧\n", "Un.\nDeux.", "something else than whole lines"),
    ("lines", "⟦  Un.\n  Deux.⟧\n", "Un\nDeux.", "something else than whole lines"),
    ("lines", "Ah, ⟦• un.\n  Deux.⟧\n", "un.\nDeux.", "something else than whole lines"),
    ("lines", "deux⟦ – ⟧trois", "", "something else than whole lines"),
    ("repeat", "du bon⟦ vieux⟧ voisinage", "", "words that stand nowhere else"),
    ("repeat", "du bon⟦ bon⟧ voisinage", " beau", "words that stand nowhere else"),
]


def place(marked: str) -> tuple[str, int, int]:
    before, _, rest = marked.partition("⟦")
    inside, _, after = rest.partition("⟧")
    return before + inside + after, len(before), len(before) + len(inside)


@pytest.mark.parametrize(("allows", "marked", "new"), KEPT)
def test_what_a_class_allows(allows: Allows, marked: str, new: str) -> None:
    assert breach(*place(marked), new, allows) is None


@pytest.mark.parametrize(("allows", "marked", "new", "what"), BROKEN)
def test_what_a_class_forbids(allows: Allows, marked: str, new: str, what: str) -> None:
    assert breach(*place(marked), new, allows) == what


@pytest.mark.parametrize(
    ("marked", "new", "allowed", "what"),
    [
        ("⟦Vladimir Poutine⟧", "Vladimir", {"lines"}, None),
        ("⟦« Oui »⟧", "« Oui", {"repeat", "space"}, None),
        ("⟦12⟧", "13", {"lines", "space"}, "a number, a name or a quotation"),
        ("⟦oui⟧", "« oui »", {"lines"}, "a number, a name or a quotation"),
        ("⟦paul⟧", "Paul", {"repeat"}, "a number, a name or a quotation"),
        ("⟦ab⟧", "a", {"gaps", "space"}, "more than white space"),
        ("⟦12⟧", "13", {"lines", "text"}, None),
    ],
)
def test_all_fixes_together(marked: str, new: str, allowed: set[Allows], what: str | None) -> None:
    text, start, end = place(marked)
    assert untrue(text, [(Edit(start, end, new), frozenset(allowed))]) == what


def test_the_share_that_goes_counts_letters_and_digits() -> None:
    assert lost("ab, – cd\n" * 100, [Edit(0, 9 * 50, "")]) == 0.5
    assert lost("abcd" * 100, [Edit(0, 200, "xyz" * 100)]) == 0
    assert lost("\ufeff \n" * 100, [Edit(0, 300, "")]) == 0
    assert lost("Publicité\n", [Edit(0, 10, "")]) == 0


def test_only_these_rules_may_write_what_they_like() -> None:
    free = {rule.name for rule in load() if rule.fixable and rule.allows == "text"}
    assert free == {
        *("bbcode", "html-block-tag", "html-comment", "html-tag", "markdown-image", "markdown-link", "shortcode"),
        *(
            "html-entity",
            "edit-mark",
            "page-remnant",
            "broken-line-break",
            "new-window-note",
            "program-value",
            "reference-mark",
            "script-in-line",
            "css-in-line",
            "post-link",
            "post-signature",
            "tracking-parameter",
            "escape-sequence",
            "unused-suppression",
        ),
    }


GREEDY = """
- name: too-greedy
  kind: pattern
  message: blanks before a full stop
  why: It is meant for blanks alone.
  pattern: \\S*\\ +\\.
  fix: "."
  allows: space
  examples:
    - bad: "⟦ .⟧"
      good: "."
  clean: ["Fin.", "3.5"]
"""


@pytest.fixture
def greedy(tmp_path: Path) -> Linter:
    (tmp_path / "greedy.yaml").write_text(GREEDY)
    return Linter(select=["too-greedy"], rules=[tmp_path])


def test_a_fix_that_breaks_its_promise_is_not_made_and_is_told(greedy: Linter) -> None:
    fixed = greedy.fix("Le vote .\n .\n")
    assert (fixed.text, len(fixed.applied), len(fixed.remaining)) == ("Le vote .\n.\n", 1, 1)
    assert fixed.refused == (f"1:4: too-greedy would have changed more than white space; {BUG}",)


def test_where_too_much_would_go_the_document_is_left_alone() -> None:
    text = "Publicité\n" + "".join(f"Le conseil a voté la loi {number}.\n" for number in range(9))
    most = lost(text, Linter(lang="fr").fix(text).edits)
    assert 0 < most < 0.5
    assert Linter(config=Config(max_deleted=most, lang="fr")).fix(text).edits
    kept = Linter(config=Config(max_deleted=most - 0.01, lang="fr")).fix(text)
    assert (kept.text, kept.applied, kept.edits, len(kept.remaining)) == (text, [], [], 1)
    assert len(kept.refused) == 1
    assert "fixes would take away" in kept.refused[0]


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("seed", record.SEEDS, ids=lambda seed: seed.stem)
def test_nothing_is_refused_in_the_seeds(seed: Path, unsafe: bool) -> None:
    assert Linter().fix(seed.read_text(encoding="utf-8"), unsafe=unsafe).refused == ()
