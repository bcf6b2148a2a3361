"""What travels is a value: checking changes neither document nor linter, and what else is told comes with findings."""

from __future__ import annotations

import pytest

from newslint import Config, Document, Linter
from newslint.config.sidecar import Entry, silencing
from newslint.evidence.language import get
from newslint.files.formats import html, md
from newslint.linter.asking import NOTHING, Ask, Notes
from newslint.linter.bindings import bind
from newslint.linter.scan import scan
from newslint.model.documents import Medium, Origin
from newslint.model.findings import Finding, Hit
from newslint.model.languages import Setting
from newslint.model.rules import Afterwards, Clean, Example, Matcher, Rule

PAGE = "<p>The talks <b>ended</b> .</p>\n"
TWICE = "One of of them.\n"
ORIGIN = Origin("a.jsonl", 3, "text", "x")


@pytest.mark.parametrize("name", ["text", "lang", "scope", "origin", "medium"])
def test_nothing_of_a_document_can_be_set(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Document("a"), name, None)


def test_the_same_document_again_has_all_but_its_text() -> None:
    document = Document("a\n", lang="fr", scope="article", origin=ORIGIN, medium=md.MARKDOWN)
    assert [line.text for line in document.lines] == ["a"]
    assert document.once("known", lambda: 1) == 1
    again = document.again("b\n")
    assert again == Document("b\n", lang="fr", scope="article", origin=ORIGIN, medium=md.MARKDOWN)
    assert [line.text for line in again.lines] == ["b"]
    assert again.once("known", lambda: 2) == 2


def test_origins_are_called_by_what_they_have() -> None:
    assert [one.place for one in (Origin(), Origin("a.txt"), ORIGIN)] == ["", "a.txt", "a.jsonl:3:text"]


GLUED = "Der Bürgermeister sagte imvergangenen Jahr, die Stadt werde die Straße erneuern.\n"


def test_what_one_linter_made_of_a_document_is_nothing_to_another() -> None:
    plain, accepting = (
        Linter("de", select=["glued"], config=Config(accept=words)) for words in ([], ["imvergangenen"])
    )
    document = Document(GLUED)
    assert [one.match for one in plain.check_document(document)] == ["imvergangenen"]
    assert accepting.check_document(document) == []
    assert plain.check_document(document) == plain.check(GLUED)


def test_how_one_document_is_checked_is_nothing_to_the_next() -> None:
    linter = Linter("en", select=["repeated-word"])
    before = dict(vars(linter))
    entry = Entry(rule="repeated-word", source="newslint.ignore.yaml", line=4)
    asked = linter.scan_document(Document(TWICE), Ask(silent=silencing([entry]), costs=True))
    assert (asked.findings, asked.notes.used) == ([], frozenset({("newslint.ignore.yaml", 4)}))
    assert asked.notes.costs
    scanned = linter.scan_document(Document(TWICE))
    assert [one.rule for one in scanned.findings] == ["repeated-word"]
    assert scanned.notes == NOTHING
    assert {name: value for name, value in vars(linter).items() if name != "_bound"} == {
        name: value for name, value in before.items() if name != "_bound"
    }


def test_what_was_silent_stays_so_from_round_to_round() -> None:
    linter = Linter("en", select=["repeated-word", "space-before-punctuation"])
    entry = Entry(rule="repeated-word", source="s", line=1)
    document, ask = Document("The talks of of them ended .\n"), Ask(silent=silencing([entry]))
    fixed = linter.fix_document(document, lambda one: one.safe, ask=ask)
    assert (fixed.text, fixed.remaining, fixed.notes.used) == (
        "The talks of of them ended.\n",
        [],
        frozenset({("s", 1)}),
    )


def test_without_suppressions_nothing_asks_for_silence() -> None:
    linter = Linter("en", select=["repeated-word"])
    ask = Ask(silent=silencing([Entry(rule="repeated-word", source="s", line=1)]), suppressions=False)
    assert [one.rule for one in linter.check_document(Document(TWICE), ask)] == ["repeated-word"]


def test_a_finding_in_a_page_comes_with_what_was_judged() -> None:
    linter = Linter("en", select=["space-before-punctuation"])
    scanned = linter.scan_document(Document(PAGE, scope="article", medium=html.HTML))
    (finding,) = scanned.findings
    text, hit = scanned.judged[finding]
    assert (text[hit.start : hit.end], text) == (finding.match, "The talks ended .")
    assert linter.scan_document(Document(TWICE)).judged == {}


def test_notes_add_up() -> None:
    one = Notes(costs={"a": 1.0, "b": 2.0}, slow=frozenset("a"), used=frozenset({("s", 1)}))
    other = Notes(costs={"b": 3.0}, slow=frozenset("b"))
    assert one + other == Notes(costs={"a": 1.0, "b": 5.0}, slow=frozenset("ab"), used=frozenset({("s", 1)}))
    assert (one + NOTHING, NOTHING + one, NOTHING + NOTHING) == (one, one, NOTHING)


class Last(Rule, frozen=True, kw_only=True):
    """A rule that says, once the others are done, what they found."""

    def bind(self, setting: Setting) -> Matcher:
        return lambda document: ()

    def afterwards(self, every: object, running: object) -> Afterwards:
        return lambda document, hits: [Hit(0, 1, message=rule.name) for _, rule in hits]


LAST = Last(name="last", message="", why="", examples=[Example("⟦a⟧")], clean=[Clean("b"), Clean("c")])


def last(text: str, ask: Ask) -> list[Finding]:
    bindings = bind([LAST, *Linter("en", select=["repeated-word"]).rules], Setting(language=get("en")))
    return scan(Document(text, medium=Medium(comments=md.comments)), bindings, ask).findings


def test_what_comes_last_knows_what_all_found_also_where_it_is_suppressed() -> None:
    assert [one.message for one in last(TWICE, Ask()) if one.rule == "last"] == ["repeated-word"]
    ignored = f"<!-- newslint: ignore[repeated-word] -->\n{TWICE}"
    assert [(one.rule, one.message) for one in last(ignored, Ask())] == [("last", "repeated-word")]
    assert [one.rule for one in last(ignored, Ask(suppressions=False))] == ["repeated-word"]
