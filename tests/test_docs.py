"""The documents are true: their Python runs, their rules pass, their signatures and tables are those of the code.

That their sessions are those of today is tested with the other records, in test_seeds.py.
"""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import record
from modules import files

import newslint
from newslint import outputs
from newslint.__main__ import main
from newslint.config.config import Config
from newslint.config.selection import chosen
from newslint.model.languages import Language
from newslint.model.rules import Rule
from newslint.model.wordlists import Words
from newslint.outputs._entry import Entry
from newslint.rules.languages import languages
from newslint.rules.load import kind_class, kind_names, load

HOME = Path(newslint.__file__).parent
CONTRIBUTING = record.ROOT / "CONTRIBUTING.md"
ALL = [*record.DOCUMENTS, CONTRIBUTING, record.ROOT / "CHANGELOG.md"]
NAMES = {path.name: path.read_text(encoding="utf-8") for path in ALL}


@pytest.mark.parametrize("path", record.DOCUMENTS, ids=lambda path: path.name)
def test_the_python_runs(path: Path) -> None:
    for needed in re.findall(r"^<!-- needs: (\S+) -->$", NAMES[path.name], re.M):
        pytest.importorskip(needed, reason=f"needs {needed}")
    blocks = re.findall(r"^```python\n(>>> .*?)^```$", NAMES[path.name], re.M | re.S)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.name, str(path), 0)
    said: list[str] = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert "".join(said) == ""


SIGNATURES: dict[str, Callable[..., Any]] = {
    "Linter": newslint.Linter,
    "Linter.check": newslint.Linter.check,
    "Linter.fix": newslint.Linter.fix,
    "Linter.check_document": newslint.Linter.check_document,
    "Linter.scan_document": newslint.Linter.scan_document,
    "Linter.fix_document": newslint.Linter.fix_document,
    "Document": newslint.Document,
    "check": newslint.check,
    "check_many": newslint.check_many,
    "fix_many": newslint.fix_many,
    "fix": newslint.fix,
    "learn": newslint.learn,
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_signatures_are_those_of_the_code(name: str) -> None:
    signature = re.sub(r"'|newslint\.[a-z.]+", "", str(inspect.signature(SIGNATURES[name])))
    signature = re.sub(r" = ([A-Z]\w+)\([^()]*\)", r" = \1()", signature)  # a value, all its fields as usual
    assert f"\n{name}{signature}\n" in NAMES["library.md"]


def keys(text: str) -> set[str]:
    """The names in the first column of a document's tables."""
    return {name for cell in re.findall(r"^\| (`[^|]*) \|", text, re.M) for name in re.findall(r"`([\w-]+)`", cell)}


STRUCTS = (
    *(newslint.Ask, newslint.Document, newslint.Finding, newslint.Fixed, newslint.Medium, newslint.Notes),
    *(newslint.Origin, newslint.Scanned),
)


def test_every_attribute_is_documented() -> None:
    documented = keys(NAMES["library.md"])
    for struct in STRUCTS:
        assert {field.name for field in msgspec.structs.fields(struct)} <= documented
    assert {field.name for field in msgspec.structs.fields(Entry)} <= keys(NAMES["outputs.md"])


def test_every_output_is_documented() -> None:
    documented = keys(NAMES["outputs.md"])
    assert set(outputs.names()) <= documented


def test_every_key_of_the_configuration_is_documented() -> None:
    documented = keys(NAMES["configuration.md"])
    assert {field.name.replace("_", "-") for field in msgspec.structs.fields(Config)} == documented


def test_the_defaults_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| [^|]* \| (`[^|]*`|none|all) \|", NAMES["configuration.md"], re.M)
    shown = {"none": None, "all": None}
    for key, default in rows:
        value = getattr(Config(), key.replace("-", "_"))
        assert value == (shown[default] if default in shown else msgspec.json.decode(default.strip("`")))


def test_the_configurations_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    (folder / "names.txt").write_text("Altenwerder\n", encoding="utf-8")
    examples = re.findall(r"^```toml\n(.*?)^```$", NAMES["configuration.md"], re.M | re.S)
    assert examples
    for example in examples:
        (folder / "newslint.toml").write_text(example, encoding="utf-8")
        config = newslint.Config.of(folder / "newslint.toml")
        assert config != Config()
        assert chosen(load(), config)


def test_every_key_of_a_rule_and_every_kind_is_documented() -> None:
    documented = keys(NAMES["rules-writing.md"])
    common = {field.name for field in msgspec.structs.fields(Rule)} - Rule.computed
    pattern = {field.name for field in msgspec.structs.fields(kind_class("pattern"))} - Rule.computed
    assert common | pattern | {*kind_names(), "kind"} == documented | {"pattern"}


def test_every_key_and_every_list_of_a_language_is_documented() -> None:
    assert {field.name for struct in (Language, Words) for field in msgspec.structs.fields(struct)} == keys(
        NAMES["languages.md"]
    )


def test_the_readme_shows_the_example_of_the_guide() -> None:
    (shown,) = re.findall(r"^```yaml\n(- name: .*?)^```$", NAMES["README.md"], re.M | re.S)
    assert shown in NAMES["rules-writing.md"]


def test_the_languages_are_those_of_the_files() -> None:
    first = "French, English, German, Spanish, Italian, Portuguese, Dutch and Polish"
    full = {language.name for language in languages().values() if language.function_words}
    assert first in NAMES["README.md"].replace("\n", " ")
    assert set(first.replace(" and ", ", ").split(", ")) <= full


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", NAMES[path.name]):
        assert (path.parent / target).exists(), target


def test_our_own_documents_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--isolated", "--quiet", *map(str, ALL)]) == 0, capsys.readouterr().out


MODULE = re.compile(r"\bnewslint/[\w/]+\.py\b")


@pytest.mark.parametrize("path", [*ALL[:-1], *files(HOME)], ids=lambda path: path.relative_to(record.ROOT).as_posix())
def test_the_modules_that_it_names_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = re.findall(r"^<!-- file: (\S+) -->$", text, re.M)
    assert [name for name in MODULE.findall(text) if name not in made and not (record.ROOT / name).exists()] == []


def test_it_is_said_once_how_newslint_is_installed() -> None:
    """There is no release, and whoever installs one by its name gets somebody else's."""
    for name, text in NAMES.items():
        assert not re.search(r"pip install (?:-q )?['\"]?newslint(?![\w\[])", text), name
    told = [name for name, text in NAMES.items() if "stands for that address" in text]
    assert told == ["quickstart.md"]
    pointing = {name for name, text in NAMES.items() if re.search(r"git\.example\.org/newslint|OWNER/newslint", text)}
    assert all("quickstart.md#install" in NAMES[name] for name in pointing - {"quickstart.md"}), pointing
