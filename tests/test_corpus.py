"""Profiles: what is learned of a corpus, in any order and any shards, kept in a file, and what it says of lines."""

from __future__ import annotations

import io
import pickle
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

import newslint
from newslint.profile.articles import Article
from newslint.profile.copies import BINS, groups
from newslint.profile.image import mapped
from newslint.profile.profile import PIECE, _pieces
from newslint.profile.reduction import Entry, _entry, _Line
from newslint.profile.refrains import needed

SITES = ("courier.example", "gazette.example", "herald.example")
REFRAINS = {
    "courier.example": "The Courier keeps you company",
    "gazette.example": "Every morning in the Gazette app",
    "herald.example": "Herald readers know more",
}
PLACES = ("mill", "school", "harbour", "bridge", "market", "library", "station", "theatre", "quarry", "lighthouse")


WORDS = (
    "council river budget school bridge winter market doctor garden engine library harbour village summer paper"
    " teacher orchard factory museum station quarrel letter window captain forest kitchen painter railway singer"
).split()


def sentence(seed: int) -> str:
    """A made-up sentence: another one for each seed."""
    words = random.Random(seed).choices(WORDS, k=24)
    return f"The {' '.join(words[:12])} and the {' '.join(words[12:])} were there.".replace(" and the", ", and the")


def article(site: str, number: int) -> str:
    """A made-up article with its site's refrain."""
    seed = 10_000 * SITES.index(site) + 10 * number
    title = " ".join(random.Random(seed).sample(WORDS, 5)).capitalize()
    return f"{title}\n{sentence(seed + 1)}\n{sentence(seed + 2)}\n{REFRAINS[site]}\n"


CORPUS = [(site, article(site, number)) for site in SITES for number in range(12)]


@pytest.fixture(scope="module")
def profile() -> newslint.Profile:
    return newslint.learn(CORPUS, lang="en")


def test_what_repeats_on_a_site_is_known(profile: newslint.Profile) -> None:
    known = profile.of("gazette.example")
    entry = known.entry("• Every morning in the GAZETTE app")
    assert entry is not None
    assert (entry.articles, known.articles, entry.lasts, entry.heads) == (12, 12, 12, 0)
    assert entry.text == REFRAINS["gazette.example"]
    assert known.entry(REFRAINS["herald.example"]) is None
    assert profile.sites == SITES
    assert profile.articles == 36


def test_all_sites_together_know_what_stands_on_any(profile: newslint.Profile) -> None:
    every = profile.of(None)
    entry = every.entry(REFRAINS["herald.example"])
    assert entry is not None
    assert (entry.articles, entry.sites, every.articles) == (12, 1, 36)


