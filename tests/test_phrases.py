"""Lines that the configuration calls left over: anywhere or on one site, safe or not, listed or in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newslint
from newslint.__main__ import main
from newslint.config.config import Config

MOTTO = "The Courier keeps you company"
ARTICLE = f"The port is open again.\nThe storm has passed.\n{MOTTO}\n"
BARE = ARTICLE.replace(f"{MOTTO}\n", "")


def configured(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "newslint.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_phrase_goes_wherever_it_stands(tmp_path: Path) -> None:
    linter = newslint.Linter("en", config=configured(tmp_path, f'phrases = ["{MOTTO.upper()}"]\n'))
    assert linter.fix(ARTICLE).text == BARE
    assert linter.fix(f"• {MOTTO}!\n{BARE}").text == BARE
    quoted = BARE + f"“{MOTTO},” he said.\n"
    assert linter.fix(quoted).text == quoted


def test_a_phrase_of_one_site_goes_there_alone(tmp_path: Path) -> None:
    told = f'phrases = [{{text = "{MOTTO}", site = "courier.example"}}]\n'
    linter = newslint.Linter("en", config=configured(tmp_path, told))
    assert linter.fix(ARTICLE, site="courier.example").text == BARE
    assert linter.fix(ARTICLE, site="gazette.example").text == ARTICLE
    assert linter.fix(ARTICLE).text == ARTICLE


def test_a_phrase_that_is_not_safe_waits(tmp_path: Path) -> None:
    linter = newslint.Linter("en", config=configured(tmp_path, f'phrases = [{{text = "{MOTTO}", safe = false}}]\n'))
    assert [(one.rule, one.safe) for one in linter.check(ARTICLE)] == [("own-phrase", False)]
    assert linter.fix(ARTICLE).text == ARTICLE
    assert linter.fix(ARTICLE, unsafe=True).text == BARE


def test_phrases_lie_in_files_too(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text(f"# of the Courier\n\n{MOTTO}\n", encoding="utf-8")
    config = Config.of(configured(tmp_path, 'phrase-files = ["phrases.txt"]\n'))
    assert [one.text for one in config.own_phrases()] == [MOTTO]
    assert newslint.Linter("en", config=config).fix(ARTICLE).text == BARE


def test_phrases_add_to_those_of_what_is_extended(tmp_path: Path) -> None:
    configured(tmp_path, 'phrases = ["One and all"]\n')
    inner = configured(tmp_path / "inner", f'extend = "../newslint.toml"\nphrases = ["{MOTTO}"]\n')
    assert {one.text for one in Config.of(inner).own_phrases()} == {"One and all", MOTTO}


@pytest.mark.parametrize(
    "wrong", ['phrases = [{site = "a"}]', "phrases = [3]", 'phrases = [{text = "a", sites = "b"}]']
)
def test_what_is_no_phrase_is_told(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(newslint.ConfigError, match=r"newslint.toml:1: phrases"):
        Config.of(configured(tmp_path, wrong))


@pytest.mark.parametrize(
    ("record", "gone"),
    [
        ({"url": "https://www.courier.example/a?b"}, True),
        ({"url": "https://gazette.example/a"}, False),
        ({"site": "courier.example", "url": "https://cdn.example/1"}, True),
        ({"id": 7, "link": "https://courier.example:443/"}, True),
        ({"url": "/relative"}, False),
    ],
)
@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_the_site_is_told_by_the_record(tmp_path: Path, record: dict[str, object], kind: str, gone: bool) -> None:
    configured(tmp_path, f'phrases = [{{text = "{MOTTO}", site = "courier.example"}}]\nlang = "en"\n')
    row = {**record, "text": ARTICLE}
    path = tmp_path / f"news.{kind}"
    if kind == "csv":
        cells = [json.dumps(str(cell)).replace("\\n", "\n") for cell in row.values()]
        path.write_text(f"{','.join(row)}\n{','.join(cells)}\n", encoding="utf-8")
    else:
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    main(["check", "--fix", "--no-cache", "--no-journal", "--select", "own-phrase", str(path)])
    assert (MOTTO in path.read_text(encoding="utf-8")) is not gone


def test_the_same_content_in_another_folder_is_another_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured(tmp_path, f'phrases = [{{text = "{MOTTO}", site = "courier"}}]\nlang = "en"\n')
    for folder in ("gazette/2024", "courier/2024"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "port.txt").write_text(ARTICLE, encoding="utf-8")
    for _ in range(2):
        main(["check", "--output-format", "concise", "-q", str(tmp_path)])
        told = capsys.readouterr().out
        assert told.count("own-phrase") == 1
        assert "courier" in told.partition(":")[0]


def test_another_field_may_name_the_site(tmp_path: Path) -> None:
    configured(tmp_path, f'phrases = [{{text = "{MOTTO}", site = "courier"}}]\nlang = "en"\nsite-field = "paper"\n')
    path = tmp_path / "news.jsonl"
    path.write_text(
        json.dumps({"paper": "courier", "url": "https://x.example/", "text": ARTICLE}) + "\n", encoding="utf-8"
    )
    main(["check", "--fix", "--no-journal", str(path)])
    assert MOTTO not in path.read_text(encoding="utf-8")
