"""Lines that make one thing go together or stay (newslint/evidence/lines/prose/things.py), and what that does."""

from __future__ import annotations

import pytest
from growing import steps

from newslint import Linter
from newslint.evidence.lines.prose import HELD, MOST, UNSURE
from newslint.evidence.lines.prose.things import (
    DATE,
    FIELD,
    FIGURES,
    HEADING,
    ITEMS,
    NOTES,
    NOTICE,
    WIDGET,
    halves,
    whole,
)
from newslint.evidence.lines.sheet import Sheet, sheet
from newslint.linter.overlaps import together
from newslint.model.documents import Document
from newslint.model.evidence import confidence
from newslint.model.findings import Evidence, Hit
from newslint.model.found import is_safe
from newslint.model.rules import Rule
from newslint.rules.languages import languages
from newslint.rules.load import load

PROSE = "The port opened again on Tuesday after three days of storm, the harbour office said in a letter to the press. "


def page(text: str, lang: str = "en") -> Sheet:
    return sheet(Document(text), languages()[lang])


@pytest.mark.parametrize(
    ("lang", "text", "going", "reason"),
    [
        ("en", "Related topics\n  * Ferry\n  * Tide", {1}, HEADING),
        ("en", "Related topics\n  * Ferry\n  * Tide\n  * Coast", {3}, HEADING),
        ("en", "Newsletter:\n____________", {0}, FIELD),
        ("en", "Newsletter\n[ ]", {0}, FIELD),
        ("en", "4 May 2021\n10:30", {1}, DATE),
        ("en", "4 May 2021\n10:30", {0}, DATE),
        ("en", "The best of the coast, free of charge\nSubscribe", {1}, NOTICE),
        ("fr", "La lettre du port, chaque semaine\nS'abonner", {1}, NOTICE),
        ("de", "Die Küste am Morgen, kostenlos\nAbonnieren", {1}, NOTICE),
        ("es", "La carta del puerto, gratis\nSuscríbete", {1}, NOTICE),
        ("it", "La lettera del porto, ogni giorno\nIscriviti", {1}, NOTICE),
        ("pt", "A carta do porto, de graça\nAssine", {1}, NOTICE),
        ("nl", "De havenpost, elke week\nAbonneer", {1}, NOTICE),
        ("pl", "List z portu, co tydzień\nSubskrybuj", {1}, NOTICE),
        ("en", "(BUTTON) References\n^(1) The tides of Varne", {0}, NOTES),
        ("fr", "(BUTTON) Références\n[2] Les marées de Varne", {0}, NOTES),
        ("de", "(BUTTON) Quellen\n1. Die Gezeiten von Varne", {0}, NOTES),
        ("en", "The cast:\nAnne Varne\nJohn Corran", {0}, ITEMS),
        ("fr", "Réalisé par :\nAnne Varne", {0}, ITEMS),
        ("de", "Regie:\nAnna Varne", {0}, ITEMS),
        ("es", "Dirección:\nAna Varne", {0}, ITEMS),
        ("it", "Regia:\nAnna Varne", {0}, ITEMS),
        ("pt", "Realização:\nAna Varne", {0}, ITEMS),
        ("nl", "Regie:\nAnna Varne", {0}, ITEMS),
        ("pl", "Reżyseria:\nAnna Varne", {0}, ITEMS),
        ("en", "Tags\nferry harbour", {0}, ITEMS),
        ("en", "Read more:\nThe ferry runs again", {0}, ITEMS),
        ("fr", "Pour aller plus loin :\nferry port météo", {0}, ITEMS),
        ("en", "Contact us\n  * Ferry\n  * Tide", {0}, ITEMS),
        ("de", "Kontakt\n  * Fähre\n  * Hafen", {0}, ITEMS),
        ("en", "Related topics\n  * Home\n  * Ferry", {1}, HEADING),
        ("fr", "Sujets liés\n  * Accueil\n  * Le bac", {1}, HEADING),
        ("de", "  * Mehr zum Thema\n  * Fähre\n  * Hafen", {1, 2}, HEADING),
        ("es", "  * Noticias relacionadas\n  * Barco\n  * Puerto", {2}, HEADING),
        ("en", "Anne Varne says:\n4 May 2021", {1}, HEADING),
        ("de", "Anna Varne sagt:\n4. Mai 2021 um 13:17 Uhr", {1}, HEADING),
        ("fr", "Anne Varne dit :\n4 mai 2021 à 13:17", {1}, HEADING),
        ("en", "TWITTER\nTweets by corran_port", {0}, WIDGET),
    ],
)
def test_a_line_of_which_another_part_stays_is_half_of_a_thing(
    lang: str, text: str, going: set[int], reason: str
) -> None:
    assert set(halves(page(text, lang), going).values()) == {reason}


