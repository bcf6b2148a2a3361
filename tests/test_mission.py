"""The article that newslint was made for: every artifact found at its place, nothing else, and mended by `--fix` alone.

Then the same article with other names, dates, places, agencies and IDs, with its parts in another order, and in other
languages: a variant changes the damaged text and the expected text alike, so that nothing rests on this one's words.
Variants that fail today stand in seeds/variants.txt with what is wrong; they must fail, and so leave the list once
they pass (`python tests/record.py`).
"""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import record

from newslint import Linter
from newslint.__main__ import main
from newslint.evidence.language import detect

SEED = next((Path(__file__).parent.parent / "seeds").glob("000_*.txt"))
DAMAGED = SEED.read_text(encoding="utf-8")
FIXED = (Path(__file__).parent / "seeds" / f"{SEED.stem}.fixed.txt").read_text(encoding="utf-8")

G20 = """\
  • International Le G20 parvient à un consensus pour publier une déclaration commune malgré les divisions sur la \
guerre en Ukraine"""

BODY = DAMAGED[DAMAGED.index("  • Le président de Russie") :]
"""The article, which is nested in the list of links above it: one fault, from its bullet to the end."""

FOUND = [
    (3, 1, "Mis à jour samedi 9 septembre 2023 – 15h04\n"),
    (7, 1, "Ilya PitalevAP\n"),
    (9, 1, "  • Direct dernière minute de la guerre en Ukraine\n"),
    (10, 1, G20 + "\n"),
    (11, 1, BODY),
    (11, 38, "Poutinea"),
    (17, 266, " bon"),
    (19, 52, "solideset"),
    (21, 142, "Vladivostokcoïncidant"),
    (31, 1, "    fr-01"),
    (31, 10, ""),
]
"""Line, column and text of all that is wrong with it; the last is the missing newline."""

LANGUAGES = pytest.mark.parametrize("lang", ["fr", None])


@LANGUAGES
def test_everything_is_found_at_its_place_and_nothing_else(lang: str | None) -> None:
    assert [(f.line, f.column, f.match) for f in Linter(lang).check(DAMAGED)] == FOUND


@LANGUAGES
def test_every_finding_may_be_mended_unasked(lang: str | None) -> None:
    assert [f.match for f in Linter(lang).check(DAMAGED) if not f.safe] == []


@LANGUAGES
def test_it_is_mended(lang: str | None) -> None:
    linter = Linter(lang)
    assert linter.fix(DAMAGED).text == FIXED
    assert linter.check(FIXED) == []
    assert linter.fix(FIXED).edits == []


def test_through_the_command_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    story = Path(shutil.copyfile(SEED, tmp_path / SEED.name))
    assert main(["check", "--isolated", "--output-format", "json", str(story)]) == 1
    found = json.loads(capsysbinary.readouterr().out)
    assert [(f["line"], f["column"], f["match"]) for f in found] == FOUND
    assert main(["check", "--isolated", "--fix", str(story)]) == 0
    assert story.read_bytes() == FIXED.encode()
    before = story.stat()
    assert main(["check", "--isolated", "--fix", str(story)]) == 0
    assert story.stat() == before


def test_what_the_expected_text_says() -> None:
    """The expected text, told in the words of the task rather than by itself."""
    title, standfirst, *paragraphs = FIXED.removesuffix("\n").split("\n\n")
    damaged = [line.strip() for line in DAMAGED.split("\n") if line.strip()]
    assert [title, standfirst] == [damaged[0], damaged[2]]
    assert len(paragraphs) == 10
    assert all(line == line.strip() != "" for line in paragraphs)
    for words in (
        "Vladimir Poutine a félicité",
        "du bon voisinage",
        "solides et je souhaite",
        "Vladivostok coïncidant",
    ):
        assert FIXED.count(words) == 1
    assert FIXED.endswith("de l’Ukraine en septembre 2022.\n")
    kept = FIXED.replace("Poutine a f", "Poutinea f").replace("solides et", "solideset").replace("k coï", "kcoï")
    assert kept.replace("du bon v", "du bon bon v").split("\n\n")[2:] == [
        line.removeprefix("• ") + ("\n" if line.endswith("2022.") else "") for line in damaged[6:-1]
    ]


