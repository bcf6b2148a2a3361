"""What is made when newslint is built: word lists, letter models, rules and languages, compiled.

A wheel carries them in newslint/data/compiled/; an editable install finds them in build/compiled/ of the checkout. What
is there already and was made from the same is not made again; NEWSLINT_COMPILED names the folder of another build, from
which is taken what was made from the same.
"""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface[Any]):
    """Compiles before the wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is not there, and have a wheel carry it."""
        folder = Path(self.root, "build", "compiled")
        sys.path.insert(0, self.root)
        os.environ["NEWSLINT_CACHE_DIR"] = str(folder)
        folder.mkdir(parents=True, exist_ok=True)
        other = Path(os.environ.get("NEWSLINT_COMPILED", folder))
        made = {*_words(folder, other), *_forms(folder, other)}
        for path in folder.iterdir():
            path.chmod(0o644) if path.name in made else path.unlink()
        if version != "editable":
            build_data["force_include"][str(folder)] = "newslint/data/compiled"


def _words(folder: Path, other: Path) -> set[str]:
    """The word lists of all languages; a process for each core makes them."""
    from newslint.evidence.lexicon import FORMAT, build, known, stamp

    names = {code: f"words-{code}-{FORMAT}-{stamp(code)}" for code in known()}
    for name in names.values():
        if not (folder / name).is_file() and (other / name).is_file():
            shutil.copyfile(other / name, folder / name)
    lacking = [code for code, name in names.items() if not (folder / name).is_file()]
    with ProcessPoolExecutor() as pool:
        list(pool.map(build, lacking, (folder / names[code] for code in lacking)))
    return set(names.values())


def _forms(folder: Path, other: Path) -> set[str]:
    """Rules, languages with their phrases and formulas, the rules' former names and the weights of evidence."""
    from newslint.evidence.formulas import shelf
    from newslint.evidence.glue.given import names
    from newslint.evidence.glue.neighbours import pairs
    from newslint.evidence.glue.weights import weights
    from newslint.evidence.language import get
    from newslint.evidence.phrases import book
    from newslint.rules.names import former

    for kind in FORMS:
        if not any(folder.glob(f"{kind}-*")):
            for form in other.glob(f"{kind}-*"):
                shutil.copy2(form, folder)  # with its time: what was made last counts

    former()
    weights()
    for make in (book, shelf):
        make(get("en"))
    names()
    pairs("en")
    forms = (sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime_ns) for kind in FORMS)
    return {form[-1].name for form in forms}


FORMS = ("builtin", "languages", "phrases", "formulas", "names", "glue", "given", "neighbours")
"""Their names; what was made last counts."""
