"""The law of formats: with no changes the bytes stay, with changes only the changed text differs."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.files import charset, formats
from newslint.files.formats.md import markup
from newslint.files.parts import Change, Read, Source
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.errors import ConfigError, ReadError
from newslint.model.findings import Edit
from newslint.run.diff import unified

PLAIN = [name for name in formats.names() if name in ("txt", "md")]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\t ab.`[]()<>-|#&;"), max_size=60)
ENCODINGS = st.sampled_from([b"", *(mark for mark, _ in charset.MARKS)])


def unlike_a_mark(text: str) -> bool:
    """A first U+FEFF reads as a byte order mark; U+0000 makes the mark of UTF-16 that of UTF-32."""
    return not text.startswith(("\ufeff", "\0"))


def source(data: bytes, encoding: str | None = None) -> Source:
    return Source(name="a", open=lambda: io.BytesIO(data), encoding=encoding)


def documents(format: str, data: bytes) -> list[Read]:
    reader = formats.get(format)
    return [item for shard in reader.shards(source(data)) for item in reader.read(shard)]


def rewritten(format: str, data: bytes, edits: list[Edit], encoding: str | None = None) -> bytes:
    out = io.BytesIO()
    changes = [Change(edits=edits)] if edits else []
    formats.get(format).rewrite(source(data, encoding), out, changes)
    return out.getvalue()


def encoded(text: str, mark: bytes) -> bytes:
    return mark + text.encode(dict(charset.MARKS).get(mark, "utf-8"))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, [Edit(start, end, draw(TEXTS)) for start, end in pairwise(places) if draw(st.booleans())]


@pytest.mark.parametrize("format", PLAIN)
@given(text=TEXTS.filter(unlike_a_mark), mark=ENCODINGS)
def test_without_changes_the_bytes_stay(format: str, text: str, mark: bytes) -> None:
    data = encoded(text, mark)
    (document,) = documents(format, data)
    assert isinstance(document, Document)
    assert document.text == text
    assert rewritten(format, data, []) == data


@pytest.mark.parametrize("format", PLAIN)
@given(case=edited().filter(lambda case: unlike_a_mark(case[0])), mark=ENCODINGS)
def test_with_changes_only_they_differ(format: str, case: tuple[str, list[Edit]], mark: bytes) -> None:
    text, edits = case
    assert rewritten(format, encoded(text, mark), edits) == encoded(splice(text, edits), mark)


@pytest.mark.parametrize("format", PLAIN)
@given(data=st.binary(max_size=40))
def test_any_bytes_give_a_text_or_a_message(format: str, data: bytes) -> None:
    try:
        (document,) = documents(format, data)
    except ReadError as error:
        message = str(error)
    else:
        assert isinstance(document, Document)
        assert rewritten(format, data, []) == data
        return
    assert message.startswith("a:")
    assert "--encoding" in message


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"ab\ncaf\xe9\n", None, "a:2: not UTF-8: byte 6 is 0xE9; name its encoding, as in --encoding cp1252"),
        (b"caf\xc3", None, "a:1: not UTF-8: byte 3 is 0xC3; "),
        (b"\xff\xfea", None, "a:1: not UTF-16-LE: byte 2 is 0x61; "),
        (b"\xef\xbb\xbf\xff", None, "a:1: not UTF-8: byte 3 is 0xFF; "),
        (b"\x81", "cp1252", "a:1: not CP1252: byte 0 is 0x81; "),
    ],
)
def test_unreadable(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        charset.decode(data, "a", encoding)
    assert str(caught.value).startswith(message)


def test_the_encoding_that_is_named() -> None:
    assert rewritten("txt", b"caf\xe9 .", [Edit(4, 5, "")], "cp1252") == b"caf\xe9."


def test_a_fix_that_the_encoding_lacks() -> None:
    with pytest.raises(ReadError, match=r"a: cp1252 has no '\\u0105'; convert the file to UTF-8"):
        rewritten("txt", b"a", [Edit(0, 1, "ą")], "cp1252")


@pytest.mark.parametrize("name", ["nope", "rot13", "base64", "undefined", "a\0b"])
def test_unknown_encoding(name: str) -> None:
    with pytest.raises(ConfigError, match="no encoding is called"):
        charset.checked(name)


def test_what_is_binary() -> None:
    assert charset.is_binary(b"a\0b")
    assert not charset.is_binary(b"\xff\xfea\0")
    assert not charset.is_binary(b"caf\xe9")


SPARED = [  # a text, with what must be left alone between ⟦ and ⟧, what may be judged between ⟨ and ⟩
    "⟦---\ntitle: the the\n---\n⟧⟨text⟩\n",
    "⟦+++\na = 1\n+++\n⟧",
    "⟨text⟩\n\n⟦```python\nx  = the the\n```\n⟧⟨text⟩\n",
    "⟦~~~\na\n```\n~~~\n⟧⟨b⟩\n",
    "a\n\n- b\n\n⟦  ```\n  c\n  ```\n⟧",
    "⟦```\nnever closed ,\n⟧",
    "⟨use⟩ ⟦`the the`⟧ ⟨and⟩ ⟦``a`b``⟧ ⟨more ` ticks⟩",
    "⟨one ` tick\n\nand` another⟩",
    '[⟨the the⟩]⟦(https://x.y/the%20the_(z) "a  b")⟧ ⟨c⟩',
    "![⟨alt⟩]⟦(<a b.png>)⟧",
    "⟨(in parentheses)⟩",
    "⟦[ref]: https://x.y/  'a'⟧\n⟨text⟩",
    "⟨a⟩⟦<br>⟧⟨b⟩ ⟦<a href='x'>⟧⟨c⟩⟦</a>⟧ ⟦<https://x.y>⟧ ⟨1 < 2 > 1⟩",
    "⟨a⟩⟦<!-- the the\n\n-->⟧⟨b⟩",
    "⟨a⟩⟦<!-- never closed⟧",
    "⟨a⟩⟦<script>if (b  , c)\n</script>⟧⟨d⟩ ⟦<code>e  , f</code>⟧ ⟨g⟩ ⟦<pre>h  , i⟧",
    "⟨AT⟩⟦&amp;⟧⟨T⟩ ⟦&#160;⟧⟨& so⟩",
    "⟦| a  | b |⟧\n⟦|----|---|⟧\n⟨text⟩",
    "⟨title⟩\n⟦====⟧\n⟨text⟩\n\n⟦* * *⟧\n",
    "⟦- ⟧⟨item⟩\n⟦  - ⟧⟨sub⟩\n⟦12. ⟧⟨c⟩\n⟦> ⟧⟨quoted⟩\n⟦## ⟧⟨title⟩\n⟦    ⟧⟨code⟩",
    "⟨a⟩⟦  ⟧\n⟨b⟩",
    "⟨- one line, gone with its bullet\n⟩",
    "⟨a⟩\n⟨   \n⟩\n⟨b⟩",
]


@pytest.mark.parametrize("marked", SPARED)
def test_markup_is_spared(marked: str) -> None:
    text, spans = "", []
    for character in marked:
        if character in "⟦⟨":
            spans.append([len(text), len(text), character == "⟦"])
        elif character in "⟧⟩":
            spans[-1][1] = len(text)
        else:
            text += character
    spared = markup(text)
    assert [(start, end, spared(start, end)) for start, end, _ in spans] == [tuple(span) for span in spans]


def test_an_insertion_within_markup_is_spared() -> None:
    spared = markup("a `b c` d")
    assert spared(4, 4)
    assert not spared(2, 2)
    assert not spared(9, 9)


@given(case=edited())
def test_a_diff_says_what_the_edits_do(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after = splice(text, edits)
    diff = unified("a", text, edits)
    assert (diff == "") == (after == text)
    assert patched(text, diff) == after


def patched(text: str, diff: str) -> str:
    """The text after a unified diff, which is held to its own line numbers and to the old text."""
    old, new, at = [line + "\n" for line in text.split("\n")], [], 0
    old[-1] = old[-1][:-1]
    rows = diff.split("\n")[2:]
    for row, following in pairwise(rows):
        content = row[1:] + ("" if following.startswith("\\") else "\n")
        if row.startswith("@@"):
            start, count = (int(part) for part in row.split()[1][1:].split(","))
            start -= count > 0
            new += old[at:start]
            at = start
        elif row[0] in " -":
            assert old[at] == content
            at += 1
        if row[0] in " +":
            new.append(content)
    return "".join([*new, *old[at:]])
