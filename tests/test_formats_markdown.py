"""Markdown: links, pictures and emphasis are judged as a reader sees them; what goes takes its markup with it, and
nothing in code, front matter or addresses changes.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from attacks import cloned, write
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import Linter
from newslint.__main__ import main
from newslint.files.formats._reader import Reader
from newslint.files.formats.md import MARKDOWN
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.findings import Edit, Hit

SEEN = [  # Markdown, and what is judged of it
    ("a [b](c) d", "a b d"),
    ('[b](<c d> "e \' f") [g]( h )', "b [g]( h )"),
    ("[a (b)](c_(d)) e", "a (b) e"),
    ("**a** *b* __c__ _d_ ~~e~~ ***f***", "a b c d e f"),
    ("**a *b* c** d", "a b c d"),
    ("a*b*c snake_case_name 2 * 3 * 4 **", "abc snake_case_name 2 * 3 * 4 **"),
    ("* a\n* b *c*\n- **d", "* a\n* b c\n- **d"),
    ("*a\n\nb* *c\nd*", "*a\n\nb* c\nd"),
    ("*a\n- b*", "*a\n- b*"),
    ("![a](b) ![](c) [![d](e)](f)", "a ![](c) d"),
    ("[a][b] [c] [d][] [e][f]\n\n[b]: x\n[C]: y\n[d]: z\n", "a c d [e][f]\n\n[b]: x\n[C]: y\n[d]: z\n"),
    ("[](a) [ ](b) ****", "[](a) [ ](b) ****"),
    ("`**a**` \\*b\\* **`c`**", "`**a**` \\*b\\* `c`"),
    ("```\n[a](b)\n```\n[c](d)", "```\n[a](b)\n```\nc"),
    ("---\nt: '*a* [b](c)'\n---\n*d*", "---\nt: '*a* [b](c)'\n---\nd"),
    ("| *a* | [b](c) |\n<i title='*d*'>*e*</i>", "| *a* | [b](c) |\n<i title='*d*'>e</i>"),
    ("[a] [x] (b) [^1] a]b[c", "[a] [x] (b) [^1] a]b[c"),
    ("**Read more:** [The *port*](u)", "Read more: The port"),
    ("[**Read more**: The port](u)", "Read more: The port"),
    ("<https://x.y/_a_b_> https://x.y/_a_", "<https://x.y/_a_b_> https://x.y/_a_"),
    ("**„Zitat“**, sagte sie. «*a*»", "„Zitat“, sagte sie. «a»"),
    ("**foo*bar*", "**foobar"),
]


@pytest.mark.parametrize(("text", "seen"), SEEN)
def test_what_is_judged(text: str, seen: str) -> None:
    assert Reader(text).text == seen


MENDED = [  # Markdown, what is changed in what is seen, and the Markdown then
    ("a [b](u)c d", ("bc", "b c"), "a [b](u) c d"),
    ("a**b** d", ("ab", "a b"), "a **b** d"),
    ("a**b** d", ("b d", "bd"), "a**b**d"),
    ("**a**[b](u)", ("ab", "a b"), "**a** [b](u)"),
    ("**a b**", ("a b", "ab"), "**ab**"),
    ("**Read on:** [b](u)\nc", ("Read on: b\n", ""), "c"),
    ("x\n\n- [b](u)  \n- c", ("- b  \n", ""), "x\n\n- c"),
    ("a [*b* c](u) d", ("b c", ""), "a  d"),
    ("a [*b* c](u) d", ("b ", ""), "a [c](u) d"),
    ("a [*b* c](u) d", (" c", ""), "a [*b*](u) d"),
    ("![Photo: AFP](u)\nb", ("Photo: AFP\n", ""), "![](u)\nb"),
    ("[![Photo: AFP](u)](v)\n\nb", ("Photo: AFP\n", ""), "[![](u)](v)\n\nb"),
    ("![the the](u) b", ("the the", "the"), "![the](u) b"),
    ("**the** the b", ("the the", "the"), "**the** b"),
    ("**a** *b*", ("a b", ""), ""),
    ("of the [the port](u)", (" the", ""), "of the [port](u)"),
    ("[of the](u) the port", (" the", ""), "[of the](u) port"),
    ("**a b** b c", (" b b", " b"), "**a b** c"),
    ("[a][b] c\n\n[b]: u", ("a ", ""), "c\n\n[b]: u"),
]


@pytest.mark.parametrize(("before", "change", "after"), MENDED)
def test_what_is_mended(before: str, change: tuple[str, str], after: str) -> None:
    reader = Reader(before)
    start = reader.text.rindex(change[0])
    hit = reader.back(Hit(start, start + len(change[0]), change[1]))
    assert hit.fix is not None
    assert splice(before, [Edit(hit.start, hit.end, hit.fix)]) == after


STORIES = {  # an article, and a link to another one with the label that the language has
    "en": (
        "The council met on Monday to vote for the new bridge over the river.",
        "Read more:",
        "Another bridge opens",
    ),
    "fr": ("Le conseil s’est réuni lundi pour voter la construction du pont.", "À lire aussi :", "Un autre pont ouvre"),
    "de": ("Der Rat stimmte am Montag über die neue Brücke im Norden der Stadt ab.", "Lesen Sie auch:", "Brücke offen"),
    "es": ("El consejo se reunió el lunes para votar el puente nuevo del río.", "Lea también:", "Abre otro puente"),
    "it": ("Il consiglio si è riunito lunedì per votare il nuovo ponte sul fiume.", "Leggi anche:", "Un altro ponte"),
    "pt": ("O conselho reuniu-se na segunda-feira para votar a nova ponte do rio.", "Leia também:", "Outra ponte abre"),
    "nl": ("De raad kwam maandag bijeen om te stemmen over de nieuwe brug.", "Lees ook:", "Een andere brug open"),
    "pl": ("Rada zebrała się w poniedziałek, aby głosować nad nowym mostem.", "Czytaj też:", "Inny most otwarty"),
}
LINKS = ("**{0}** [{1}](https://x.example/a_b_c)", "[**{0}** {1}](u)", "*{0}* [{1}][ref]", "[{0} *{1}*](<u> 'a  b')")


@pytest.mark.parametrize("form", LINKS)
@pytest.mark.parametrize("lang", STORIES)
def test_a_link_to_another_story_goes_with_its_markup(lang: str, form: str) -> None:
    said, label, title = STORIES[lang]
    link = form.format(label, title)
    end = "\n[ref]: https://x.example\n"
    linter = Linter(lang)
    plain = [(one.rule, one.safe) for one in linter.check(f"{said}\n\n{label} {title}\n\n{said[::-1]}\n{end}")]
    document = Document(f"{said}\n\n{link}\n\n{said[::-1]}\n{end}", lang, medium=MARKDOWN)
    found = linter.check_document(document)
    assert "related-link" in {one.rule for one in found}
    assert [(one.rule, one.safe) for one in found if one.group != "markup"] == [one for one in plain if one in plain]
    fixed = linter.fix_document(document, lambda one: one.rule != "blank-lines")
    assert not fixed.refused
    assert label not in fixed.text
    assert "](" not in fixed.text
    assert fixed.text.startswith(f"{said}\n\n")


PAGE = """---
title: the the *port*
---

