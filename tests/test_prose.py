"""What keeps a line with the phrase or shape of a left-over (newslint/evidence/lines/prose/), and what that does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newslint import Linter
from newslint.evidence.lines import prose
from newslint.evidence.lines.prose import MOST, NONE, UNSURE, doubted, reasons
from newslint.evidence.lines.prose.parts import ITEMS, STEP, TONGUES
from newslint.evidence.lines.sheet import Sheet, sheet
from newslint.kinds.block import Block
from newslint.kinds.leftover import Leftover
from newslint.model.documents import Document
from newslint.model.evidence import confidence
from newslint.model.findings import Evidence
from newslint.model.languages import Setting
from newslint.rules.languages import languages
from newslint.rules.load import load

LEFTOVER = next(rule for rule in load() if isinstance(rule, Leftover))
LIST = next(rule for rule in load() if rule.name == "related-list")
PROSE = "The port opened again on Tuesday after three days of storm, the harbour office said in a letter to the press. "
DATES, NEXT, STORY = "a date above each paragraph", "goes on in the next line", "introduces a paragraph"


def page(text: str, lang: str = "en") -> Sheet:
    return sheet(Document(text), languages()[lang])


def found(text: str, line: int = 0, lang: str = "en") -> list[str]:
    rows = page(text, lang)
    return list(reasons(rows.rows[line], rows))


@pytest.mark.parametrize(
    ("lang", "text", "line", "reason"),
    [
        ("en", '"Follow us," the guide told them in the cave.', 0, "quoted"),
        ("en", "Follow us, the guide told them, and be quick.", 0, "told"),
        ("en", "Follow us on Facebook was all that the bird could say.", 0, "in the past"),
        ("en", "Updated each year by a monk, the chronicle breaks off in the middle.", 0, "goes on as prose"),
        ("de", "Folgen Sie uns, rief der Wirt.", 0, "told"),
        ("pl", "Obserwuj nas, kpił kłusownik.", 0, "told"),
        ("en", "3 May 2021\nThe strike begins at dawn.\n4 May 2021\nThe owners shut the gates.", 2, DATES),
        ("en", "Nickname: Tom\nBorn: 4 May 2001\nLives in: Corran", 1, "a profile"),
        ("fr", "[ ]\n\nAu dépôt\n[ ]\n\nÀ la source\n[ ]\n\nAu large", 3, "an answer to choose"),
        ("de", "☐\nFähre\n☐\nBrücke\n☐\nTunnel", 1, "an answer to choose"),
        ("en", "Home >\nCoast >\nThe ferry", 0, STEP),
        ("fr", "1. Accueil\n2. Le port\n3. Le bac", 0, STEP),
        ("it", "Home ›\nPorto ›\nIl traghetto", 1, STEP),
        ("fr", "12 bis, quai du Port\n56400 Vaugrenay", 0, "a label of an address"),
        ("de", "7 Am Hafen\n26434 Kleinsiel", 0, "a label of an address"),
        ("pl", "14 ulica Portowa\n81-340 Gdynia", 0, "a label of an address"),
        ("en", "Our partners\nPort of Varne\nCoast Line", 0, ITEMS),
        ("fr", "  * (BUTTON) Fiches pratiques\n      + Bac et pêche", 0, ITEMS),
        ("en", "  (BUTTON) Sections\n    * Coast line", 0, ITEMS),
        ("fr", "Newsletter\n  * Inscris-toi pour découvrir le port", 0, ITEMS),
        ("de", "Newsletter\n  * Jeden Morgen das Beste vom Hafen", 0, ITEMS),
        ("en", "搜尋 文章\n\nsearch\n標籤", 1, TONGUES),
        ("en", "اشترك الآن\nSubscribe\nعربي", 1, TONGUES),
        ("fr", "Applications mobiles\nRetrouvez le port toute la journée.", 0, ITEMS),
        ("de", "Unsere Angebote\nHafenpost\nKüstenblatt", 0, ITEMS),
        ("es", "Nuestros servicios\nPuerto Diario\nLa Costa", 0, ITEMS),
        ("it", "I nostri partner\nPorto di Varne\nLinea Costa", 0, ITEMS),
        ("pt", "Redes sociais\nPorto de Varne\nLinha da Costa", 0, ITEMS),
        ("nl", "Onze diensten\nHavenpost\nKustlijn", 0, ITEMS),
        ("pl", "Nasi partnerzy\nPort Varne\nLinia Brzegu", 0, ITEMS),
        ("en", "The\nold\nman\nof\nthe\nsea\nshare\nit", 6, "a word on each line"),
        ("en", "share(x, y=2)", 0, "code"),
        ("en", "– Share?\n– No.\n– Follow?", 2, "speech"),
        ("en", "Top story:\nThe mayor of Corran resigned in the night, and went fishing at dawn.", 0, STORY),
        ("en", "Read also: The bishop and the\nEels", 0, NEXT),
        ("de", "Share\nist ein Wort, das auf der Insel niemand kennt, und wer es sagt, der muss erst\nlernen", 0, NEXT),
        ("en", "Weather\nis what they speak of here at noon, and in the evening they speak of boats\nall day", 0, NEXT),
        ("pl", "Pogoda\njest tym, o czym mówi się tu w południe, a wieczorem mówi się o łodziach i o\nrybach", 0, NEXT),
        ("en", "He asks all who pass here to kindly\nfollow us on Facebook", 1, "goes on from the line before"),
        ("en", "Tags\nFerry, Slipway", 0, "a label and its items"),
        ("it", "Parole chiave\n\nporto porto , Varne Varne , molo , barche", 0, "a label and its items"),
    ],
)  # fmt: skip
def test_a_line_is_kept(lang: str, text: str, line: int, reason: str) -> None:
    assert reason in found(text, line, lang)


@pytest.mark.parametrize(
    ("lang", "text", "line"),
    [
        ("en", "* Our partners\nPort of Varne", 0),
        ("en", "+ Newsletters\n+ Podcasts", 0),
        ("en", f"Newsletters\n{PROSE * 2}", 0),
        ("en", "Our apps\nContact us", 0),
        ("en", "Newsletter\n--\nThe port", 0),
        ("en", "  * (BUTTON) Sections\n  * Coast line", 0),
        ("en", "  • 中文\n  • English", 1),
        ("en", "分享\nFacebook", 1),
        ("en", "12 boats at sea\n1904 they came back", 0),
        ("en", "Follow us on Facebook, Twitter and Instagram.", 0),
        ("en", "Sign up for our newsletter, and never miss what we write again.", 0),
        ("en", '"Here is Corran": our newsletter is free for all who sign up.', 0),
        ("en", "There was an error.", 0),
        ("en", "Read also: The mayor said no", 0),
        ("en", "Share\nthe page", 0),
        ("fr", "Vous avez un droit d'accès et de rectification, et celui de partir.", 0),
        ("en", "14 May 2024\nThe strike begins at dawn.\nThe owners shut the gates.", 0),
        ("en", "14 May 2024, 12:30\nThe strike begins at dawn.\n15 May 2024, 13:00\nThe owners shut the gates.", 0),
        ("en", "Author: Ana Ruiz\nUpdated: 14 May 2024\nTags: ports", 1),
        ("en", "News\nSport\nWeather\nVideo\nShare\nPrint\nJobs\nHomes", 4),
        ("en", "- Share!\n- Print!\n- Follow us!", 0),
        ("en", "Read also:\nThe mayor of Corran resigned last night and went fishing, said his deputy.", 0),
        ("en", "A storm over the quay of the old\nby Ana Ruiz", 1),
        ("en", "Advertisement\nthe boats of Corran left the port", 0),
        ("en", "The port is open\n\non social media", 0),
        ("en", "Share\nPrint", 0),
    ],
)
def test_a_left_over_is_not(lang: str, text: str, line: int) -> None:
    assert found(text, line, lang) == []


@pytest.mark.parametrize("reason", MOST)
def test_a_reason_leaves_as_much_confidence_as_it_says(reason: str) -> None:
    """The pieces still add up to what is told; a line of which little spoke is no surer for it."""
    assert confidence(doubted((Evidence("listed phrase", 5.0),), [reason])) == pytest.approx(MOST[reason])
    assert doubted((Evidence("listed phrase", -5.0),), [reason]) == (Evidence("listed phrase", -5.0),)


def test_the_strongest_reason_counts() -> None:
    pieces = doubted((Evidence("listed phrase", 5.0),), ["a profile", "told"])
    assert pieces[-1].name == "told"
    assert NONE < 0.5 < UNSURE


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("Their pond lies where mist hides it", [True]),
        ("Their pond lies where mist hides it until noon.", [False]),
        ("“Nobody came,” she told the men.", []),
    ],
)
def test_what_is_left_over_is_no_sentence(line: str, safe: list[bool]) -> None:
    rule = replace(LEFTOVER, weights={"any line": 9.0})
    text = f"{PROSE * 3}\n{PROSE * 3}\n{line}\n"
    hits = rule.bind(Setting(language=languages()["en"]))(Document(text))
    assert [hit.confidence >= rule.safe for hit in hits if hit.start == text.index(line)] == safe


def test_a_line_that_goes_on_in_one_that_stays_is_not_torn_from_it() -> None:
    text = f"{PROSE}\nRelated articles\nStorm closes the port again\nFishermen ask for aid from the\nState\n\n{PROSE}\n"
    assert isinstance(LIST, Block)
    rule = replace(LIST, weights={"plain": 9.0})
    hits = rule.bind(Setting(language=languages()["en"]))(Document(text))
    assert {text[hit.start : hit.end]: hit.confidence for hit in hits} == {
        "Storm closes the port again\n": 0.9999,
        "Fishermen ask for aid from the\n": UNSURE,
    }


def test_a_block_begins_at_no_word_of_a_dialogue() -> None:
    text = f"{PROSE * 2}\n{PROSE * 2}\n— Share?\n— No.\n— Comments?\n{PROSE}\n"
    assert [f.match for f in Linter("en", select=["comment-section"]).check(text)] == []
    rows = page(text)
    assert prose.kept(rows) == {row.line.start for row in rows.rows[2:5]}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Read the story Read the story\nThe port is open.\n", [True]),
        ("Can we just row? Can we just row?\nTo where the herring go, can we just row?\n", [False]),
        ("Can we just row? Can we just row?\n\n\n\n\n\nCan we just row? Can we just row?\n", [False, False]),
    ],
)
def test_a_refrain_is_no_copy(text: str, safe: list[bool]) -> None:
    assert [f.safe for f in Linter("en", select=["repeated-phrase"]).check(text)] == safe


@pytest.mark.parametrize("lang", [None, "en", "pl"])
def test_a_text_with_one_word_on_each_line_keeps_them_in_any_language(lang: str | None) -> None:
    words = "مدة الفيديو 03 دقيقة المقالات ذات صلة Related Nodes field PDF Facebook ( BUTTON ) menu".split()
    text = "\n".join(words * 4) + "\n"
    found = Linter(lang, ignore=["repeated"]).check(text)
    assert [one.match for one in found if one.fix == "" and one.match.strip()] == []


ROUND = {
    "en": "The port opened again on Tuesday after three days of storm, the harbour office said in a letter. " * 4,
    "fr": "Le port a rouvert mardi après trois jours de tempête, a dit la capitainerie dans une lettre. " * 4,
    "pt": "O porto abriu de novo na terça-feira depois de três dias de tempestade, disse a capitania. " * 4,
    "de": "Der Hafen ist seit Dienstag nach drei Tagen Sturm wieder offen, sagte das Hafenamt in einem Brief. " * 4,
}
"""Passages of a text in one line, before and after what is judged."""


@pytest.mark.parametrize(
    ("lang", "text", "part", "reason"),
    [
        ("fr", "CREATION D'UNE SOCIETE REGIE PAR LA LOI N° 064-2015 DU 20 OCTOBRE 2015, PORTANT LIBERTE. ",
         "PAR LA LOI", "in capitals as what stands beside it"),
        ("pt", "O aviso saiu (Rádio Costa – FM 107,3 – na terça-feira 16 de janeiro de 2018, às 7h45m) Para ouvir. ",
         "16 de janeiro", "half of a bracket"),
        ("en", "The notice was read on air (Radio Coast, FM 107, on Tuesday 16 January 2018, 7:45) Listen here. ",
         "16 January", "half of a bracket"),
        ("de", "Die Koalition hilft. Update vom Samstag, 06.06.2020, 8.30 Uhr: Der Minister sagt, es wird. ",
         "Update vom Samstag", "ends in a comma or a dash"),
        ("en", "The Net Emerges As Potent Tool By THOMAS WREN CORRAN (AP) -- The images came out of the crisis. ",
         "By THOMAS WREN", "ends in a comma or a dash"),
        ("fr", "Le décollage est prévu mi-février. Sur le même sujet Une éruption solaire a perturbé les ondes. ",
         "Sur le même sujet", "a label whose items follow"),
        ("pt", "O porto fechou. Rádio e Televisão de Varne, 2015. Todos os direitos reservados Temas Mundo. ",
         "Todos os direitos reservados", "half of a notice"),
    ],
)  # fmt: skip
def test_half_of_a_bracket_or_clause_in_a_text_of_one_line_is_told(
    lang: str, text: str, part: str, reason: str
) -> None:
    rows = page(ROUND[lang] + text + ROUND[lang], lang)
    (row,) = (row for row in rows.rows if part in row.text)
    assert reason in reasons(row, rows)
    found = [f for f in Linter(lang).check(ROUND[lang] + text + ROUND[lang]) if part in f.match]
    assert not any(f.safe for f in found)
    assert not found or MOST[reason] != NONE


def test_a_notice_of_rights_in_a_text_of_one_line_is_told_with_its_owner() -> None:
    notice = "© 2015 - Rádio e Televisão de Varne. Todos os direitos reservados"
    found = Linter("pt").check(f"{ROUND['pt']}O porto fechou. {notice} Temas Mundo. {ROUND['pt']}")
    assert [(f.match.strip(), f.safe) for f in found if "reservados" in f.match] == [(notice, False)]


RECORD = """Senza dubbio il porto è una storia di mare e di vento, e chi lo racconta lo sa. Lo dicono i pescatori.

