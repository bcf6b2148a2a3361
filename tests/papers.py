"""Six made-up newspapers, each with its template, for tests of what a corpus shows: `write` makes articles of each.

The sentences are put together by a seed; no two articles share one. What the template adds is named, so that a test can
ask what is left of it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Tongue(NamedTuple):
    """What sentences are put together of."""

    who: tuple[str, ...]
    did: tuple[str, ...]
    what: tuple[str, ...]
    where: tuple[str, ...]
    when: tuple[str, ...]
    told: str


EN = Tongue(
    (
        "The council",
        "A spokeswoman for the harbour",
        "The owner of the mill",
        "The head of the school",
        "One of the farmers",
    ),
    ("has decided to close", "wants to sell", "will rebuild", "has inspected", "is going to paint"),
    ("the old bridge", "a row of cottages", "the northern quay", "two of the libraries", "the market hall"),
    (
        "beside the river",
        "above the station",
        "in the upper village",
        "on the road to the quarry",
        "near the lighthouse",
    ),
    (
        "before the end of May",
        "after the storms of last week",
        "although few had expected it",
        "as soon as the money is there",
    ),
    "as one could hear from",
)
FR = Tongue(
    (
        "Le conseil municipal",
        "Une porte-parole du port",
        "Le patron du moulin",
        "La directrice de l’école",
        "Un des éleveurs",
    ),
    ("a décidé de fermer", "veut vendre", "va reconstruire", "a fait examiner", "compte repeindre"),
    ("le vieux pont", "une rangée de maisons", "le quai du nord", "deux des bibliothèques", "la halle du marché"),
    (
        "au bord de la rivière",
        "au-dessus de la gare",
        "dans le haut du village",
        "sur la route de la carrière",
        "près du phare",
    ),
    (
        "avant la fin du mois de mai",
        "après les tempêtes de la semaine dernière",
        "alors que peu s’y attendaient",
        "dès que l’argent sera là",
    ),
    "selon ce qu’en disent",
)
DE = Tongue(
    (
        "Der Gemeinderat",
        "Eine Sprecherin des Hafens",
        "Der Besitzer der Mühle",
        "Die Leiterin der Schule",
        "Einer der Bauern",
    ),
    (
        "will nun doch sanieren lassen:",
        "hat gestern besichtigt:",
        "möchte bald verkaufen:",
        "wird wohl schließen:",
        "lässt neu streichen:",
    ),
    ("die alte Brücke", "eine Reihe von Häusern", "den Kai im Norden", "zwei der Büchereien", "die Markthalle"),
    (
        "am Ufer des Flusses",
        "oberhalb des Bahnhofs",
        "im oberen Dorf",
        "an der Straße zum Steinbruch",
        "in der Nähe des Leuchtturms",
    ),
    (
        "noch vor dem Ende des Monats",
        "nach den Stürmen der letzten Woche",
        "obwohl das kaum jemand erwartet hatte",
        "sobald das Geld dafür da ist",
    ),
    "wie zu hören war von",
)


class Paper(NamedTuple):
    """A newspaper: its site, its language, what stands before and after the article of a number, and in its midst."""

    site: str
    tongue: Tongue
    lang: str
    before: Callable[[int], list[str]]
    amid: Callable[[int], list[str]]
    after: Callable[[int], list[str]]


PAPERS = (
    Paper(
        *("courier.example", EN, "en", lambda n: [], lambda n: []),
        lambda n: ["The Courier keeps you company wherever you are", "Our crossword is on page 30"],
    ),
    Paper(
        *("gazette.example", FR, "fr", lambda n: [], lambda n: []),
        lambda n: [
            f"Mis en page le {n % 28 + 1} mai à {n % 10 + 8}:15 par la rédaction de nuit",
            "La Gazette vous accompagne partout",
        ],
    ),
    Paper(
        *("landbote.example", DE, "de", lambda n: [], lambda n: ["Der Landbote zum Mitnehmen: jetzt als Heft"]),
        lambda n: ["Jeden Samstag mit der großen Wetterkarte"],
    ),
    Paper(
        *("herald.example", EN, "en", lambda n: [], lambda n: ["Herald Extra: the week in pictures"]),
        lambda n: ["Made with care in Corran since 1881"],
    ),
    Paper(
        *("echo.example", FR, "fr", lambda n: [], lambda n: []),
        lambda n: ["L’Écho du jour, c’est aussi un jeu de cartes", "Imprimé sur papier de la vallée"],
    ),
    Paper(
        *("bote.example", DE, "de", lambda n: [], lambda n: []),
        lambda n: ["Der Bote am Abend, gebracht von zwei Eseln"],
    ),
)


NAMES = (
    "Anna Bruno Clara David Elena Felix Greta Hugo Ida Jonas Karla Leo Maria Nora Oskar Paula"
    " Robert Sarah Thomas Ursula Victor Wanda Xavier Yvonne Albert Bettina Charles Diana Emil Flora"
    " Georg Helena Irene Julia Konrad Laura Martin Nina"
).split()


def sentence(tongue: Tongue, chance: random.Random) -> str:
    """A sentence; the names in it make it the only one of its kind."""
    words = " ".join(map(chance.choice, (tongue.who, tongue.did, tongue.what, tongue.where, tongue.when)))
    names = ", ".join(chance.sample(NAMES, 3))
    return f"{words}, {tongue.told} {names}."


def body(paper: Paper, number: int) -> list[str]:
    """A title and paragraphs."""
    chance = random.Random(f"{paper.site} {number}")
    title = sentence(paper.tongue, chance).rstrip(".")
    paragraphs = [" ".join(sentence(paper.tongue, chance) for _ in range(2)) for _ in range(4)]
    return [title, *paragraphs]


def article(paper: Paper, number: int) -> str:
    """An article as its page has it."""
    title, *paragraphs = body(paper, number)
    rows = [title, *paper.before(number), *paragraphs[:2], *paper.amid(number), *paragraphs[2:], *paper.after(number)]
    return "\n".join(rows) + "\n"


def furniture(paper: Paper, number: int) -> list[str]:
    """The lines of an article that are the template's."""
    return [*paper.before(number), *paper.amid(number), *paper.after(number)]


def write(folder: Path, count: int = 50) -> None:
    """So many articles of each paper: a folder of texts, or a file of records."""
    for place, paper in enumerate(PAPERS):
        texts = [article(paper, number) for number in range(count)]
        if place % 2:
            rows = [
                {"url": f"https://www.{paper.site}/{number}", "date": f"2024-05-{number % 28 + 1:02}", "text": text}
                for number, text in enumerate(texts)
            ]
            lines = (json.dumps(row, ensure_ascii=False) for row in rows)
            (folder / f"{paper.site}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            continue
        (folder / paper.site).mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts):
            (folder / paper.site / f"{number:03}.txt").write_text(text, encoding="utf-8")
