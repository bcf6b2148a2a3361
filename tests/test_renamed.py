"""A rule that is called otherwise now: the old name means it wherever somebody wrote it, and is told of."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import journals
import msgspec
import pytest

from newslint import Linter
from newslint.__main__ import main
from newslint.config import baseline, fingerprint, sidecar
from newslint.config.baseline_use import Use
from newslint.config.config import Config
from newslint.config.selection import chosen
from newslint.linter.asking import Ask
from newslint.linter.page import page
from newslint.model.documents import Document, Medium, Origin, comments
from newslint.model.errors import RuleError
from newslint.model.findings import Shown
from newslint.model.shown import called, shown
from newslint.rules.load import load, load_path
from newslint.rules.names import former, had

SLOT = "Publicidade do parceiro Correio do Porto 3"
"""What `ad-slot` found; it is called `ad-label` now."""

TEXT = f"O porto abriu.\n{SLOT}\nO trânsito segue lento.\n"
NOTE = "The rule 'ad-slot' is now called 'ad-label'.\n"
NAMES = {
    "ad-slot": "ad-label",
    "error-page": "no-article",
    "newsletter-invitation": "newsletter-line",
    "newsletter-offer": "newsletter-line",
    "related-link-unmarked": "related-link",
    "share-control": "share-line",
    "subscription-appeal": "subscription-line",
    "subscription-offer": "subscription-line",
}

OWN = """
- name: {name}
  kind: pattern
  message: own rule
  why: For the test.
  pattern: port
  examples: [{{bad: "The ⟦port⟧."}}]
  clean: [one, two]
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write("a.txt", TEXT)
    return tmp_path


def write(name: str, content: str) -> Path:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")
    return Path(name)


@pytest.fixture
def newslint(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*args: str) -> tuple[int, str, str]:
        code = main(list(args))
        return code, *capsys.readouterr()

    return ran


@pytest.fixture
def check(newslint: Run) -> Run:
    def checked(*args: str) -> tuple[int, str, str]:
        code, out, err = newslint("check", "--lang", "pt", "--output-format", "concise", *args)
        return code, " ".join(" ".join(line.split(" ")[:2]) for line in out.splitlines()), err

    return checked


FOUND = "a.txt:2:1: ad-label"


def test_which_names_rules_had() -> None:
    assert former() == NAMES
    assert had()["newsletter-line"] == ["newsletter-invitation", "newsletter-offer"]


@pytest.mark.parametrize(("old", "new"), NAMES.items())
@pytest.mark.parametrize("key", ["select", "extend_select", "ignore"])
def test_an_old_name_selects_and_ignores_what_the_new_one_does(old: str, new: str, key: str) -> None:
    rules = load()
    base = Config(select=["glued"] if key == "extend_select" else None)
    chosen_by = {name: chosen(rules, msgspec.structs.replace(base, **{key: [name]})) for name in (old, new, "all")}
    assert chosen_by[old] == chosen_by[new] != chosen_by["all"]
    assert (new in [rule.name for rule in chosen_by[old]]) == (key != "ignore")


def test_an_old_name_is_ignored_in_files() -> None:
    config = Config(per_file_ignores={"*.txt": ["ad-slot"]})
    assert "ad-label" in [rule.name for rule in chosen(load(), config)]
    assert "ad-label" not in [rule.name for rule in chosen(load(), config.for_file("a.txt"))]


@pytest.mark.parametrize("option", ["--select", "--extend-select"])
def test_the_command_line_tells_of_an_old_name(option: str, check: Run) -> None:
    code, out, err = check(option, "ad-slot,ad-label,ad-slot", ".")
    assert (code, out) == (1, FOUND)
    assert err == f"{NOTE}1 problem in 1 file.\n[*] 1 fixable with --fix.\n"


@pytest.mark.parametrize(
    "said", ['ignore = ["ad-slot"]', 'per-file-ignores = {"*.txt" = ["ad-slot"]}', 'select = ["glued", "ad-slot"]']
)
def test_so_does_a_configuration(said: str, check: Run) -> None:
    write("newslint.toml", said)
    write("x/newslint.toml", 'ignore = ["ad-slot", "ad-label"]')
    write("x/b.txt", TEXT)
    assert check(".")[1:] == check(".")[1:], "also where all is known"
    _, out, err = check(".")
    assert (out, err.count(NOTE)) == (FOUND if "select" in said else "", 1)
    assert NOTE not in check("--quiet", ".")[2]