@pytest.mark.parametrize(("after", "reasons"), [("81 Tue 89 Wed 75 ", [FIGURES]), ("Read more ", [])])
def test_a_widget_is_not_parted_from_its_figures(after: str, reasons: list[str]) -> None:
    sheet = page(f"{PROSE * 6}Latest Weather Now {after}{PROSE}")
    (number,) = (row.number for row in sheet.rows if row.text == "Latest Weather Now")
    assert list(halves(sheet, {number}).values()) == reasons


def test_a_phrase_that_stands_twice_is_no_title() -> None:
    label = "Weiterlesen nach der Anzeige"
    prose = "Der Hafen ist seit Dienstag wieder offen, wie die Behörde mitteilte. Verletzt wurde niemand."
    text = f"{prose}\n\n{label}\n\n{prose[:69]}\n\n{label}\n\nZwei Buslinien werden umgeleitet.\n"
    assert label not in Linter(lang="de").fix(text).text


TWICE = {
    "en": "LISTEN: How will the ferry change life on the island?",
    "fr": "VIDÉO. Comment le bac changera la vie de l'île",
    "de": "VIDEO: Wie die Fähre das Leben der Insel verändert",
    "es": "VIDEO: Cómo cambiará el barco la vida de la isla",
}


@pytest.mark.parametrize("lang", TWICE)
def test_what_a_page_says_twice_may_be_its_title(lang: str) -> None:
    text = f"Varne » Feed\n{TWICE[lang]}\n\n{PROSE}\n\n{TWICE[lang]}\n\n{PROSE}\n"
    safe = {finding.match.strip() for finding in Linter(lang=lang).check(text) if finding.safe}
    assert TWICE[lang] not in safe


@pytest.mark.parametrize(
    ("text", "going"),
    [
        ("Related topics\n  * Ferry\n  * Tide", {0, 1, 2}),
        ("  * Coast\n  * Related topics\n  * Tide", {0, 2}),
        ("Anne Varne says:\n4 May 2021", {0, 1}),
        ("  * Coast\n  * Ferry\n  * Tide", {1}),
        ("Videos\nFerry\nTide", {0, 1}),
        ("Newsletter:\n____________", {0, 1}),
        (f"Chapter one\n{'_' * 66}", {0}),
        ("4 May 2021\n10:30", {0, 1}),
        ("4 May 2021\nThe ferry", {0}),
        ("The best of the coast, free of charge.\nSubscribe", {1}),
        ("  * Coast\n  * Subscribe", {1}),
        ("The best of the coast\n\nSubscribe", {1}),
        ("The best of the coast\nLog in", {1}),
        ("(BUTTON) Menu\nThe ferry runs", {0}),
        (f"Share this with:\n{PROSE}", {0}),
        (f"The cast:\nThe harbour\n{PROSE * 2}", {0}),
        ("Share:\n[icon]", {0}),
        ("Read more\nThe ferry runs again", {0}),
        ("Contact us\nThe ferry runs again", {0}),
        ("  * Contact us\n  * Ferry", {0}),
        ("____ Search\n  * Ferry", {0}),
        ("Twitter\nFerry", {0}),
        ("  * See also:\n  * Ferry", {0}),
    ],
)
def test_a_thing_that_goes_whole_or_stands_alone_has_no_half(text: str, going: set[int]) -> None:
    assert halves(page(text), going) == {}


@pytest.mark.parametrize(
    ("text", "going", "goes"),
    [
        ("Topics\n  * Ferry\n  * Tide\n  * Coast", {1, 2, 3}, True),
        ("Topics\n  * Ferry\n  * Tide\n  * Coast\nThe harbour", {1, 2, 3}, True),
        ("Topics\n  * Ferry\n\nThe harbour", {1}, False),
        ("Topics\n  * Ferry\n\nWho owns the harbour?", {1}, False),
        ("Topics\n  * Ferry\n\nThe harbour", {1, 2}, True),
        (f"Topics\n  * Ferry\n\n{PROSE}", {1}, True),
        ("Topics\n  * Ferry\n  * Tide", {1}, False),
        ("  * Topics\n  * Ferry\n  * Tide", {1, 2}, False),
        ("  * Topics\n      + Ferry\n  * Tide", {1}, True),
        ("Topics\nFerry", {1}, False),
        ("Topics", set(), False),
    ],
)
def test_a_heading_goes_where_all_its_items_go(text: str, going: set[int], goes: bool) -> None:
    assert whole(page(text), 0, going) is goes