Swaps = dict[str, str]

NAMES: list[Swaps] = [
    {"Vladimir Poutine": "Emmanuel Macron", "Poutine": "Macron", "félicité le": "rencontré le"},
    {"Vladimir Poutine": "Olaf Scholz", "Poutine": "Scholz", "félicité le": "critiqué le"},
    {"Vladimir Poutine": "Giorgia Meloni", "Poutine": "Meloni", "félicité le": "reçu le"},
    {"Vladimir Poutine": "Pedro Sánchez", "Poutine": "Sánchez", "félicité le": "remercié le"},
    {"Vladimir Poutine": "Joe Biden", "Poutine": "Biden", "félicité le": "averti le"},
    {"Vladimir Poutine": "Kassym Tokaïev", "Poutine": "Tokaïev", "félicité le": "invité le"},
    {"Vladimir Poutine": "Recep Tayyip Erdogan", "Poutine": "Erdogan", "félicité le": "soutenu le"},
    {"Vladimir Poutine": "Anna Lindqvist", "Poutine": "Lindqvist", "félicité le": "défendu le"},
]
CITIES: list[Swaps] = [
    {"Vladivostok": city} for city in ("Marseille", "Genève", "Oulan-Bator", "Khabarovsk", "Bergen", "Lima")
]
ENDS: list[Swaps] = [
    {"coïncidant avec": "pendant"},
    {"coïncidant avec": "selon le journal et"},
    {"coïncidant avec": "durant"},
    {"solides": "durables"},
    {"solides": "profondes"},
    {"bon bon voisinage": "grand grand respect", "bon voisinage": "grand respect"},
    {"du bon bon voisinage": "du du bon voisinage"},
    {"bon bon voisinage et respect": "bon voisinage et et respect"},
]
CREDITS: list[Swaps] = [
    *({"PitalevAP": f"Pitalev{agency}"} for agency in ("AFP", "Reuters", "EPA", "Sputnik", "/AP", " / AFP")),
    *({"Ilya Pitalev": name} for name in ("Marie Dupont", "Jean-Luc Morel", "Miguel Ángel Ortega")),
]
IDS: list[Swaps] = [
    {"fr-01": id} for id in ("en-12", "abc-2023", "4f3a9c", "4f3a9c71d2e84b06", "fr_0131", "news-2024-118", "ID: 4711")
]
DATES: list[Swaps] = [
    {"Mis à jour samedi 9 septembre 2023 – 15h04": date}
    for date in (
        "Mis à jour mardi 3 mai 2024 – 18h30",
        "Publié le 3 mai 2024 à 18h02",
        "Mis à jour le 09/09/2023 à 15:04",
        "Publié hier à 09h12, mis à jour à 11h40",
        "9 septembre 2023 – 15h04",
    )
]
SWAPS = [*NAMES, *CITIES, *ENDS, *CREDITS, *IDS, *DATES]


def swapped(text: str, swaps: Swaps) -> str:
    for old, new in swaps.items():
        text = text.replace(old, new)
    return text


TITLE, DATE, STANDFIRST, CREDIT, *STORY = DAMAGED.split("\n\n")
BODY, ID = "\n\n".join(STORY[:-1]), STORY[-1]
ORDERS = {
    "date under the standfirst": [TITLE, STANDFIRST, DATE, CREDIT, BODY, ID],
    "credit above the date": [TITLE, CREDIT, DATE, STANDFIRST, BODY, ID],
    "date above the title": [DATE, TITLE, STANDFIRST, CREDIT, BODY, ID],
    "date and credit at the end": [TITLE, STANDFIRST, BODY, CREDIT, DATE, ID],
    "ID at the top": [ID, TITLE, DATE, STANDFIRST, CREDIT, BODY],
    "ID under the title": [TITLE, ID, STANDFIRST, CREDIT, DATE, BODY],
    "no credit": [TITLE, DATE, STANDFIRST, BODY, ID],
    "no date": [TITLE, STANDFIRST, CREDIT, BODY, ID],
    "no ID": [TITLE, DATE, STANDFIRST, CREDIT, BODY],
}