@pytest.mark.parametrize("shards", [1, 2, 7])
def test_order_and_shards_make_no_difference_to_a_byte(profile: newslint.Profile, shards: int, tmp_path: Path) -> None:
    shuffled = random.Random(shards).sample(CORPUS, len(CORPUS))
    parts = [newslint.learn(shuffled[part::shards], lang="en") for part in range(shards)]
    merged = newslint.Profile.merge(parts)
    profile.save(tmp_path / "one")
    merged.save(tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_to_learn_an_article_twice_is_to_learn_it_once(profile: newslint.Profile) -> None:
    assert newslint.Profile.merge([profile, newslint.learn(CORPUS[5:9], lang="en")]) == profile
    assert newslint.learn([*CORPUS, *CORPUS[:7]], lang="en") == profile


def test_what_is_too_much_for_memory_gives_the_same_bytes(
    profile: newslint.Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.profile.spill.Spill.__init__.__kwdefaults__", {"most": 2000})
    monkeypatch.setattr("newslint.profile.spill.PIECES", 4)
    assert newslint.learn(CORPUS, lang="en").seal == profile.seal


def test_copies_count_once() -> None:
    text = article("courier.example", 1)
    updated = text.replace("were there", "had been there")
    one = newslint.learn([("courier.example", text), ("courier.example", updated)], lang="en")
    assert (one.articles, one.copies) == (1, 1)
    assert one.of("courier.example").entry(REFRAINS["courier.example"]) is None


T = TypeVar("T")


def traced(make: Callable[[], T]) -> tuple[T, int]:
    """What is made, and the bytes of memory that it took at the most."""
    tracemalloc.start()
    try:
        return make(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_is_compared_lies_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    count, chance = 8000, random.Random(4)
    signatures = [chance.randbytes(BINS) for _ in range(count)]
    signatures[3001] = signatures[17]
    monkeypatch.setattr("newslint.profile.spill.Spill.__init__.__kwdefaults__", {"most": 100_000})
    monkeypatch.setattr("newslint.profile.spill.CHUNK", 1 << 10)
    monkeypatch.setattr("newslint.profile.copies.BAND", BINS // 2)
    first, peak = traced(lambda: groups(signatures))
    assert [number for number, of in enumerate(first) if number != of] == [3001]
    assert peak < BINS * count, "less than the signatures take"


def test_a_line_of_many_articles_is_counted_as_they_come() -> None:
    lines = (_Line(0, b"line", number, 9, number % 3, number % 5, number % 7, "Read on") for number in range(30_000))
    entry, peak = traced(lambda: _entry(lines))
    assert entry == Entry(30_000, 0, 10_000, 30_000, 4, 1, 4, 7, "Read on")
    assert peak < 100_000


def test_dates_numbers_and_names_are_folded() -> None:
    texts = [
        f"The {PLACES[n]} is open.\nIt was shut.\nPublished on {n + 3} {month} at 14:0{n} by {who} for you\n"
        for n, (month, who) in enumerate([("May", "Ana Ruiz"), ("April", "Tom Hale"), ("June", "Eva Lind")])
    ]
    known = newslint.learn([("courier.example", text) for text in texts], lang="en").of("courier.example")
    linter_line = "Published on 21 December at 9:30 by Ana Ruiz for you"
    assert known.entry(linter_line) is None  # another author
    from newslint.profile.keys import FORM, keys

    form = next(one for one in keys(linter_line) if one.kind == FORM)
    found = known.get(form.digest)
    assert found is not None
    assert found.articles == 3


def test_a_profile_survives_its_file(profile: newslint.Profile, tmp_path: Path) -> None:
    path = tmp_path / "news.profile"
    profile.save(path)
    loaded = newslint.Profile.load(path)
    assert loaded == profile
    assert loaded.of("herald.example").entry(REFRAINS["herald.example"]) is not None
    small = tmp_path / "small.profile"
    profile.save(small, compact=True)
    assert small.stat().st_size < path.stat().st_size
    assert newslint.Profile.load(small) == profile
    with pytest.raises(newslint.ConfigError, match="without its articles"):
        newslint.Profile.merge([newslint.Profile.load(small)])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_large_profile_is_saved_in_little_memory(tmp_path: Path) -> None:
    def of_files() -> int:
        return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("RssFile"))

    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(16 * PIECE + 5)
    data, before = mapped(path), of_files()
    sizes = [(len(piece), of_files() - before) for piece in _pieces(data)]
    assert sum(size for size, _ in sizes) == 16 * PIECE + 5
    assert max(held for _, held in sizes) < 4 * PIECE // 1024


def test_damage_is_told(profile: newslint.Profile, tmp_path: Path) -> None:
    path = tmp_path / "news.profile"
    profile.save(path)
    whole = path.read_bytes()
    for at in range(20, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            list(newslint.Profile.load(path).leaves())
        except newslint.ConfigError as error:
            assert "damaged" in str(error)  # noqa: PT017 - what lies in no section may change
    for content in (b"", b"no profile", whole[: len(whole) // 2], b"newslint profile 99\n" + whole):
        path.write_bytes(content)
        with pytest.raises(newslint.ConfigError, match="profile"):
            newslint.Profile.load(path)


def test_a_linter_with_a_profile_finds_refrains(profile: newslint.Profile) -> None:
    linter = newslint.Linter("en", profile=profile)
    text = article("courier.example", 99)
    found = [one for one in linter.check(text, site="courier.example") if one.rule == "site-refrain"]
    assert [(one.match.strip(), one.safe) for one in found] == [(REFRAINS["courier.example"], True)]
    assert found[0].evidence[0].name == "stands in 12 of 12 articles of its site, last line in 12"
    assert linter.fix(text, site="courier.example").text == text.replace(REFRAINS["courier.example"] + "\n", "")
    assert not any(one.rule == "site-refrain" for one in newslint.Linter("en").check(text))
    assert not any(one.safe for one in linter.check(text) if one.rule == "site-refrain")


def test_a_linter_with_a_profile_can_be_pickled(profile: newslint.Profile, tmp_path: Path) -> None:
    path = tmp_path / "news.profile"
    profile.save(path)
    linter = newslint.Linter("en", profile=path)
    text = article("herald.example", 50)
    there = pickle.loads(pickle.dumps(linter))
    path.unlink()
    assert there.check(text, site="herald.example") == linter.check(text, site="herald.example")
    assert there.profile == profile


def test_findings_do_not_depend_on_neighbours(profile: newslint.Profile) -> None:
    linter = newslint.Linter("en", profile=profile)
    texts = [article(site, number) for site in SITES for number in (40, 41)]
    alone = [newslint.Linter("en", profile=profile).check(text, site=SITES[0]) for text in texts]
    assert [linter.check(text, site=SITES[0]) for text in reversed(texts)] == alone[::-1]


def test_nothing_is_safe_on_two_articles_or_in_the_first_two_lines() -> None:
    few = newslint.learn([(SITES[0], article(SITES[0], number)) for number in range(2)], lang="en")
    text = article(SITES[0], 9)
    found = newslint.Linter("en", profile=few).check(text, site=SITES[0])
    assert [one.safe for one in found if one.rule == "site-refrain"] == [False]
    many = newslint.learn([(SITES[0], "The Courier\n" + article(SITES[0], number)) for number in range(9)], lang="en")
    found = newslint.Linter("en", profile=many).check("The Courier\n" + text, site=SITES[0])
    assert [(one.line, one.safe) for one in found if one.rule == "site-refrain"] == [(1, False), (5, True)]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "« Nous ouvrirons {} lundi », a-t-il ajouté."),
        ("en", "“We shall open {} soon”, he said on Monday."),
        ("de", "„Wir öffnen {} bald“, sagte er am Montag."),
    ],
)
@pytest.mark.parametrize("shape", ["\n", " "])
def test_what_somebody_says_is_no_refrain_for_how_it_ends(lang: str, said: str, shape: str) -> None:
    site = SITES[0]
    texts = [
        shape.join([*map(sentence, range(10 * n, 10 * n + 6)), said.format(place), *map(sentence, (10 * n + 7,))])
        for n, place in enumerate(PLACES)
    ]
    profile = newslint.learn([(site, text) for text in texts[1:]], lang=lang)
    linter = newslint.Linter(lang, select=["site-refrain"], profile=profile)
    assert not linter.check(texts[0], site=site)


def test_a_title_is_no_refrain() -> None:
    texts = [article(SITES[0], number) for number in range(6)]
    titles = [text.partition("\n")[0] for text in texts]
    pages = [text + "".join(f"{title}\n" for title in titles if title not in text) for text in texts]
    linter = newslint.Linter("en", profile=newslint.learn([(SITES[0], page) for page in pages], lang="en"))
    for text, page in zip(texts, pages, strict=True):
        assert 1 not in {one.line for one in linter.check(page, site=SITES[0]) if one.rule == "site-refrain"}
        assert linter.fix(page, site=SITES[0]).text.startswith(text.partition("\n")[0])


def test_a_text_that_repeats_as_a_whole_is_left_alone_and_told(profile: newslint.Profile) -> None:
    lines = [f"Line number {word} of the imprint of this house" for word in PLACES]
    corpus = [(SITES[0], "\n".join([f"Our {place}", *lines]) + "\n") for place in PLACES]
    listed = newslint.learn([Article(text, site) for site, text in corpus], lang="en")
    linter = newslint.Linter("en", select=["site-refrain"], profile=listed)
    if listed.articles > 1:  # pragma: no branch
        found = linter.check(corpus[0][1], site=SITES[0])
        assert [one.fix for one in found] == [None]
        assert "more than 60% of this text" in found[0].message


def test_more_articles_need_more_of_them() -> None:
    assert [needed(count) for count in (2, 36, 400, 40_000)] == [(2, 3), (2, 3), (5, 10), (50, 100)]


def test_fixing_with_a_profile_settles_and_fixing_again_changes_nothing(profile: newslint.Profile) -> None:
    linter = newslint.Linter("en", profile=profile)
    chance = random.Random(7)
    for number in range(40):
        lines = [line for n in range(3) for line in article(SITES[0], chance.randrange(30)).splitlines()[: n + 2]]
        text = "\n".join(chance.sample(lines, len(lines))) + f"\n{REFRAINS[SITES[0]]}\n" * (number % 3)
        fixed = linter.fix(text, site=SITES[0])
        assert not fixed.unsettled
        assert linter.fix(fixed.text, site=SITES[0]).text == fixed.text


def test_a_forged_profile_makes_no_check_fail(profile: newslint.Profile) -> None:
    from newslint.profile.image import Image, write

    whole = Image(profile._data)
    chance = random.Random(3)
    for _ in range(20):
        sections = {name: bytearray(whole.section(name)) for name in whole.names}
        for name in ("entries", "texts"):
            for _ in range(40):
                sections[name][chance.randrange(len(sections[name]))] = chance.randrange(256)
        out = io.BytesIO()
        write(out, [(name, [bytes(content)]) for name, content in sections.items()])
        linter = newslint.Linter("en", select=["site-refrain"], profile=newslint.Profile(out.getvalue()))
        for number in range(12):
            linter.check(article(SITES[0], number), site=SITES[0])