def test_so_do_the_other_commands(newslint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("newslint.toml", 'extend-select = ["ad-slot"]\nlang = "pt"')
    assert newslint("suppress", "--reason", "why", "--select", "ad-slot")[2].count(NOTE) == 1
    assert "rule: ad-label" in Path(sidecar.NAME).read_text(encoding="utf-8")
    Path(sidecar.NAME).unlink()
    assert newslint("baseline", "create")[2].count(NOTE) == 1
    code, out, err = newslint("explain", "--lang", "pt", "--rule", "ad-slot", SLOT)
    assert (code, err) == (0, NOTE)
    assert "ad-label" in out


def test_standard_input(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("a.txt").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        _, out, err = check("--select", "ad-slot", "-")
    assert (out, err.count(NOTE)) == ("-:2:1: ad-label", 1)


def test_its_page(newslint: Run) -> None:
    old, new = newslint("rule", "ad-slot"), newslint("rule", "ad-label")
    assert old == (0, new[1], NOTE)
    assert new[2] == ""
    assert "\n- formerly: `ad-slot`\n" in new[1]


def judged(text: str) -> list[tuple[str, str, str | None]]:
    linter = Linter("pt", select=["ad-label", "unused-suppression"])
    findings = linter.check_document(Document(text, lang="pt", medium=Medium(comments=comments)))
    return [(finding.rule, finding.message, finding.fix) for finding in findings]


SAID = "suppression by a name that is no more: 'ad-slot' is now 'ad-label'"


@pytest.mark.parametrize(
    ("comment", "fix"),
    [
        ("<!-- newslint: ignore[ad-slot] why -->", "<!-- newslint: ignore[ad-label] why -->"),
        ("<!-- newslint: ignore[ad-slot, ad-label] -->", "<!-- newslint: ignore[ad-label] -->"),
        ("<!-- newslint: ignore[glued, ad-slot] -->", "<!-- newslint: ignore[glued, ad-label] -->"),
    ],
)
def test_a_comment(comment: str, fix: str) -> None:
    ((rule, message, mended),) = judged(f"O porto abriu.\n{comment}\n{SLOT}\nO trânsito segue lento.\n")
    assert (rule, mended) == ("unused-suppression", fix)
    assert message in (SAID, "suppression that suppresses nothing: ad-label")
    assert judged(f"O porto abriu.\n{fix}\n{SLOT}\nO trânsito segue lento.\n") == []


def test_a_comment_that_silences_nothing_is_told_of_as_such() -> None:
    ((_, message, mended),) = judged("O porto abriu. <!-- newslint: ignore[ad-slot] -->\n")
    assert (message, mended) == ("suppression that suppresses nothing: ad-slot", "")


def test_front_matter() -> None:
    assert judged(f"---\nnewslint: {{ignore: [ad-slot]}}\n---\n{TEXT}") == [("unused-suppression", SAID, None)]


@pytest.mark.parametrize("keys", ["rule: ad-slot", "rule: [ad-slot, glued]\n  path: /a.txt"])
def test_a_sidecar(keys: str, check: Run) -> None:
    write(sidecar.NAME, f"- {keys}\n")
    assert check(".")[:2] == (1, f"{sidecar.NAME}:1:1: unused-suppression")
    assert f"{sidecar.NAME}:1:1: unused-suppression {SAID}" in check_all()


def check_all() -> list[str]:
    main(["check", "--lang", "pt", "--output-format", "concise", "--output-file", "out", "."])
    return Path("out").read_text(encoding="utf-8").splitlines()


def found(text: str = TEXT, path: str = "a.txt") -> Shown:
    document = Document(text, lang="pt", origin=Origin(path))
    (one,) = shown(text, Linter("pt", select=["ad-label"]).check_document(document))
    return one


def test_a_fingerprint_in_a_sidecar(check: Run) -> None:
    old = fingerprint.Fingerprints().of(called(found(), "ad-slot"))
    assert old != fingerprint.Fingerprints().of(found())
    write(sidecar.NAME, f"- fingerprint: {old}\n")
    assert check(".")[:2] == (0, "")


def test_a_baseline(newslint: Run) -> None:
    write("newslint.toml", 'baseline = "base.json"\nlang = "pt"')
    old = baseline.key(called(found(), "ad-slot"))
    write("base.json", "".join(baseline.lines(baseline.Baseline({"a.txt": {old: 1}}))))
    told = (
        "No problems in 1 file.\nbase.json knows 1 more.\n"
        "base.json has rules by names that are no more ('ad-slot'); 'newslint baseline update' renames them.\n"
    )
    assert newslint("check", ".") == newslint("check", ".") == (0, "", told)
    assert newslint("baseline", "check")[0] == 0
    assert newslint("baseline", "update")[0] == 0
    stored = json.loads(Path("base.json").read_text(encoding="utf-8"))
    assert list(stored["files"]["a.txt"]) == ["ad-label"]
    assert newslint("check", ".") == (0, "", "No problems in 1 file.\nbase.json knows 1 more.\n")


def test_one_more_than_an_old_baseline_knows_is_new() -> None:
    one, other = found(), found(f"O porto fechou.\n{SLOT}\n")
    known = {baseline.key(called(one, "ad-slot")): 1, baseline.key(one): 1}
    use = Use(baseline.Baseline({"a.txt": known}), lambda _: False, {"ad-label": ["ad-slot"]})
    assert use.new("a.txt", [one, other, other]) == [other]
    assert (use.hidden, use.outdated()) == (2, ["ad-slot"])


def test_a_file_that_was_moved_is_found_by_its_old_names() -> None:
    one = found(path="b/a.txt")
    content = baseline.Baseline({"a.txt": {baseline.key(called(one, "ad-slot")): 1}})
    assert Use(content, lambda _: True, {"ad-label": ["ad-slot"]}).new("b/a.txt", [one]) == []
    assert Use(content, lambda _: True).new("b/a.txt", [one]) == [one]


@pytest.mark.parametrize("said", ["ad-slot", "ad-label"])
def test_undoing_what_a_run_did_under_either_name(said: str, newslint: Run) -> None:
    newslint("check", "--fix", "-q", "--lang", "pt", ".")
    assert SLOT not in Path("a.txt").read_text(encoding="utf-8")
    (run,) = Path(".newslint/journal").glob("*/*.jsonl")
    old = run.read_text(encoding="utf-8").replace('"ad-label"', '"ad-slot"')
    run.write_text(old, encoding="utf-8")
    journals.sign(run)
    code, _, err = newslint("undo", "--rule", said)
    assert (code, err.startswith(NOTE)) == (0, said == "ad-slot")
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


def test_undoing_by_an_old_name_what_a_run_did_under_the_new_one(newslint: Run) -> None:
    newslint("check", "--fix", "-q", "--lang", "pt", ".")
    assert newslint("undo", "--rule", "ad-slot")[0] == 0
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


# --- rules of one's own ---


def test_who_has_a_rule_of_an_old_name_means_that(check: Run) -> None:
    write("own.yaml", OWN.format(name="ad-slot"))
    rules = {rule.name: rule for rule in load(["own.yaml"])}
    assert (rules["ad-slot"].message, rules["ad-label"].formerly) == ("own rule", [])
    assert [rule.name for rule in chosen(list(rules.values()), Config(select=["ad-slot"]))] == ["ad-slot"]
    _, out, err = check("--rules", "own.yaml", "--ignore", "ad-slot", ".")
    assert out == FOUND
    assert err.splitlines()[0] == (
        "The built-in rule 'ad-slot' is now called 'ad-label'; yours of the old name does not replace it."
    )


def test_a_rule_that_replaces_another_answers_to_its_old_names(check: Run) -> None:
    write("own.yaml", OWN.format(name="ad-label"))
    code, out, err = check("--rules", "own.yaml", "--ignore", "ad-slot", ".")
    assert (code, out, err.count(NOTE)) == (0, "", 1)


def test_a_rule_of_ones_own_may_be_renamed(check: Run) -> None:
    write("house/own.yaml", OWN.format(name="own-port\n  formerly: [own-harbour]"))
    write("newslint.toml", 'rules = ["house"]\nignore = ["own-harbour"]')
    _, out, err = check(".")
    assert (out, err.splitlines()[0]) == (FOUND, "The rule 'own-harbour' is now called 'own-port'.")


def test_a_rule_file_that_cannot_be_read_is_told_of(newslint: Run) -> None:
    Path("house/a.yaml").mkdir(parents=True)
    code, out, err = newslint("check", "--rules", "house", "--ignore", "ad-slot", ".")
    assert (code, out, err) == (2, "", "error: house/a.yaml: can't be read: Is a directory\n")


def test_a_name_stands_for_one_rule(here: Path) -> None:
    write("own.yaml", OWN.format(name="one") + OWN.format(name="two\n  formerly: [one]"))
    with pytest.raises(RuleError, match=r"rule 'one' is also at own.yaml:2; rename one"):
        load_path(Path("own.yaml"))


# --- one rule that finds in several ways ---

WAYS = """
- name: many-ways
  formerly: [one-way]
  kind: pattern
  message: way
  why: For the test.
  pattern: port
  fix: ""
  also:
    - pattern: bay
    - pattern: PORT|po\\w+
      ignore_case: true
      confidence: 0.5
  examples:
    - bad: "The ⟦port⟧, the ⟦bay⟧, ⟦pony⟧."
      good: "The , the , ."
  clean: [one, two]
"""


def way(text: str) -> list[tuple[int, float]]:
    findings = Linter("en", rules=[write("ways.yaml", text)], select=["many-ways"]).check("A port, a bay, a pony.\n")
    return [(finding.start, finding.confidence) for finding in findings]


def test_a_rule_finds_in_each_of_its_ways_and_at_one_place_by_the_first() -> None:
    assert way(WAYS) == [(2, 1.0), (10, 1.0), (17, 0.5)]
    (rule,) = load_path(Path("ways.yaml"))
    assert [(one.name, getattr(one, "pattern"), getattr(one, "fix")) for one in rule.ways()] == [  # noqa: B009
        ("many-ways", "port", ""),
        ("many-ways", "bay", ""),
        ("many-ways", "PORT|po\\w+", ""),
    ]


@pytest.mark.parametrize("fix", ['""', "quay", "null"])
def test_what_several_ways_find_at_one_place_is_one_finding(fix: str) -> None:
    assert way(WAYS.replace('fix: ""', f"fix: {fix}")) == [(2, 1.0), (10, 1.0), (17, 0.5)]


def test_of_several_ways_the_one_that_is_safe_to_mend_counts() -> None:
    unsure = WAYS.replace('fix: ""', "fix: quay\n  confidence: 0.5").replace(
        "confidence: 0.5\n  ex", "confidence: 1.0\n  ex"
    )
    assert way(unsure) == [(2, 1.0), (10, 0.5), (17, 1.0)]


def test_what_a_rule_costs_is_what_all_its_ways_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr("newslint.linter.scan.perf_counter", lambda: next(ticks))
    linter = Linter("en", rules=[write("ways.yaml", WAYS)], select=["many-ways"])
    scanned = linter.scan_document(Document("A port, a bay, a pony.\n"), Ask(costs=True))
    assert scanned.notes.costs == {"many-ways": 3}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- pattern: bay", "- patern: bay", "ways.yaml:10:15: unknown key 'patern'; did you mean 'pattern'?"),
        ("- pattern: bay", "- message: m", "ways.yaml:10:16: also: 'message' is the whole rule's; write it above"),
        ("- pattern: bay", "- pattern: 3", "ways.yaml:10:16: pattern: Expected `str`, got `int`"),
        ("- pattern: bay", "- pattern: (", "bad pattern at character 1"),
        ("- pattern: bay", "- bay", "Expected `object`, got `str`"),
        ("confidence: 0.5", "allows: lines", "'also' allows 'lines' and not 'text'; make it a rule of its own"),
    ],
)
def test_what_is_wrong_with_a_way_is_told_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(RuleError) as error:
        load_path(write("ways.yaml", WAYS.replace(old, new)))
    assert said in str(error.value)


