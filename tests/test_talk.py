"""Laws of readers' talk: what must stay, and what a stretch is whatever stands above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.lines.blocks.talk import Talk, is_reply, manners, talk
from newslint.evidence.lines.sheet import sheet
from newslint.model.documents import Document
from newslint.rules.languages import languages

ARTICLE = [
    (
        f"The {what} opened again on Tuesday after three days, the prefect's office said in the evening, and the first "
        f"people went to it early, at dawn."
    )
    for what in ("port", "quay", "lock", "bridge", "market", "school")
]
TALK = [
    "Thank you for this, I have waited for days!",
    "I love your pictures of the quay :)",
    "Hi Ana, my boat is the blue one.",
    "You're welcome, Tom!",
    "I agree with Tom, it was high time.",
]

INTERVIEW = [
    "Were you afraid when you saw the wave?",
    "Thanks for asking, I was, and my crew was, too!",
    "And what did you do then?",
    "I hope you never see one. I love my boat, you know!",
    "Will you sail again?",
    "Yeah, I will, and you can come with me!",
]
LETTERS = [
    line
    for name in ("Ana Ruiz", "Tom Okafor", "Lia Berg", "Jan Kowal")
    for line in (
        "Thank you for your piece on the port, which I read with joy! I have lived there since my father died in 1983.",
        "I agree with your reporter: you can't close a port for three days and tell nobody.",
        name,
    )
]
BLOG = [
    "I love this port, and I love my boat! You know how it is: I get up, I have my coffee, and then I am out at sea.",
    "Thanks to my wife I have never missed a tide. You should meet her!",
    "I hope you will come and see my boat one day :)",
    "Great idea, my wife said when I told her that I would write to you.",
]
TWEETS = [
    "“Thank you all, we are safe!” — Port Office (@port) July 18",
    "“I love you guys :)” — Ana (@ana) July 18",
    "“Great work, I am proud of you!” — The Mayor (@mayor) July 18",
    "“Wow, my boat is fine.” — Tom (@tom) July 19",
]
LIVE = [f"1{hour}:42 Thanks to the crane, boat number {hour} is afloat again, the office says." for hour in range(8)]
QUOTED = ["Readers of the town's paper were glad:", *(f"“{line}”" for line in TALK)]


def told(lines: list[str], code: str = "en") -> Talk | None:
    language = languages()[code]
    return talk(sheet(Document("\n".join(lines) + "\n"), language).rows, manners(language))


def test_readers_talk_below_an_article_is_found_from_its_first_line_on() -> None:
    found = told(ARTICLE + TALK)
    assert found is not None
    assert found.first == len(ARTICLE)
    assert found.replies == len(TALK)
    assert {"reply", "first person", "second person"} <= set(found.ways)


@pytest.mark.parametrize(
    "lines",
    [
        ARTICLE,
        TALK,
        ARTICLE[:2] + TALK,
        ARTICLE + TALK[:2],
        ARTICLE + INTERVIEW,
        ARTICLE + INTERVIEW * 3,
        LETTERS * 3,
        BLOG * 4,
        ARTICLE + TWEETS,
        ARTICLE + LIVE,
        ARTICLE + QUOTED,
        TALK + ARTICLE,
    ],
    ids=[
        "article", "no article", "half an article", "two voices", "interview", "long interview", "letters", "blog",
        "tweets", "live blog", "quoted readers", "talk above"
    ],
)  # fmt: skip
def test_what_must_stay(lines: list[str]) -> None:
    assert told(lines) is None


def test_a_writer_who_turns_to_the_reader_at_the_end_is_no_reader() -> None:
    last = ["What do you think? Thanks for reading, and let me know in the comments!"]
    assert told(ARTICLE + last) is None
    found = told([*ARTICLE, "I love this town, and I hope you do, too.", *TALK])
    assert found is None or found.first >= len(ARTICLE)


@given(st.integers(0, 12), st.permutations(TALK))
def test_more_of_the_article_above_moves_the_start_and_nothing_else(more: int, readers: list[str]) -> None:
    least, longer = told(ARTICLE + readers), told(ARTICLE + ARTICLE[:1] * more + readers)
    assert least is not None
    assert longer is not None
    assert longer.first == least.first + more
    assert longer.replies == least.replies


@given(st.lists(st.sampled_from([*ARTICLE, *TALK, *INTERVIEW, *LETTERS, "", "Reply", "2 hours ago"]), max_size=30))
def test_a_stretch_begins_below_an_article_with_readers_words(lines: list[str]) -> None:
    found = told(lines)
    if found is not None:
        rows = sheet(Document("\n".join(lines) + "\n"), languages()["en"]).rows
        assert 4 <= found.first < len(rows) - 2
        assert found.replies >= 3
        assert rows[found.first].text not in ARTICLE


@pytest.mark.parametrize("code", sorted(code for code in languages() if languages()[code].words.reply))
def test_what_merely_looks_like_a_reply_is_none(code: str) -> None:
    mine = manners(languages()[code])
    for looks in languages()[code].words.no_reply:
        row = sheet(Document(f"{looks.capitalize()} Ana\n"), languages()[code]).rows[0]
        assert not is_reply(row, mine), looks
    for opening in languages()[code].words.reply:
        row = sheet(Document(f"{opening.capitalize()} Xyzzy.\n"), languages()[code]).rows[0]
        assert is_reply(row, mine), opening
