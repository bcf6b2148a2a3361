"""Encodings: told by a mark, by the user, or by the words where they leave no doubt; written back as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newslint.__main__ import main
from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.files import charset, guess
from newslint.model.errors import ReadError
from newslint.run import listing, run
from newslint.run.outcome import Task

FRENCH = """\
Le gouvernement a présenté mardi une réforme très attendue . Après des années de négociations, les élus de la
région ont adopté le budget à une large majorité, et le président a salué « un succès » pour la sécurité et la santé.
Le conseil a décidé que la mairie ouvrira ses portes dès février, où les élèves pourront être accueillis.
"""
POLISH = """\
Rada miasta przyjęła we wtorek budżet na przyszły rok . Prezydent powiedział, że to największa inwestycja od
lat i że będzie mógł się nią pochwalić. Mieszkańcy są zadowoleni, choć część z nich żąda więcej pieniędzy na drogi.
W tym miesiącu dziesiątki osób przyszły na spotkanie, gdzieś w środku miasta, i wciąż pytają, skąd wziąć środki i jaką
drogą iść dalej. Ktoś musi coś zrobić, bo świat się zmienia, a ludność rośnie.
"""
RUSSIAN = """\
Совет города принял во вторник бюджет на следующий год . Мэр сказал, что это большой успех для жителей, но не
все с этим согласны, и они хотят, чтобы власти строили больше школ.
"""
GUESSED = [
    (FRENCH, "cp1252"),
    (FRENCH, "mac_roman"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859_2"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8_r"),
]
CONFIG = Config(select=["space-before-punctuation"])


@pytest.mark.parametrize(("text", "encoding"), GUESSED)
def test_words_tell_an_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert charset.decode(data, "a").text == text


@pytest.mark.parametrize(
    "data",
    [
        "café".encode("cp1252"),
        "The café in the town is closed and the mayor said so.".encode("cp1252"),
        "The council met “on Monday” and it said that it’s fine.".encode("cp1252"),
        "El señor dijo que los años son más".encode("cp1252"),
        bytes(range(128, 256)),
        "日本語の新聞は今日も読まれている。".encode("shift_jis"),
        FRENCH.encode()[:-3] + b"\xff" * 3 + FRENCH.encode(),
    ],
)
def test_what_leaves_a_doubt_is_left_to_the_user(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"not UTF-8: byte .*; name its encoding, as in --encoding cp1252"):
        charset.decode(data, "a")


def test_a_guess_is_written_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = json.dumps({"text": FRENCH}, ensure_ascii=False) + "\n"
    Path("a.txt").write_bytes(FRENCH.encode("cp1252"))
    Path("b.jsonl").write_bytes(line.encode("cp1252") * 3)
    Path("c.csv").write_bytes(f'id;text\r\n1;"{FRENCH.replace("«", chr(34) * 2)}"\r\n'.encode("cp1252"))
    Path("d.html").write_bytes(f"<p>{FRENCH}</p>".encode("cp1252"))
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    done = list(run.run(listing.plan(["."], Settings(CONFIG)), Task(fix=True, write=True)))
    assert [(len(one.fixed), one.troubles) for one in done] == [(1, []), (3, []), (1, []), (1, [])]
    for path in sorted(Path().iterdir()):
        assert path.read_bytes() == before[path.name].replace(b"attendue .", b"attendue."), path


def test_one_damaged_record_makes_no_other_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = json.dumps({"text": FRENCH}, ensure_ascii=False) + "\n"
    Path("a.jsonl").write_bytes(line.encode() + line.encode("cp1252"))
    (outcome,) = run.run(listing.plan(["."], Settings(CONFIG)), Task())
    assert [(one.finding.record, one.finding.rule) for one in outcome.left] == [
        (1, "space-before-punctuation"),
        (2, "unreadable-record"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_the_encoding_that_is_named(
    encoding: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = {"a.txt": "café .\n", "a.jsonl": '{"text": "café ."}\n', "a.csv": "text\ncafé .\n"}[name]
    Path(name).write_bytes(text.encode(encoding))
    options = ["--isolated", "--select", "space-before-punctuation", "--lang", "en", "--encoding", encoding]
    assert main(["check", *options, "--fix", name]) == 0, capsys.readouterr().err
    assert Path(name).read_bytes() == text.replace("é .", "é.").encode(encoding)


def test_guessing_is_not_for_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guess, "encoding", lambda _: pytest.fail("it was guessed"))
    assert charset.decode(FRENCH.encode(), "a").encoding == "utf-8"
    assert charset.Spelling.of(FRENCH.encode() + b"\xff\n", None).encoding == "utf-8"