DAMAGED_IN = {
    "en": """\
Putin calls for closer ties with North Korea “on all fronts”

Updated on Saturday 9 September 2023 – 3:04 pm

The Russian president wants “stronger bilateral relations” between the two countries

Ilya PitalevAP

  • Live The war in Ukraine minute by minute
  • World G20 agrees on a joint declaration despite divisions over the war in Ukraine
  • The president of Russia, Vladimir Putinhas congratulated the North Korean leader, Kim Jong Un, on the 75th \
anniversary of the government in Pyongyang and called for closer ties “on all fronts”, the Kremlin said on Saturday.

    “I am convinced that together we will go on strengthening (…) relations on all fronts,” Putin said in a message to \
Kim that the Kremlin published.

    “Three quarters of a century ago, the Soviet Union was the first to recognise the new state on Korean soil,” Putin \
wrote, adding that the two countries had been bound ever since by friendship, a good good neighbourhood and respect.

    “I wish you health and lasting successand I wish all the people of North Korea peace and prosperity,” the Russian \
leader ended his message.

    Putin wrote it while the Kremlin will not confirm a possible meeting between him and Kim in the city of \
Vladivostokduring the Eastern Economic Forum, which takes place there next week.

    The New York Times had reported that such a meeting would be about an exchange of weapons and technology during \
the war in Ukraine.

    The two men last met in April 2019, also in Vladivostok.

    en-01""",
    "es": """\
Putin pide más cooperación con Corea del Norte «en todos los frentes»

Actualizado el sábado 9 de septiembre de 2023 a las 15:04

El presidente ruso quiere «relaciones bilaterales más fuertes» entre los dos países

Ilya PitalevAP

  • En directo La guerra en Ucrania minuto a minuto
  • Internacional El G20 acuerda una declaración común a pesar de las divisiones sobre la guerra en Ucrania
  • El presidente de Rusia, Vladímir Putinha felicitado al líder norcoreano, Kim Jong Un, por el 75 aniversario del \
régimen de Pyongyang y ha pedido más cooperación «en todos los frentes», según un comunicado del Kremlin.

    «Estoy convencido de que juntos seguiremos reforzando (…) las relaciones en todos los frentes», escribió Putin en \
un mensaje a Kim que publicó el Kremlin.

    «Hace tres cuartos de siglo, la Unión Soviética fue la primera en reconocer el nuevo Estado en suelo coreano», \
recordó Putin, y subrayó que unen a los dos países la amistad, el buen buen trato entre vecinos y el respeto.

    «Te deseo salud y éxitos duraderosy deseo a todos los norcoreanos paz y prosperidad», concluye el dirigente ruso.

    Putin escribe la carta mientras el Kremlin no quiere confirmar una posible reunión con Kim en la ciudad de \
Vladivostokdurante el Foro Económico Oriental, que se celebra allí la próxima semana.

    La última vez que los dos dirigentes se vieron fue en abril de 2019, también en Vladivostok.

    es-01""",
    "de": """\
Putin wirbt für engere Beziehungen zu Nordkorea „in allen Bereichen“

Aktualisiert am Samstag, 9. September 2023, 15:04 Uhr

Der russische Präsident will „stärkere Bande“ zwischen den beiden Ländern

Ilya PitalevAP

  • Liveblog Der Krieg in der Ukraine Minute um Minute
  • International G20 einigen sich trotz Streits über den Krieg in der Ukraine auf gemeinsame Erklärung
  • Der russische Präsident Wladimir Putinhat dem nordkoreanischen Machthaber Kim Jong Un zum 75. Jahrestag der \
Staatsgründung gratuliert und für eine engere Zusammenarbeit „in allen Bereichen“ geworben, wie der Kreml mitteilte.

    „Ich bin überzeugt, dass wir gemeinsam (…) unsere Beziehungen weiter stärken werden“, schrieb Putin in einer \
Botschaft an Kim, die der Kreml veröffentlichte.

    „Vor einem Dreivierteljahrhundert erkannte die Sowjetunion den neuen Staat als erste an“, schrieb Putin und fügte \
hinzu, seither verbinde die Länder Freundschaft und gute gute Nachbarschaft.

    „Ich wünsche dir Gesundheit und Erfolgund wünsche allen Menschen in Nordkorea Frieden und Wohlstand“, heißt es am \
Ende der Botschaft.

    Putin schrieb sie, während der Kreml ein mögliches Treffen mit Kim in der Stadt Wladiwostokwährend des \
Wirtschaftsforums in der kommenden Woche nicht bestätigen will.

    Zuletzt hatten sich die beiden im April 2019 getroffen, ebenfalls in Wladiwostok.

    de-01""",
}
MENDED: dict[str, Swaps] = {
    "en": {
        "Putinhas": "Putin has",
        "good good": "good",
        "successand": "success and",
        "Vladivostokduring": "Vladivostok during",
    },
    "es": {
        "Putinha": "Putin ha",
        "buen buen": "buen",
        "duraderosy": "duraderos y",
        "Vladivostokdurante": "Vladivostok durante",
    },
    "de": {
        "Putinhat": "Putin hat",
        "gute gute": "gute",
        "Erfolgund": "Erfolg und",
        "Wladiwostokwährend": "Wladiwostok während",
    },
}


