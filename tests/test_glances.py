"""What dismisses a line at a glance dismisses no line that has the shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.language import get
from newslint.evidence.lines.shapes import GLANCES, SHAPES, Subject
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.tokens import first_token, tokens

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
LINES = sorted({line.strip() for seed in SEEDS for line in seed.read_text(encoding="utf-8").split("\n")} - {""})
PARTS = [
    *("Photo:", "Bild ©", "(AFP)", "Ana Ruiz/AFP", "REUTERS", "PitalevAP", "| 14 May 2024", "14.05.24", "2024-05-14"),
    *("le 14 mai 2024 à 18:05", "٣", "²", "updated", "fr-01", "ID: 1234", "a3f9c2e1", "12h30", "Facebook", "e-mail"),
    *("Follow us on Facebook", "Suivez @port", "Subscribe"),
    *("Dana Whitlock, left,", "Lena Hartwig (links)", "In this file photo", "Symbolbild:", "Above:", "(file photo)"),
    *("speaks in Ardmouth on May 14, 2024", "is seen in Ardmouth on 14 May 2024.", "Ana Ruiz, right, poses"),
    *("On PortHerald.com:", "Auf hafenbote.de |"),
    *("X", "WhatsApp", "The port at dawn.", "…", "*", "•", "\N{COMBINING DOT ABOVE}", "!", ":"),
]
LINE = st.lists(st.sampled_from([*PARTS, *LINES]), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(["", " ", " – "]).map(lambda joint: joint.join(parts).strip() or "x")
)
CODES = ("en", "fr", "de", "xx")


def has_shape(text: str, shape: str, code: str) -> bool:
    return SHAPES[shape](Subject(text, tokens(text), vocabulary(get(code)))) is not None


def may_have_it(text: str, shape: str, code: str) -> bool:
    return GLANCES[shape](text, first_token(text), vocabulary(get(code)))


@given(LINE, st.sampled_from(sorted(GLANCES)), st.sampled_from(CODES))
def test_no_line_of_the_shape_is_dismissed(text: str, shape: str, code: str) -> None:
    assert may_have_it(text, shape, code) or not has_shape(text, shape, code)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("date", "14 May 2024"),
        ("credit", "Ana Ruiz/AFP"),
        ("caption", "The port at dawn. Photo: Ana Ruiz/AFP"),
        ("scene", "Dana Whitlock, left, with her deputy"),
        ("scene", "The mayor speaks in Ardmouth on May 14, 2024"),
        ("scene", "In this May 14 file photo, ships leave the port"),
        ("scene", "The port after the storm (file photo)"),
        ("elsewhere", "On PortHerald.com: Fishermen ask for state aid"),
        ("stamp", "Ana Ruiz | 14 May 2024"),
        ("identifier", "fr-01"),
        ("coded identifier", "fr-01"),
        ("platforms", "Facebook X WhatsApp"),
        ("platforms", "Share on Mastodon Print this article"),
        ("invitation", "Follow the Port Herald on Facebook"),
        ("invitation", "Subscribe and stay smart"),
    ],
)
def test_what_has_a_shape_is_read(shape: str, text: str) -> None:
    assert has_shape(text, shape, "en")
    assert may_have_it(text, shape, "en")


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("stamp", "On April 17th, 2017, the Canadian… Read More"),
        ("stamp", "Le 17 avril 2017, le Chanteur... Lire la suite"),
        ("platforms", "Facebook"),
        ("platforms", "Facebook and Twitter"),
    ],
)
def test_what_has_no_shape_is_not_of_it(shape: str, text: str) -> None:
    assert not has_shape(text, shape, "fr" if text.startswith("Le") else "en")


@pytest.mark.parametrize("shape", sorted(GLANCES))
def test_most_lines_of_articles_are_dismissed(shape: str) -> None:
    long = [line for line in LINES if len(line) > 130]
    assert sum(may_have_it(line, shape, "fr") for line in long) < 0.7 * len(long)


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "pl", "nl"])
def test_every_side_of_a_picture_is_read(code: str) -> None:
    for side in get(code).words.sides:
        line = f"Dana Whitlock ({side}) and Jonas Behrendt"
        assert has_shape(line, "scene", code), side
        assert may_have_it(line, "scene", code), side
