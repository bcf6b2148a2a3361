"""newslint/ keeps the laws of the house, and each law is shown broken: one that can't fail says nothing."""

from __future__ import annotations

from pathlib import Path

import house
import pytest
from house import Law

import newslint

HOME = Path(newslint.__file__).parent


@pytest.mark.parametrize("law", house.LAWS, ids=lambda law: law.__name__)
def test_newslint_keeps_it(law: Law) -> None:
    assert list(law(HOME)) == []


SOUND = {
    "__init__.py": '"""A house."""\n\nfrom house.linter.linter import check\n',
    "__main__.py": '"""The door."""\n\nimport sys\n\nfrom house.cli import _commands\n',
    "py.typed": "",
    "model/__init__.py": '"""Values. It may import nothing of the house."""\n',
    "model/edits.py": '"""Edits."""\n\nMOST = 3\n"""Edits."""\n\nLEAST = 1  # edits\nNAMES = ("a",)\nREADY = True\n',
    "rules/__init__.py": '"""Rules. It may import model."""\n',
    "rules/load.py": '"""Loads."""\n\nfrom importlib import import_module\n\nimport_module(f"house.kinds.{1}")\n',
    "kinds/__init__.py": '"""Kinds. It may import model."""\n',
    "kinds/line.py": '"""A kind."""\n\nfrom house import __version__\nfrom house.model.edits import MOST\n',
    "linter/__init__.py": '"""The engine. It may import model and rules."""\n',
    "linter/linter.py": '"""Checks."""\n\nfrom house.model import edits\nfrom . import scan\n',
    "linter/scan.py": '"""Scans."""\n\n\ndef scan():\n    """Scans."""\n    from house.linter import linter\n',
    "files/__init__.py": '"""Files. It may import model."""\n',
    "files/formats/__init__.py": '"""Formats."""\n',
    "files/formats/json.py": '"""JSON."""\n\nRECORDS = False\n',
    "files/formats/ndjson.py": '"""Its other name."""\n\nfrom .json import RECORDS\n\n__all__ = ["RECORDS"]\n',
    "run/__init__.py": '"""Runs. It may import linter and files."""\n',
    "run/pool.py": '"""Processes."""\n\nimport multiprocessing\n',
    "outputs/__init__.py": '"""Outputs. It may import run."""\n',
    "outputs/_entry.py": '"""A part of several."""\n',
    "outputs/json.py": '"""An output."""\n\nfrom house.outputs import _entry\n\nprint(_entry)\n',
    "outputs/html/__init__.py": '"""An output in parts."""\n\nfrom house.outputs.html import page\n',
    "outputs/html/page.py": '"""A part."""\n',
    "lsp/__init__.py": '"""An editor. It may import linter and run."""\n\nfrom house.run import outcome\n',
    "cli/__init__.py": '"""A terminal. It may import everything but kinds."""\n',
    "cli/_commands.py": '"""Commands."""\n\nimport click\n',
    "cli/server.py": '"""A command."""\n\nfrom house import lsp\nfrom house.cli import _commands\n',
    **{f"kinds/kind{number}.py": '"""A kind."""\n' for number in range(20)},
    **{f"run/part{number}.py": '"""A part."""\n' for number in range(14)},
}
"""A small house that keeps all laws, most of them narrowly."""

