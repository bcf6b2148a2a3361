"""Article text made fit for the documents that programs read: JSON, XML, Markdown. What it says stays the same where
the format can say it; what it can't say is named; nothing drives a terminal that shows the document."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from newslint.model.visible import escaped, visible

_SURROGATE = re.compile("[\\ud800-\\udfff]")

_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""What XML 1.0 can't hold, not even as a reference (section 2.2, Char)."""

_REFERRED = re.compile("[\\t\\n\\r\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""What XML holds as a reference only: readers change white space in attributes, and the rest drives terminals."""


def json(value: object) -> str:
    """A value as JSON, on one line for every reader. Lone surrogates, which strict ones refuse, become U+FFFD."""
    return _encoded(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _encoded(value: object) -> str:
    import msgspec

    try:
        return escaped(msgspec.json.encode(value).decode())
    except UnicodeEncodeError:
        from json import dumps

        found = dumps(msgspec.to_builtins(value), separators=(",", ":"), ensure_ascii=False)
        return escaped(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", found))


def xml(text: str) -> str:
    """Text for an attribute or an element of XML. Control characters that XML can't hold are shown as pictures."""
    legal = _ILLEGAL.sub(lambda match: visible(match[0]), text) if _ILLEGAL.search(text) else text
    legal = legal.replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
    return _REFERRED.sub(lambda match: f"&#{ord(match[0])};", escape(legal))


def html(text: str) -> str:
    """Text for HTML, on one line, with everything in it visible."""
    return escape(visible(text))


def code(text: str) -> str:
    """Text as a code span of Markdown, in which nothing is markup, a link or a mention; nothing for empty text."""
    shown = visible(text)
    if not shown:
        return ""
    longest = max((len(list(run)) for tick, run in groupby(shown) if tick == "`"), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown.strip(" ") else f"{fence}{shown}{fence}"


def cell(text: str) -> str:
    """Text as a code span in a table of GitHub's Markdown, where a bar ends the cell even in code."""
    return code(text.replace("\\|", "\\<U+007C>")).replace("|", "\\|")


def prose(text: str) -> str:
    """A sentence of ours for Markdown: what could be read as markup is escaped."""
    return re.sub(r"([\\`*_{}\[\]()#!|<>~&@])", r"\\\1", " ".join(visible(text).split()))