# The port

The **mayor** of the [the port](https://x.example/the_the) spoke, and
the mayor, [Paul Durand](u)says it will stay. *Durand* spoke for an hour.

**Read more:** [The **harbour** is open](https://x.example/_the_the_)

![Photo: Reuters](a_the_the_b.jpg)

*Advertisement*

Use `the the **code**` and:

```
**Advertisement** [x](y)
```
"""
WANTED = (
    PAGE.replace("of the [the port]", "of the [port]")
    .replace("Durand](u)s", "Durand](u) s")
    .replace("**Read more:** [The **harbour** is open](https://x.example/_the_the_)\n\n", "")
    .replace("*Advertisement*\n\n", "")
    .replace("Photo: Reuters", "")
)


def test_a_page_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cloned(tmp_path, monkeypatch)
    write("a.md", PAGE)
    assert main(["check", "--fix", "-q", "--lang", "en", "a.md"]) == 0
    assert Path("a.md").read_text() == WANTED
    assert main(["check", "--fix", "-q", "--lang", "en", "a.md"]) == 0
    assert Path("a.md").read_text() == WANTED
    assert main(["undo", "-q"]) == 0
    assert Path("a.md").read_text() == PAGE


BITS = st.sampled_from(
    [
        *("*", "**", "_", "__", "~~", "[", "](", "](u_v_w)", ")", "![", "[r]", "\n\n[r]: x_y_z\n", "`", "`c , *d*`"),
        *("\n", "\n\n", "- ", "> ", "# ", "a", "the the ", "Advertisement", "Read more: ", " , ", "Monday", " ", "\\*"),
        *("```\nx , *y*\n```\n", "<b>", "<!-- n -->", "| t , *u* |", "Photo: AFP", "é"),
    ]
)
TEXTS = st.lists(BITS, max_size=16).map("".join)
ALL = Linter("en", select=["all"])
KEPT = re.compile(r"u_v_w|x_y_z|c , \*d\*|x , \*y\*|t , \*u\*|<!-- n -->")


@given(text=TEXTS, data=st.data())
@settings(max_examples=600)
def test_a_change_of_what_is_seen_changes_that(text: str, data: st.DataObject) -> None:
    """What is seen is part of the text, in its order; and letters that are put in are seen where they should be."""
    reader = Reader(text)
    left = iter(text)
    assert all(character in left for character in reader.text)
    at = data.draw(st.integers(0, len(reader.text)))
    hit = reader.back(Hit(at, at, "Q"))
    assert hit.fix is not None
    after = splice(text, [Edit(hit.start, hit.end, hit.fix)])
    assert after.replace("Q", "", 1) == text
    start = data.draw(st.integers(0, len(reader.text)))
    end = data.draw(st.integers(start, len(reader.text)))
    gone = reader.back(Hit(start, end, ""))
    assert gone.fix is not None
    made = splice(text, [Edit(gone.start, gone.end, gone.fix)])
    assert Counter("".join(made.split())) <= Counter("".join(text.split()))
    assert letters(made) == letters(reader.text[:start] + reader.text[end:], text, reader.text)


def letters(seen: str, text: str = "", all: str = "") -> Counter[str]:
    """The letters of a text: of what is seen, with those that nobody sees, in addresses, which go with their links."""
    return Counter(character for character in seen if character in "éQ")


@given(text=TEXTS)
@example(text="**Advertisement\n\nAdvertisement**")
@example(text="[Advertisement](u_v_w)Monday")
@settings(max_examples=150, deadline=None)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    once = ALL.fix_document(Document(text, medium=MARKDOWN), lambda _: True)
    assert not once.unsettled
    assert splice(text, once.edits) == once.text
    assert ALL.fix_document(Document(once.text, medium=MARKDOWN), lambda _: True).edits == []


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_addresses_code_and_comments_are_as_they_were_or_gone(text: str) -> None:
    once = ALL.fix_document(Document(text, medium=MARKDOWN), lambda _: True)
    assert not Counter(KEPT.findall(once.text)) - Counter(KEPT.findall(text))
    assert not re.search(r"u_v_[^w]|x_y_[^z]", once.text)


def test_a_page_of_nothing_but_marks_takes_no_time() -> None:
    for bit in (
        "*",
        "**a",
        "_a",
        "[",
        "]",
        "![",
        "[a](",
        "[a](b",
        "](",
        "a*",
        "*a* ",
        "[a](b)",
        "*a",
        "`",
        "\\*",
        "[a][b]",
        "~~a",
    ):
        Reader(bit * 20_000)
        Reader(f"{bit * 20_000}\n\n[a]: b")