BROKEN: list[tuple[Law, dict[str, str], list[str]]] = [
    (house.stand_on_floors, {"tools/__init__.py": '"""Tools."""\n'}, ["tools:1: stands on no floor"]),
    (house.stand_on_floors, {"tools.py": '"""Tools."""\n'}, ["tools.py:1: stands loose"]),
    (house.stand_on_floors, {"data/words.txt": ""}, ["data:1: stands on no floor"]),
    (house.say_what_belongs_there, {"run/__init__.py": ""}, ["run/__init__.py:1: says not what belongs there"]),
    (house.say_what_belongs_there, {"run/memory/a.py": ""}, ["run/memory/__init__.py:1: says not what belongs there"]),
    (house.have_room, {"run/notes.txt": ""}, ["run:1: holds 17 entries, more than 16"]),
    (
        house.have_room,
        {f"cli/html/{number}.py": "" for number in range(17)},
        ["cli/html:1: holds 17 entries, more than 16"],
    ),
    (
        house.import_down,
        {"model/edits.py": "import house.linter.scan\n"},
        ["model/edits.py:1: imports linter.scan, which stands above"],
    ),
    (
        house.import_down,
        {"model/edits.py": "if TYPE_CHECKING:\n    from house.cli import _commands\n"},
        ["model/edits.py:2: imports cli._commands, which stands above"],
    ),
    (
        house.import_down,
        {"model/edits.py": "def edit():\n    from ..rules.load import read as _\n"},
        ["model/edits.py:2: imports rules.load.read, which stands above"],
    ),
    (
        house.import_down,
        {"model/edits.py": 'importlib.import_module("house.rules.load")\n'},
        ["model/edits.py:1: imports rules.load, which stands above"],
    ),
    (
        house.import_down,
        {"rules/load.py": "from house.kinds import line\n"},
        ["rules/load.py:1: imports kinds.line, which stands above"],
    ),
    (
        house.import_down,
        {"rules/load.py": 'import_module(f"house.outputs.{name}")\n'},
        ["rules/load.py:1: imports outputs., which stands above"],
    ),
    (
        house.import_what_they_say,
        {"run/__init__.py": '"""Runs."""\n', "linter/__init__.py": '"""The engine. It may import model."""\n'},
        ["run/__init__.py:1: says not what it may import"],
    ),
    (
        house.import_what_they_say,
        {"run/part1.py": "from house.rules import load\n", "cli/server.py": "from house import kinds, lsp\n"},
        [
            "cli/server.py:1: imports kinds, and cli does not say so",
            "run/part1.py:1: imports rules.load, and run does not say so",
        ],
    ),
    (
        house.import_what_they_say,
        {"model/edits.py": "from house import rules\n"},
        ["model/edits.py:1: imports rules, and model does not say so"],
    ),
    (
        house.import_packages_only,
        {"run/part1.py": "from house import check\n"},
        ["run/part1.py:1: imports check, which is no package"],
    ),
    (
        house.import_packages_only,
        {"run/part1.py": "import house\n"},
        ["run/part1.py:1: imports the whole house, which is no package"],
    ),
    (
        house.leave_siblings_alone,
        {"kinds/kind1.py": "from house.kinds.kind2 import Kind2\n"},
        ["kinds/kind1.py:1: imports its sibling kind2"],
    ),
    (
        house.leave_siblings_alone,
        {"outputs/_entry.py": "def entry():\n    from house.outputs import html\n"},
        ["outputs/_entry.py:2: imports its sibling html"],
    ),
    (
        house.leave_siblings_alone,
        {"files/formats/ndjson.py": '"""Two."""\n\nfrom house.files.formats import json\n\nx = json\ny = json\n'},
        ["files/formats/ndjson.py:3: imports its sibling json"],
    ),
    (
        house.keep_to_themselves,
        {"cli/server.py": "", "cli/check.py": "from house import lsp\n"},
        ["cli/check.py:1: imports lsp; only cli/server.py may"],
    ),
    (
        house.keep_to_themselves,
        {"__main__.py": '"""The door."""\n\nfrom house import lsp\n'},
        ["__main__.py:3: imports lsp; only cli/server.py may"],
    ),
    (
        house.keep_to_themselves,
        {"linter/scan.py": "from house.kinds.line import Line\n"},
        ["linter/scan.py:1: imports kinds.line.Line; only its name may"],
    ),
    (
        house.keep_editors_apart,
        {"lsp/desk.py": "from house.run.pool import Pool\nfrom house import outputs\n"},
        [
            "lsp/desk.py:1: imports run.pool.Pool, which the language server does without",
            "lsp/desk.py:2: imports outputs, which the language server does without",
        ],
    ),
    (
        house.go_round_nowhere,
        {
            "linter/scan.py": "from house.linter.linter import check\n",
            "run/part1.py": "from house.linter import linter\n",
        },
        ["linter/linter.py:1: in a circle of imports: linter/linter.py, linter/scan.py"],
    ),
    (house.print_at_the_edge, {"run/part1.py": '"""Runs."""\n\nprint(1)\n'}, ["run/part1.py:3: has print("]),
    (
        house.start_processes_in_two_places,
        {"run/part1.py": "import subprocess\n"},
        ["run/part1.py:1: imports subprocess"],
    ),
    (
        house.start_processes_in_two_places,
        {"cli/_commands.py": "import urllib.request\n"},
        ["cli/_commands.py:1: imports urllib.request"],
    ),
    (
        house.keep_functions_short,
        {"run/part1.py": "async def long():\n" + "    pass\n" * 45},
        ["run/part1.py:1: long has 46 lines, more than 45"],
    ),
    (house.document_what_is_public, {"run/part1.py": "x = 1\n"}, ["run/part1.py:1: has no docstring"]),
    (
        house.document_what_is_public,
        {"run/part1.py": '"""A part."""\n\n\ndef _own(): ...\n\n\ndef part(): ...\n\n\nclass Part: ...\n'},
        ["run/part1.py:7: part has no docstring", "run/part1.py:10: Part has no docstring"],
    ),
    (
        house.account_for_numbers,
        {"run/part1.py": '"""A part."""\n\nMOST, LEAST = 3, -1\nWEIGHTS: dict = {"a": 2 * 0.5}\n'},
        ["run/part1.py:3: (MOST, LEAST) says not what it is", "run/part1.py:4: WEIGHTS says not what it is"],
    ),
]


def built(files: dict[str, str], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder / "house"


@pytest.mark.parametrize("law", house.LAWS, ids=lambda law: law.__name__)
def test_a_sound_house_keeps_it(law: Law, tmp_path: Path) -> None:
    assert list(law(built(SOUND, tmp_path))) == []


@pytest.mark.parametrize(("law", "files", "complaints"), BROKEN, ids=[law.__name__ for law, _, _ in BROKEN])
def test_what_breaks_it_is_told(law: Law, files: dict[str, str], complaints: list[str], tmp_path: Path) -> None:
    assert list(law(built(SOUND | files, tmp_path))) == complaints


def test_every_law_is_shown_broken() -> None:
    assert {law for law, _, _ in BROKEN} == set(house.LAWS)