def test_what_a_rule_flags_though_it_is_right_is_on_record(newslint: Run) -> None:
    write("ways.yaml", WAYS + '  misses: ["a barge", "Now ⟦port⟧ wine."]\n')
    assert newslint("rules", "test", "ways.yaml")[0] == 0
    (rule,) = load_path(Path("ways.yaml"))
    shown_page = page(rule)
    assert "## Not found yet\n\n    a barge\n" in shown_page
    assert "## Still flagged, though it is right\n\n    Now ⟦port⟧ wine.\n" in shown_page
    write("ways.yaml", WAYS + '  misses: ["a bay", "Now ⟦ports⟧ wine."]\n')
    code, out, _ = newslint("rules", "test", "ways.yaml")
    assert (code, out.count(" closed: ")) == (1, 3)
    assert "flagged no more: 'Now ⟦ports⟧ wine.'; move it to clean" in out


def test_no_way_stands_for_nothing() -> None:
    for rule in load():
        ways = [msgspec.structs.replace(one, also=[]) for one in rule.ways()]
        assert all(one not in ways[:number] for number, one in enumerate(ways)), rule.name


def test_no_name_that_a_rule_had_is_one_that_a_rule_or_group_has() -> None:
    rules = load()
    assert not former().keys() & {name for rule in rules for name in (rule.name, rule.group)}
