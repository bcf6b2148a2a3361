"""Gather what pages say from the translations of open-source interfaces: python benchmarks/interfaces.py FOLDER...

    git clone https://github.com/getnikola/nikola; git clone https://github.com/coralproject/talk
    python benchmarks/interfaces.py nikola talk --language da --clean danish.txt

Blog themes, comment boxes, consent dialogues, players and share buttons are translated by their users into dozens of
languages, and what they say stands on the pages that extractors read. Each FOLDER is a checkout with its licence file;
one that is not permissive is left out, with a word on standard error. Wordings are read from JSON, YAML, TOML, PO and
Fluent files, and from the tables of JavaScript, Python and HTML templates, where a part of a file's path is the code
of a language. One wording of the same key in English that newslint lists tells which list its translations belong to;
relative times ("%s ago") are put together from their parts, as the interfaces do.

A line for each wording that the language's file does not list yet: language, list, wording, the English one, in how
many FOLDERS it stands, which, and, with --clean, in how many lines of a text without left-overs it stands as the whole
line or starts it. `--all` prints those of which the list is not known, too, with `?` for it: read them.

"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import yaml

from newslint.evidence.phrases import book
from newslint.evidence.tokens import tokens
from newslint.rules.languages import languages

if sys.version_info >= (3, 11):
    import tomllib
else:  # what TOML files say is left out
    tomllib = None

PERMISSIVE = {
    "MIT": ("permission is hereby granted, free of charge", "mit license"),
    "BSD": ("redistribution and use in source and binary forms",),
    "Apache-2.0": ("apache license",),
    "ISC": ("permission to use, copy, modify, and/or distribute",),
}
CODES = {"nb": "no", "nn": "no"}
_PAIR = re.compile(r"""(?m)(?:^|[{,(\s])(["']?)([\w.$-][\w .,!?$'’%…:-]*?)\1\s*[:=]\s*(["'`])((?:\\.|(?!\3).)+)\3""")
_FLUENT = re.compile(r"(?m)^([\w-]+)\s*=\s*(\S.*)$")
_PO = re.compile(r'(?m)^msgid\s+((?:"(?:\\.|[^"])*"\s*)+)msgstr(?:\[0\])?\s+((?:"(?:\\.|[^"])*"\s*)+)')
_GAP = re.compile(r"\{\{?[^}]*\}\}?|%\(?\w*\)?[sd]|%[sd@]|\$\w+|<[^>]*>|&\w+;")
_SENTENCE = re.compile(r"[.!?]\s")


class Wording(msgspec.Struct, frozen=True):
    """What an interface says in a language, and what the same key says in English."""

    language: str
    text: str
    english: str
    source: str


def licence(folder: Path) -> str | None:
    """The permissive licence of a checkout; None if it has none of these."""
    for file in sorted([*folder.glob("LICEN[CS]E*"), *folder.glob("COPYING*")]):
        text = file.read_text("utf-8", "replace").lower()
        if "gnu general public" in text[:3000] or "gnu affero" in text[:3000]:
            return None
        for name, signs in PERMISSIVE.items():
            if any(sign in text for sign in signs):
                return name
    return None


def wordings(folder: Path) -> Iterator[Wording]:
    """All that a checkout says in the languages that newslint knows."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for file in filter(_is_read, folder.rglob("*")):
        for code, place, key, text in _file(file, file.relative_to(folder)):
            said[place, key].setdefault(code, text)
    for (_, key), by_language in said.items():
        english = by_language.get("en", key)
        for code, text in by_language.items():
            if code != "en":
                yield Wording(code, text, english, folder.name)


def _is_read(file: Path) -> bool:
    """Is it a file of a kind, a size and a place where wordings stand?"""
    kinds = (".json", ".yml", ".yaml", ".toml", ".po", ".ftl", ".js", ".ts", ".py", ".html")
    if file.suffix not in kinds or not {".git", "node_modules"}.isdisjoint(file.parts):
        return False
    return file.is_file() and file.stat().st_size < 1_000_000


def _file(file: Path, path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Language, place without its code, key and wording, of one file."""
    code, place = _code(path)
    text = file.read_text("utf-8", "replace")
    if code is None:
        if path.suffix in (".js", ".ts") and len(text) < 20_000:
            found = [(c, w) for _, c, _, w in _PAIR.findall(text) if _known(c) is not None]
            yield from ((_known(c) or c, str(path), "table", w) for c, w in found if len(found) > 4)
        if path.suffix in (".yml", ".yaml") and len(text) < 200_000:
            for top, values in _parsed(path, text):
                known = _known(str(top))
                if known is not None and isinstance(values, Mapping):
                    yield from ((known, str(path), key, value) for key, value in _flat(values, ""))
        return
    for key, value in _pairs(path, text):
        yield code, place, key, value


def _code(path: Path) -> tuple[str | None, str]:
    """The language that a path names, and the path without it."""
    for number, part in reversed(list(enumerate(path.parts))):
        for piece in re.split(r"[._]", part) if number == len(path.parts) - 1 else [part]:
            known = _known(piece)
            if known is not None:
                return known, "/".join((*path.parts[:number], part.replace(piece, "*", 1), *path.parts[number + 1 :]))
    return None, str(path)


def _known(name: str) -> str | None:
    code = re.split(r"[-_]", name.lower())[0]
    code = CODES.get(code, code)
    plain = re.fullmatch(r"[a-z]{2}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}))?", name) is not None
    return code if plain and code in languages() else None


def _pairs(path: Path, text: str) -> Iterator[tuple[str, str]]:
    if path.suffix in (".json", ".yml", ".yaml", ".toml"):
        yield from _flat(dict(_parsed(path, text)), "")
    elif path.suffix == ".po":
        joined = lambda quoted: "".join(re.findall(r'"((?:\\.|[^"])*)"', quoted))  # noqa: E731
        yield from ((joined(key), joined(value)) for key, value in _PO.findall(text))
    elif path.suffix == ".ftl":
        yield from _FLUENT.findall(text)
    else:
        pairs = {key: value for _, key, _, value in _PAIR.findall(text)}
        yield from pairs.items()
        yield from _ages(pairs)


def _ages(pairs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How old something is, as tables of relative times say: the frame of the past around each unit."""
    past = pairs.get("past", "")
    if past.count("%s") == 1:
        yield from (
            (f"age {unit}", past.replace("%s", pairs[unit]))
            for unit in ("m", "mm", "h", "hh", "d", "dd", "M", "MM", "y", "yy")
            if unit in pairs
        )


def _parsed(path: Path, text: str) -> Iterable[tuple[object, object]]:
    try:
        if path.suffix == ".json":
            found: object = json.loads(text)
        elif path.suffix == ".toml":
            found = tomllib.loads(text) if tomllib else {}
        else:
            found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (ValueError, yaml.YAMLError):
        return ()
    if isinstance(found, list):  # Hugo's older form: a list of {id, translation}
        found = {e["id"]: e.get("translation") for e in found if isinstance(e, Mapping) and "id" in e}
    return found.items() if isinstance(found, Mapping) else ()


def _flat(values: Mapping[object, object], above: str) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, str):
            yield name, value


def written(text: str) -> str:
    """A wording as a list has it: in lower case, a number where a gap is, markup left out."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).replace("\\'", "'").replace('\\"', '"')
    bare = _GAP.sub(lambda m: " " if m[0][0] in "<&" else " 12 ", text)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’&/+-]", " ", bare)).strip().lower()


def plain(text: str) -> str:
    """The form in which wordings are compared."""
    return " ".join(tokens(written(text)))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    ap.add_argument("--language", help="one language's code; otherwise all")
    ap.add_argument("--clean", type=Path, help="a text without left-overs, a paragraph a line")
    ap.add_argument("--all", action="store_true", help="also wordings of which the list is not known")
    args = ap.parse_args()
    english = book(languages()["en"])
    clean = [" ".join(tokens(line)) for line in args.clean.read_text("utf-8").splitlines()] if args.clean else []
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for folder in args.folders:
        name = licence(folder)
        if name is None:
            print(f"{folder}: no permissive licence; left out", file=sys.stderr)
            continue
        for one in wordings(folder):
            if args.language in (None, one.language) and not _SENTENCE.search(one.text):
                for listed in _lists(plain(one.english), english.entries) or ("?",):
                    found[one.language, listed, written(one.text)].setdefault(f"{one.source} ({name})", one.english)
    for (code, listed, text), sources in sorted(found.items()):
        bare = plain(text)
        if not bare or bare in book(languages()[code]).lists.get(listed, {}) or (listed == "?" and not args.all):
            continue
        said = sum(line == bare or line.startswith(f"{bare} ") for line in clean)
        row = (code, listed, text, next(iter(sources.values()))[:80], len(sources), ", ".join(sources))
        print(*row, said if clean else "", sep="\t")


def _lists(text: str, entries: Mapping[str, Iterable[object]]) -> tuple[str, ...]:
    """The lists that an English wording is in."""
    return tuple(sorted({mark.list for mark in entries.get(text, ())}))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