def test_what_holds_a_heading_back_is_a_reason() -> None:
    assert MOST.keys() >= HELD


BODY = (
    "The port opened again on Tuesday after three days of storm, the harbour office said in a letter to the press. "
    "Two ferries waited at the quay, and the first of them left for Varne at noon with ninety people on board.\n\n"
    "The mayor thanked all who had helped at night, and said that the breakwater would be looked at before winter.\n\n"
)


@pytest.mark.parametrize(
    ("lang", "text", "line"),
    [
        ("en", "Newsletter:\n____________\n", "Newsletter:"),
        ("fr", "Newsletter :\n____________\n", "Newsletter :"),
        ("de", "Newsletter:\n____________\n", "Newsletter:"),
        ("es", "Boletines:\n____________\n", "Boletines:"),
        ("it", "Newsletter:\n____________\n", "Newsletter:"),
        ("pt", "Newsletter:\n____________\n", "Newsletter:"),
        ("nl", "Nieuwsbrief:\n____________\n", "Nieuwsbrief:"),
        ("pl", "Newsletter:\n____________\n", "Newsletter:"),
        ("en", "(BUTTON) References\n^(1) The tides of Varne, 1921\n", "(BUTTON) References"),
        ("en", "Topics\n  * Home\n  * Contact us\n  * Privacy policy\n", "Topics"),
    ],
)
def test_half_of_a_thing_is_found_and_left_to_a_person(lang: str, text: str, line: str) -> None:
    (found,) = [one for one in Linter(lang).check(BODY + text) if one.match.strip() == line]
    assert not found.safe
    assert found.evidence[-1].name in {FIELD, NOTES, ITEMS}
    assert found.confidence == UNSURE


HEADS = next(rule for rule in load() if rule.name == "related-heading")


def line(text: str, part: str, *evidence: Evidence) -> tuple[Hit, Rule]:
    """A hit that deletes a line, with evidence for what it is."""
    start = text.index(part)
    pieces = (Evidence("listed phrase", 5.2), *evidence)
    return Hit(start, start + len(part), "", round(confidence(pieces), 4), pieces), HEADS


@pytest.mark.parametrize("reason", sorted(HELD))
@pytest.mark.parametrize(("after", "safe"), [("", True), ("  * Varne ferry\n", False)])
def test_a_heading_held_back_for_its_items_goes_with_them(reason: str, after: str, safe: bool) -> None:
    text = f"Topics\n  * Tide\n  * Coast\n{after}"
    items = [line(text, "  * Tide\n"), line(text, "  * Coast\n")]
    pairs = [line(text, "Topics\n", Evidence(reason, -4.4)), *items]
    heading, *rest = together(pairs, Document(text), languages()["en"])
    assert (is_safe(*heading), heading[0].fix) == (safe, "")
    assert [is_safe(*one) for one in rest] == [safe, safe]


def test_what_takes_no_line_and_what_takes_several_is_not_asked() -> None:
    text = "4 May 2021\n10:30\nThe cast:\nAnne Varne\n"
    whole_hit = (Hit(11, 28, "", 0.999), HEADS)
    blank = (Hit(10, 11, None, 0.999), HEADS)
    assert together([blank, whole_hit], Document(text), languages()["en"]) == [blank, whole_hit]


def test_two_fixes_are_one() -> None:
    text = BODY + "Topics\n  * Home\n  * Contact us\n\nNewsletter:\n____________\n"
    once = Linter("en").fix(text).text
    assert Linter("en").fix(once).text == once


@pytest.mark.parametrize("chunk", ["Newsletter:\n_____\n", "4 May 2021\n", "Topics\n  * Home\n", "  * Contact us\n"])
def test_twice_the_text_is_twice_the_work(chunk: str) -> None:
    def work(size: int) -> int:
        hits = [(Hit(at, at + len(chunk), "", 0.999), HEADS) for at in range(0, size * len(chunk), len(chunk))]
        return steps(lambda: together(hits, Document(chunk * size), languages()["en"]))

    assert work(400) < 2.4 * work(200)
