"""Lays out the sources of the documentation site, for the site generator to build: `python website/stage.py`.

They are docs/, the changes, the contributors' page and the generated pages (pages.py), in build/website/. Links that
are right on a git host are made right for the site. What is in no navigation, or leads out of the site, is an error
that says where, and what to do.

`python website/stage.py --build` also runs the generator, strictly; the site is then in build/website/site/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import dirname, normpath, relpath
from typing import Any

import pages
import yaml

from newslint.rules.load import load

HOME = Path(__file__).parent
ROOT = HOME.parent
TARGET = ROOT / "build" / "website"
CONFIGURATION = "mkdocs.yml"

ELSEWHERE = {"CHANGELOG.md": "changes.md", "CONTRIBUTING.md": "contributing.md"}
"""Pages that stand elsewhere than in docs/: their path in the repository and in the site."""

STANDS_FOR = {"README.md": "index.md", "rules": pages.INDEX, "docs": "index.md"}
"""What is no page of the site, and the page that tells of it."""

_LINK = re.compile(r"(!?\[(?:[^\]\[]|\[[^\]]*\])*\]\()([^)\s]+)(?=\))")
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1$|`[^`\n]+`", re.M | re.S)


class SiteError(Exception):
    """What would make the site wrong: each line says where it is and what to do."""


def main(arguments: list[str]) -> int:
    """Lay out the sources and, with --build, build the site. Gives the exit code."""
    try:
        stage(TARGET)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    return build(TARGET) if arguments == ["--build"] else 0


def build(target: Path) -> int:
    """Build the site that is laid out in a folder, into its site/; a warning is an error. Gives the exit code."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file"]
    return subprocess.run([*command, str(target / CONFIGURATION)], check=False).returncode


def stage(target: Path) -> None:
    """Write the site's sources and its configuration into a folder, which is emptied first. Raises SiteError."""
    made = sources()
    config = configuration(made)
    shutil.rmtree(target, ignore_errors=True)
    for name, content in made.items():
        path = target / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (target / CONFIGURATION).write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")


def sources() -> dict[str, bytes]:
    """Every file of the site by its path: pages, generated pages, pictures, styles. Raises SiteError."""
    written = _written()
    rules = load()
    generated = {**pages.rule_pages(rules), pages.INDEX: pages.rules_index(rules), pages.COMMANDS: pages.commands()}
    texts = {**{page: path.read_text(encoding="utf-8") for page, path in written.items()}, **generated}
    files = {name: path.read_bytes() for name, path in _assets().items()}
    known = texts.keys() | files.keys()
    errors = [error for page, path in written.items() for error in astray(texts[page], path, known)]
    if errors:
        raise SiteError("\n".join(errors))
    for page, path in written.items():
        texts[page] = titled(relinked(texts[page], path, page))
    return files | {page: text.encode() for page, text in texts.items()}


def _written() -> dict[str, Path]:
    """The pages that people write: their path in the site and their file."""
    docs = {path.name: path for path in sorted((ROOT / "docs").glob("*.md"))}
    return docs | {page: ROOT / name for name, page in ELSEWHERE.items()}


def _assets() -> dict[str, Path]:
    """What the pages show or offer: pictures and schemas of docs/, styles and scripts of website/assets/."""
    docs = [*(ROOT / "docs").glob("*.json"), *(ROOT / "docs" / "images").glob("*")]
    ours = {path.relative_to(HOME).as_posix(): path for path in (HOME / "assets").iterdir()}
    return ours | {path.relative_to(ROOT / "docs").as_posix(): path for path in docs}


def titled(text: str) -> str:
    """A page whose files, named in comments above them, show their names."""
    return re.sub(r"^(<!-- file: (\S+) -->\n```\w+)$", r'\1 title="\2"', text, flags=re.M)


def relinked(text: str, file: Path, page: str) -> str:
    """A page of the repository whose links lead to the pages of the site that their targets are there."""

    def link(match: re.Match[str]) -> str:
        inside = _place(match[2], file)
        return match[0] if inside is None else match[1] + relpath(inside, dirname(page) or ".")

    return "".join(part if code else _LINK.sub(link, part) for part, code in _parts(text))


def astray(text: str, file: Path, known: Collection[str]) -> Iterator[str]:
    """The links of a page to what is not in the site."""
    at = 1
    for part, code in _parts(text):
        for match in () if code else _LINK.finditer(part):
            inside = _place(match[2], file)
            if inside is not None and inside.partition("#")[0] not in known:
                line = at + part.count("\n", 0, match.start())
                place = f"{file.relative_to(ROOT)}:{line}"
                yield f"{place}: {match[2]} is no page of the site; name it as `code`, or link to a page of docs/"
        at += part.count("\n")


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each, is it code?"""
    at = 0
    for match in _CODE.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def _place(target: str, file: Path) -> str | None:
    """Where in the site the target of a link is, whether or not it is there; None for an address or a place within."""
    if re.match(r"[a-z]+:|#", target):
        return None
    path, mark, anchor = target.partition("#")
    inside = normpath((file.parent.relative_to(ROOT) / path).as_posix())
    if match := re.fullmatch(r"rules/(\w+)\.yaml", inside):
        return f"{pages.INDEX}#{match[1]}"
    return (ELSEWHERE | STANDS_FOR).get(inside, inside.removeprefix("docs/")) + mark + anchor


def configuration(pages_of_site: Collection[str]) -> dict[str, Any]:
    """The generator's configuration, with the rules in its navigation. Raises SiteError."""
    config: dict[str, Any] = yaml.safe_load((HOME / CONFIGURATION).read_text(encoding="utf-8"))
    config["nav"] = list(_with_rules(config["nav"]))
    listed = list(_leaves(config["nav"]))
    existing = {page for page in pages_of_site if page.endswith(".md")}
    where = f"{HOME.name}/{CONFIGURATION}"
    errors = [
        f"docs/{page}: is in no navigation; add it under 'nav' in {where}" for page in sorted(existing - {*listed})
    ]
    errors += [
        f"{where}: nav: there is no page {page}; take it out, or write it" for page in listed if page not in existing
    ]
    errors += [
        f"{where}: nav: {page} is listed twice" for page in sorted({page for page in listed if listed.count(page) > 1})
    ]
    if errors:
        raise SiteError("\n".join(errors))
    return config


def _with_rules(nav: list[Any]) -> Iterator[Any]:
    """The navigation with the rules' pages, by group, after their index."""
    for entry in nav:
        if entry != {"Rules": [pages.INDEX]}:
            yield entry
            continue
        grouped = pages.groups(load()).items()
        yield {"Rules": [pages.INDEX, *({name: [pages.path(rule) for rule in rules]} for name, rules in grouped)]}


def _leaves(nav: object) -> Iterator[str]:
    """The pages that a navigation lists."""
    if isinstance(nav, str):
        yield nav
    for inner in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _leaves(inner)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
