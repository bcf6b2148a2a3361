"""The mission's article and its kin: the same damage with other names, dates, agencies, IDs, languages and order.

The left-over lines are found exactly, and what stays is the article with one empty line between its paragraphs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint import Linter

GROUPS = ["ads", "blocks", "bylines", "captions", "leftover", "navigation", "social", "subscription", "tracking"]
SEED = next((Path(__file__).parent.parent / "seeds").glob("000_*.txt"))

TITLE = {
    "fr": "Lefort défend un accord sur la pêche avec la Norvège « dans les deux sens »",
    "en": "Whitlock backs fishing deal with Norway “in both directions”",
    "de": "Hartwig wirbt für Fischereiabkommen mit Norwegen „in beide Richtungen“",
    "es": "Aranda defiende un acuerdo de pesca con Noruega «en los dos sentidos»",
}
STANDFIRST = {
    "fr": "La ministre de la Mer plaide pour des quotas partagés entre les deux pays",
    "en": "The minister for the sea wants the two countries to share quotas",
    "de": "Die Ministerin will die Quoten zwischen beiden Ländern teilen",
    "es": "La ministra del Mar quiere que los dos países compartan las cuotas",
}
LINKS = {
    "fr": ["Direct la grève des ports heure par heure", "Économie Le Sénat adopte la réforme des criées"],
    "en": ["Live The port strike hour by hour", "Business Senate passes fish market reform despite opposition"],
    "de": [
        "Liveblog Der Hafenstreik Stunde um Stunde",
        "Wirtschaft Bundesrat stimmt Reform der Fischmärkte zu",
    ],
    "es": ["En directo La huelga de los puertos hora a hora", "Economía El Senado aprueba la reforma de las lonjas"],
}
BODY = {
    "fr": [
        "La ministre de la Mer, Anne Lefort, a signé jeudi à Bergen un accord avec la Norvège, selon son cabinet.",
        "« Nous avons trouvé un équilibre », a déclaré la ministre dans un message adressé aux pêcheurs des deux pays.",
        "La dernière rencontre entre les deux gouvernements remontait au mois d’avril 2019, également à Bergen.",
    ],
    "en": [
        "The minister for the sea, Dana Whitlock, signed a fishing deal with Norway in Bergen on Thursday, she said.",
        "“We have found a balance,” the minister said in a message to the fishermen of the two countries.",
        "The two governments last met in April 2019, also in Bergen, and parted without any result at the time.",
    ],
    "de": [
        "Die Ministerin für das Meer, Lena Hartwig, hat am Donnerstag in Bergen ein Abkommen unterzeichnet.",
        "„Wir haben ein Gleichgewicht gefunden“, erklärte die Ministerin in einer Botschaft an die Fischer.",
        "Zuletzt hatten sich die beiden Regierungen im April 2019 getroffen, ebenfalls in Bergen, ohne Ergebnis.",
    ],
    "es": [
        "La ministra del Mar, Lucía Aranda, firmó el jueves en Bergen un acuerdo con Noruega, según su gabinete.",
        "«Hemos encontrado un equilibrio», declaró la ministra en un mensaje a los pescadores de los dos países.",
        "Los dos gobiernos se habían reunido por última vez en abril de 2019, también en Bergen, sin resultado alguno.",
    ],
}
DATES = {
    "fr": [
        "Mis à jour jeudi 12 octobre 2023 – 07h45",
        "Publié le 3 mai 2024 à 18h02",
        "Mis à jour le 03/05/2024 à 18:02",
    ],
    "en": [
        "Updated Thursday, October 12, 2023 – 7:45 am",
        "Published May 3, 2024 at 6:02 p.m.",
        "Last updated: 3 May 2024, 18:02",
    ],
    "de": [
        "Aktualisiert am Donnerstag, 12. Oktober 2023, 07:45 Uhr",
        "Stand: 03.05.2024, 18:02 Uhr",
        "Veröffentlicht am 3. Mai 2024",
    ],
    "es": [
        "Actualizado el jueves 12 de octubre de 2023 a las 07:45",
        "Publicado el 3 de mayo de 2024",
        "Actualizado: 03/05/2024 18:02",
    ],
}
CREDITS = ["Mikkel BrandtAFP", "Sofia LarssonReuters", "Jan NowakEPA", "Marco Bianchi / AFP", "Tom Okafor/Getty Images"]
IDS = ["fr-01", "en-204", "es_0017", "news-2024-118"]
BULLETS = ["•", "*", "-", "▪"]


def damaged(lang: str, number: int) -> str:
    """The article of a language with the mission's damage, in one of several dresses."""
    bullet, date = BULLETS[number % len(BULLETS)], DATES[lang][number % 3]
    credit, key = CREDITS[number % len(CREDITS)], IDS[number % len(IDS)]
    upper = [date, STANDFIRST[lang], credit] if number % 2 else [STANDFIRST[lang], credit, date]
    links = [f"  {bullet} {link}" for link in LINKS[lang][: 1 + number % 2]]
    first, *rest = BODY[lang]
    lines = "\n".join([*links, f"  {bullet} {first}"])
    return "\n\n".join([TITLE[lang], *upper, lines, *(f"    {paragraph}" for paragraph in rest), f"    {key}"])


def wanted(lang: str) -> list[str]:
    return [TITLE[lang], STANDFIRST[lang], *BODY[lang]]


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("lang", ["fr", "en", "de", "es"])
def test_variants(lang: str, number: int) -> None:
    fixed = Linter(lang, select=GROUPS).fix(damaged(lang, number))
    assert fixed.unsettled == ()
    assert paragraphs(fixed.text) == wanted(lang)


@pytest.mark.parametrize("lang", ["fr", "en", "de", "es"])
def test_the_undamaged_article_stays_silent(lang: str) -> None:
    text = "\n\n".join(wanted(lang)) + "\n"
    assert Linter(lang, select=GROUPS).check(text) == []


def test_the_seed() -> None:
    findings = Linter("fr", select=GROUPS).check(SEED.read_text(encoding="utf-8"))
    assert all(finding.safe for finding in findings)
    words = [finding.match.split() for finding in findings]
    assert [(each[0], each[-1]) for each in words if len(each) > 0] == [
        ("Mis", "15h04"),
        ("Ilya", "PitalevAP"),
        ("•", "Ukraine"),
        ("•", "Ukraine"),
        ("•", "fr-01"),  # the article, nested in the list: one finding from its bullet to the end
        ("fr-01", "fr-01"),
    ]
    assert [finding.line for finding in findings] == [3, 7, 9, 10, 11, 31]


def test_the_seed_mended() -> None:
    text = SEED.read_text(encoding="utf-8")
    mended = paragraphs(Linter("fr", select=GROUPS).fix(text).text)
    lines = paragraphs(text)
    assert mended[:2] == [lines[0], lines[2]]
    assert mended[2].startswith("Le président de Russie")
    assert mended[-1].endswith("en septembre 2022.")
    assert not any(line.startswith((" ", "•")) for line in mended)