Autore

Anna Ruiz

Anno di pubblicazione

2023

Allegati

     * Indice del volume
"""


def test_a_number_alone_may_be_the_value_of_the_label_above_it() -> None:
    assert not [f.match for f in Linter("it").check(RECORD * 3) if f.safe and "2023" in f.match]


def test_what_stands_beside_the_number_of_a_book_is_its_record() -> None:
    record = "   Lusitan Library\n   ISBN : 978-2-36732-261-2\n   216 pages\n   3 November 2023\n   20,00 EUR\n"
    menu = "   * Home\n   * Contact\n   * About us\n\n"
    found = Linter("en").check(f"{menu}{PROSE * 4}\n\n{record}\nDOWNLOAD\n\n   Summary\n   Cover\n")
    assert "* Home" in {f.match.strip() for f in found if f.safe}
    assert not [f.match for f in found if f.safe and f.match.strip() in record and f.match.strip()]


@pytest.mark.parametrize(
    ("lang", "menu", "word", "title"),
    [
        (
            "fr",
            "Accueil\nPodcasts\nInfographies\nNewsletters\nS'abonner",
            "Éducation.",
            "Un bac sur trois reste à quai",
        ),
        ("de", "Startseite\nPodcasts\nNewsletter\nAbonnieren\nMenü", "Häfen.", "Jede dritte Fähre bleibt im Hafen"),
        ("es", "Inicio\nPodcasts\nBoletines\nSuscríbete\nMenú", "Puertos.", "Uno de cada tres barcos no sale"),
    ],
)
def test_a_word_before_a_title_is_the_titles(lang: str, menu: str, word: str, title: str) -> None:
    found = Linter(lang).check(f"{menu}\n--\n   {word}\n\n{title}\n\n{PROSE * 3}\n")
    assert [one.match.strip() for one in found if one.safe and word in one.match] == []


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Video: Ferry leaves the harbour again"),
        ("fr", "En vidéo : Le bac reprend la mer"),
        ("de", "Im Video: Die Fähre fährt wieder"),
        ("es", "Vídeo: El transbordador vuelve al mar"),
        ("it", "Video: Il traghetto torna in mare"),
        ("pt", "Vídeo: A balsa volta ao mar"),
        ("nl", "Video: De veerboot vaart weer"),
        ("pl", "Wideo: Prom znowu pływa"),
    ],
)
def test_a_title_with_a_label_above_all_prose_may_be_the_texts_own(lang: str, title: str) -> None:
    linter = Linter(lang, select=["navigation", "leftover"])
    assert [one.match for one in linter.check(f"{title}\n\n{PROSE * 2}\n\n{PROSE * 3}\n") if one.safe] == []


def test_a_title_with_a_label_below_prose_is_anothers() -> None:
    found = Linter("en", select=["navigation"]).check(
        f"{PROSE * 2}\n\nVideo: Ferry leaves the harbour again\n\n{PROSE * 3}\n"
    )
    assert [one.match for one in found if one.safe] == ["Video: Ferry leaves the harbour again\n"]