class Variant(NamedTuple):
    """A damaged text and what must become of it."""

    lang: str
    damaged: str
    fixed: str


def other_words(swaps: Swaps) -> Variant:
    return Variant("fr", swapped(DAMAGED, swaps), swapped(FIXED, swaps))


def another_language(lang: str) -> Variant:
    title, _, standfirst, _, first, *rest = DAMAGED_IN[lang].split("\n\n")
    body = [first.split("\n")[-1].removeprefix("  • "), *(paragraph.strip() for paragraph in rest[:-1])]
    fixed = "\n\n".join([title, standfirst, *body]) + "\n"
    return Variant(lang, DAMAGED_IN[lang], swapped(fixed, MENDED[lang]))


VARIANTS = {
    **{", ".join(swaps.values()): other_words(swaps) for swaps in SWAPS},
    **{order: Variant("fr", "\n\n".join(parts), FIXED) for order, parts in ORDERS.items()},
    **{f"in {lang}": another_language(lang) for lang in DAMAGED_IN},
}
LISTED = Path(__file__).parent / "seeds" / "variants.txt"
FAILING = re.findall(r"^# (.*)$", LISTED.read_text(encoding="utf-8"), re.M) if LISTED.exists() else []


@cache
def wrong(id: str) -> list[str]:
    """Where what newslint makes of a variant differs from what it should, and what it says of the expected text."""
    variant = VARIANTS[id]
    linter = Linter(variant.lang)
    noise = (f"  {f.line}:{f.column}: {f.rule}: {f.match!r}" for f in linter.check(variant.fixed))
    return [*record.differences(linter.fix(variant.damaged).text, variant.fixed), *noise]


def failing(id: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason="see seeds/variants.txt", strict=True)] if id in FAILING else []


def test_variants_differ_from_the_article() -> None:
    assert len({variant.damaged for variant in VARIANTS.values()} | {DAMAGED}) == len(VARIANTS) + 1
    assert set(FAILING) <= VARIANTS.keys()


@pytest.mark.parametrize("id", VARIANTS)
def test_the_language_is_told_from_the_text(id: str) -> None:
    assert detect(VARIANTS[id].damaged) == VARIANTS[id].lang


@pytest.mark.parametrize("id", [pytest.param(id, marks=failing(id)) for id in VARIANTS])
def test_variant(id: str) -> None:
    assert wrong(id) == []
