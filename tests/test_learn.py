"""`newslint learn` and what it is good for, on 300 made-up articles of six papers: learn, check, fix, undo, add."""

from __future__ import annotations

import json
from pathlib import Path

import papers
import pytest

import newslint
from newslint.__main__ import main
from newslint.cli import _damage
from newslint.profile.sites import site_of

SELECT = ("--select", "site-refrain", "--no-cache")


def run(*args: str | Path) -> int:
    """A command's exit code."""
    return main([str(arg) for arg in args])


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles and the profile that was learned from it."""
    folder = tmp_path_factory.mktemp("papers")
    papers.write(folder / "articles")
    assert run("learn", folder / "articles", "-o", folder / "news.profile", "-q", "--isolated") == 0
    return folder


def texts(folder: Path) -> dict[tuple[str, int], str]:
    """What lies there, by site and number."""
    found = dict[tuple[str, int], str]()
    for paper in papers.PAPERS:
        records = folder / f"{paper.site}.jsonl"
        if records.exists():
            rows = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
            found |= {(paper.site, number): row["text"] for number, row in enumerate(rows)}
        for number, path in enumerate(sorted((folder / paper.site).glob("*.txt"))):
            found[paper.site, number] = path.read_text(encoding="utf-8")
    return found


def test_each_site_is_told_and_known(learned: Path) -> None:
    profile = newslint.Profile.load(learned / "news.profile")
    assert profile.sites == tuple(sorted(paper.site for paper in papers.PAPERS))
    assert (profile.articles, profile.copies) == (300, 0)
    for paper in papers.PAPERS:
        for line in papers.furniture(paper, 7):
            entry = profile.of(paper.site).entry(line)
            assert entry is not None
            assert entry.articles == 50
            if paper.site in ("gazette.example", "herald.example", "bote.example"):
                assert (entry.days, entry.last - entry.first) == (28, 27)


def test_fixing_takes_the_furniture_and_nothing_else_and_undo_brings_it_back(
    learned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.write(tmp_path / "articles", 12)
    before = texts(tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    profile = ("--profile", learned / "news.profile")
    assert run("check", "--fix", *SELECT, *profile, "articles", "-q") in (0, 1)
    after = texts(tmp_path / "articles")
    for paper in papers.PAPERS:
        for number in range(12):
            wanted = [
                line for line in before[paper.site, number].splitlines() if line not in papers.furniture(paper, number)
            ]
            assert after[paper.site, number].splitlines() == wanted
    assert run("check", *SELECT, *profile, "articles", "-q") == 0
    assert run("undo", "-q") == 0
    assert texts(tmp_path / "articles") == before


def test_learning_and_checking_in_one_run_is_the_same(
    learned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(learned)
    told = []
    for how in (("--learn",), ("--profile", "news.profile")):
        assert run("check", *SELECT, "--isolated", "--output-format", "jsonl", *how, "articles", "-q") == 1
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert told[0].count('"site-refrain"') == sum(len(papers.furniture(paper, 0)) for paper in papers.PAPERS) * 50


def test_without_a_profile_nothing_changes(learned: Path) -> None:
    assert run("check", *SELECT, "--isolated", learned / "articles", "-q") == 0


def test_what_is_added_bit_by_bit_is_the_same_profile(learned: Path, tmp_path: Path) -> None:
    files = sorted((learned / "articles").rglob("*.*"))
    parts = [files[::3], files[2::3], files[1::3]]
    path = tmp_path / "some.profile"
    for number, part in enumerate(parts):
        how = ("--update", path) if number else ("-o", path, "--by", "host")
        assert run("learn", "-q", "--isolated", *how, *part) == 0
    assert path.read_bytes() == (learned / "news.profile").read_bytes()
    assert run("learn", "-q", "--isolated", "--update", path, *files[:40]) == 0
    assert path.read_bytes() == (learned / "news.profile").read_bytes()


def test_processes_make_no_difference(learned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.cli._learning.POOL_BYTES", 0)
    assert run("learn", "-q", "--isolated", "-j", "2", learned / "articles", "-o", tmp_path / "two") == 0
    assert (tmp_path / "two").read_bytes() == (learned / "news.profile").read_bytes()


def test_what_a_profile_adds_is_explained(
    learned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(learned)
    how = ("--profile", "news.profile", "--lang", "en", "--rule", "site-refrain")
    assert run("explain", *how, "articles/courier.example/007.txt") == 0
    told = capsys.readouterr().out
    assert "stands in 50 of 50 articles of its site, last line in 50" in told
    assert run("explain", "--rule", "site-refrain", "articles/courier.example/007.txt") == 0
    assert "stands in" not in capsys.readouterr().out


def test_a_page_tells_of_each_site_by_month_and_since_when_what_comes_back(learned: Path, tmp_path: Path) -> None:
    files = ("--update", learned / "news.profile", "-o", tmp_path / "p", "--isolated", "-q", learned / "articles")
    assert run("learn", *files, "--report", tmp_path / "corpus.html") == 0
    page = (tmp_path / "corpus.html").read_text(encoding="utf-8")
    assert "300 articles of 6 sites" in page
    assert "<td>2024-05<td class=n>50<td>" in page
    assert (
        "<td class=n>50 (100%)<td class=n>50<td>2024-05-01<td>2024-05-28<td>Made with care in Corran since 1881" in page
    )
    for banned in ("<script", "http://", "https://", "src="):
        assert banned not in page


def test_a_page_tells_what_to_mend_at_the_scraper_and_since_when(tmp_path: Path) -> None:
    paper, rows = papers.PAPERS[3], list[str]()
    for number in range(90):
        month, text = number // 30 + 3, papers.article(paper, number)
        text += "Advertisement\nThe Herald is now on your wrist\n" if month == 5 else ""
        day = f"2024-{month:02}-{number % 28 + 1:02}"
        rows.append(json.dumps({"url": f"https://{paper.site}/{number}", "date": day, "text": text}))
    path = tmp_path / "a.jsonl"
    pages = list[str]()
    for order in (rows, rows[::-1]):
        path.write_text("\n".join(order), encoding="utf-8")
        files = (path, "-o", tmp_path / "p", "--isolated", "-q")
        assert run("learn", *files, "--report", tmp_path / "corpus.html") == 0
        pages.append((tmp_path / "corpus.html").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    page = pages[0]
    assert "Damage was looked for in 90 articles" in page
    for said in (
        "Since 2024-05-01, 30 of 30 articles end with “The Herald is now on your wrist”",
        "Since 2024-05, ad-label in 100% of the articles (before, in 0%)",
        "90 of 90 articles have “Made with care in Corran since 1881”",
        "<tr><td>ad-label<td class=n>30 (33%)<td class=n>0%<td class=n>0%<td class=n>100%</tr>",
    ):
        assert f"<li>{said}" in page or said in page, said
    months = [line for line in page.split("<tr>") if line.startswith("<td>2024-0")]
    shares = [float(line.partition("</span><td class=n>")[2].partition("%")[0]) for line in months]
    assert len(months) == 3
    assert max(shares[:2]) < shares[2]
    assert "ad-label (100%)" in months[2]
    assert "ad-label" not in months[0]


def test_of_many_articles_a_share_is_checked_whatever_their_order() -> None:
    few, many = _damage.Cell("a.example", ""), _damage.Cell("b.example", "2024-05")
    assert _damage._shares({few: 3, many: 4 * _damage.MOST}) == {few: 1.0, many: 0.25}
    cells = {_damage.Cell("c.example", str(number)): 400 for number in range(1000)}
    assert sum(share * 400 for share in _damage._shares(cells).values()) <= _damage.ALL
    drawn = [_damage._lot("a.example", f"Text {number}") < 0.25 for number in range(2000)]
    assert 420 < sum(drawn) < 580


def test_a_page_says_nothing_as_code(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {"site": "<b>'x'", "text": f"{papers.article(papers.PAPERS[0], n)}<script>alert(1)</script> & more\n"}
        )
        for n in range(5)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    files = (tmp_path / "a.jsonl", "-o", tmp_path / "p", "--isolated", "-q")
    assert run("learn", *files, "--report", tmp_path / "corpus.html") == 0
    page = (tmp_path / "corpus.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_what_is_known_is_shown(learned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(learned / "news.profile")
    assert run("learn", "--show", path) == 0
    assert "courier.example: 50 articles; " in capsys.readouterr().out
    assert run("learn", "--show", path, "herald.example") == 0
    shown = capsys.readouterr().out
    assert "50 of 50 (last line in 50, 2024-05-01 to 2024-05-28)  Made with care in Corran since 1881" in shown
    assert run("learn", "--show", path, "nobody.example") == 2
    assert "knows no site 'nobody.example'" in capsys.readouterr().err


def test_rules_out_of_a_profile_pass_their_tests_and_work_without_it(
    learned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "house"
    files = (learned / "articles", "-o", tmp_path / "p", "--isolated")
    assert run("learn", *files, "--rules", house, "-q") == 0
    assert len(list(house.glob("*.yaml"))) == len(papers.PAPERS)
    assert run("rules", "test", house) == 0
    assert "50 of 50 articles" in (house / "courier.example.yaml").read_text(encoding="utf-8")
    linter = newslint.Linter(rules=[house])
    for paper in papers.PAPERS:
        text = papers.article(paper, 77)
        wanted = [line for line in text.splitlines() if line not in papers.furniture(paper, 77)]
        assert linter.fix(text).text.splitlines() == wanted
    assert run("learn", *files, "--rules", house, "-q") == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        "a.b|c (d) [e] {f} #g",
        "It’s “on” – 3½ 100 % & more\\n",
        "Ça, c’est 1 mars: où?",
        "x  y\tz",
        "Ⅻ ² ½ 12",
        "\u200b• A'b'",
    ],
)
def test_a_pattern_finds_its_line_again(line: str) -> None:
    import regex

    from newslint.profile.house import pattern

    found = regex.compile(pattern(line), regex.VERBOSE | regex.MULTILINE | regex.VERSION1)
    match = found.search(f"before\n{line}\nafter\n")
    assert match is not None
    assert match[0] == f"{line}\n"


@pytest.mark.parametrize(
    ("by", "told"),
    [("folder", "folder"), ("all", ""), (None, "a.example")],
)
def test_the_site_is_told_as_one_says(
    by: str | None, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    rows = [json.dumps({"url": "https://a.example/1", "text": papers.article(papers.PAPERS[0], n)}) for n in range(3)]
    (tmp_path / "folder" / "news.jsonl").write_text("\n".join(rows), encoding="utf-8")
    how = ("--by", by) if by else ()
    assert run("learn", "--isolated", *how, tmp_path, "-o", tmp_path / "p") == 0
    assert ("--by says otherwise" in capsys.readouterr().err) is (by is None)
    profile = newslint.Profile.load(tmp_path / "p")
    assert profile.sites == (told,)
    origin = newslint.Origin(str(tmp_path / "folder" / "news.jsonl"), site="a.example")
    assert site_of(origin, profile.by) == told


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("learn", "-o", "p", "empty"), "no files to learn from"),
        (("learn", "--show", "none.profile"), "no such file"),
        (("check", "--profile", "none.profile", "empty"), "no such file"),
        (("check", "--learn", "-"), "standard input is one"),
        (("check", "--learn", "--profile", "p", "empty"), "choose one"),
        (("learn", "--update", "a.txt", "a.txt"), "is no profile"),
    ],
)
def test_mistakes_are_told(
    args: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("The port is open.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(*args) == 2
    assert said in capsys.readouterr().err


def test_a_configuration_names_a_profile_of_its_own_folder(learned: Path, tmp_path: Path) -> None:
    config = tmp_path / "newslint.toml"
    (tmp_path / "news.profile").write_bytes((learned / "news.profile").read_bytes())
    config.write_text('profile = "news.profile"\n', encoding="utf-8")
    assert newslint.Linter(config=config).profile == newslint.Profile.load(learned / "news.profile")
    config.write_text(f'profile = "{learned / "news.profile"}"\n', encoding="utf-8")
    with pytest.raises(newslint.ConfigError, match="outside"):
        newslint.Linter(config=config)


def test_another_profile_is_another_set_up(learned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "courier.example"
    folder.mkdir()
    (folder / "a.txt").write_text(papers.article(papers.PAPERS[0], 60), encoding="utf-8")
    other = newslint.learn([("elsewhere.example", "Nothing.")])
    path = tmp_path / "some.profile"
    for content, count in ((learned / "news.profile", 2), (None, 0), (learned / "news.profile", 2)):
        other.save(path) if content is None else path.write_bytes(content.read_bytes())
        run(
            "check",
            "--isolated",
            "--select",
            "site-refrain",
            "--profile",
            path,
            folder,
            "--output-format",
            "concise",
            "-q",
        )
        assert capsys.readouterr().out.count("site-refrain") == count
