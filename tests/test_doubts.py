"""What is found and not mended unasked, with the reason that is told; and what stays safe beside it."""

from __future__ import annotations

import pytest

from newslint import Linter
from newslint.evidence.signs.quotes import faces, style
from newslint.linter.guard import breach, elided
from newslint.model.findings import Finding

LINTERS = {code: Linter(code, select=["glued"]) for code in ("en", "fr", "de", "es", "it", "pl", "nl", "pt", "ru")}


def reasons(finding: Finding) -> list[str]:
    return [piece.name.removeprefix("in doubt: ") for piece in finding.evidence if piece.name.startswith("in doubt")]


@pytest.mark.parametrize(
    ("lang", "text", "match", "reason"),
    [
        ("en", "She asked them to breadthis before the fair.", "breadthis", "two readings: bread this or breadth is"),
        ("fr", "La CNILa fait savoir mardi qu'elle irait au port.", "CNILa", "two readings: CNI La or CNIL a"),
        ("de", "Sie wusste, dassie kommen würde.", "dassie", "two readings: das sie or dass sie"),
        ("fr", "Elle défend la protection de lenfance.", "lenfance.", "an elision that lost its apostrophe: l'enfance"),
        ("fr", "Ils aident les plus defavoriser du quartier.", "defavoriser", "may be défavoriser without its accents"),
        ("en", "They hit the gas, attackin' all they had.", "attackin'", "an apostrophe may end the word"),
        ("en", "The Tokelauan elders met, and Tokelau waited.", "Tokelauan", "may be a form of a name"),
        ("nl", "De burgemeester van de stad heeft gezegddat de brug open is.", "gezegddat",
         "too few texts of the language were weighed"),
        ("it", "La giunta ha scelto MioCinema e IoRestoInSala per la serata.", "MioCinema",
         "may be a name with capitals inside, and no other gap is lost"),
        ("fr", "Mardi, nCependant le port est fermé.", "nCependant", "a letter that is no word"),
        ("en", "Use as[T] and the rest as it is.", "as[T]", "an index or a variant"),
        ("nl", "De molen draait.Zij won de prijs van het YES!Delft lab.Toen ging zij.Het was laat.", "YES!Delft",
         "may be a name with ! inside"),
        ("en", "The mill runs.She won the prize of the Yes!Varne lab.Then she went.It was late.", "Yes!Varne",
         "may be a name with ! inside"),
        ("fr", "Le moulin tourne.Elle dirige le Oui!Varne de la ville.Puis elle partit.Il pleuvait.", "Oui!Varne",
         "may be a name with ! inside"),
        ("en", 'The mill is shut.\n\n"I love the quay.\nBless, Bjorn"We will bring more.', 'Bjorn"We',
         "a quotation above may close here"),
        ("en", "The mill is shut.»The weavers wept«, he said.", "shut.»The", "» opens a quotation here"),
        ("en", "The page shows“https://port.example/a” and more.", "https://port.example/a”",
         "an address in quotation marks"),
        ("en", "The mayor met them at noon. [Clip:Video] The ferry left later.", "[Clip:Video]", "a code in brackets"),
        ("en", "He moved to the ?Palace of the People? at Varne in June.", "?Palace", "may be a lost quotation mark"),
        ("en", "Kelso24|https://kelso.example|kelso24 is the third line.", "Kelso24",
         "may be a record or a name in code"),
        ("en", "It begins with class Quay(mixins.ListModelMixin, Base) as before.", "Quay(mixins.List",
         "may be a record or a name in code"),
        ("en", "The port has mixins.If we use generics.ListCreateAPIView, they are gone.Read on.", "generics.List",
         "may be a record or a name in code"),
        ("es", "Le jump’éel kaaj ka’alikil táan u kuchik u pueblode tu beel, máax ku yaantal tu’ux ku meyaj.",
         "pueblode", "the words around are of another language"),
        ("en", "Prezes podał wczoraj, że ustawa rządowa która przedłuża możliwość havebeen spłaty kredytów oraz.",
         "havebeen", "the words around are of another language"),
        ("fr", "Le port compte jeuune quais et un phare.", "jeuune", "may be jeune with a letter doubled"),
        ("es", "Las partees firmaron el acuerdo en el muelle.", "partees", "may be partes with a letter doubled"),
        ("de", "Sie sah seineer die Kirche am Hafen.", "seineer", "may be seiner with a letter doubled"),
        ("pt", "A semnas de peixe no porto caiu.", "semnas",
         "may be semanas with a typing error, and no other gap is lost"),
        ("de", "Sie sah gebenüber die Kirche am Hafen.", "gebenüber",
         "may be gegenüber with a typing error, and no other gap is lost"),
        ("it", "La nave arriva nelal notte di domenica.", "nelal",
         "may be nella with a typing error, and no other gap is lost"),
        ("en", "He sent the ship to constructin on the coast.", "constructin",
         "may be construction with a typing error, and no other gap is lost"),
        ("fr", ("Clément Dusoleil et Jean Varne ont ouvert le port. Le maire a ditque le moulin tourne. Il a visitéles "
                "quais etles ports de la ville."), "Dusoleil", "may be a family name"),
        ("en", ("They say sawArthur, the host, is here; follow @sawarthur. The mayor saidThe mill is shut, and was "
                "notasked again. They toldthe council thatthe port is shut."), "sawArthur,",
         "may be a name, which stands in an address"),
        ("en", "He took the Northeeastern, a slow train.", "Northeeastern,",
         "may be Northeastern with a letter doubled"),
        ("en", ("Utyelelo lukaGigaba kwiiofisi luphawula amanyathelo eyaziswa ngethuba wayesenza inte kwaye "
                "akazukuvela namhlanje. It hit.The"),
         "lukaGigaba", "the words around are of another language"),
        ("ru", "Порт закрыт.Суда стоят.Лёд держит.Об этом пишет Фонтанка.Ру в среду.", "Фонтанка.Ру",
         "may be the name of a site"),
        ("en", "It hit.The class has a method: def post(self, request) and more.Read on.", "post(self,",
         "may be a line of code"),
        ("en", "Contents: 1.REPORT OF THE PARTIES2.MESSAGE OF THE PORT 3.The end.Read on.", "PARTIES2.MESSAGE",
         "another gap of the chunk would stay"),
        ("en", "The sign says ห้ามกินอาหาร;โปรดเลือกดี and more.", "ห้ามกินอาหาร;โปรดเลือกดี",
         "a script without blanks between words"),
        ("en", "We sailed Corran–Holm–Corran twice.", "Corran–Holm–Corran", "a dash that joins"),
        ("en", "In the browser, the about:restartrequired page is gone. Add-ons may open a menu again.",
         "about:restart", "a small letter follows, as in addresses and code"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_told_and_not_safe(lang: str, text: str, match: str, reason: str) -> None:
    findings = [one for one in LINTERS[lang].check(text) if one.match == match]
    assert findings
    assert not any(one.safe for one in findings)
    assert reason in [why for one in findings for why in reasons(one)]


@pytest.mark.parametrize(
    ("lang", "text", "fixed"),
    [
        ("en", "Report of the yearDate:2024-05-07Firm:NORRIN24", "Report of the year Date: 2024-05-07 Firm: NORRIN24"),
        ("en", "It hit, they said reportedly…pic.twitter.com/PbK0B7UjJM— NORRIN (@norrin) July 1, 2023",
         "It hit, they said reportedly… pic.twitter.com/PbK0B7UjJM — NORRIN (@norrin) July 1, 2023"),
        ("en", "They hithttps://t.co/WcgraWqkiApic.twitter.com/6IIMTmurg9— NORRIN (@norrin) July 1, 2023",
         "They hithttps://t.co/WcgraWqkiApic.twitter.com/6IIMTmurg9— NORRIN (@norrin) July 1, 2023"),
        ("en", "Report of the yearDate:2024-05-07Firm:ABCDEFGH", "Report of the year Date: 2024-05-07 Firm: ABCDEFGH"),
        ("pl", "Kurs idzie w górę.Najważniejsze informacje WNP.PLBlisko nowego mostu na rzece.",
         "Kurs idzie w górę. Najważniejsze informacje WNP.PL Blisko nowego mostu na rzece."),
    ],
)  # fmt: skip
def test_what_is_not_in_doubt_is_mended_whole(lang: str, text: str, fixed: str) -> None:
    assert LINTERS[lang].fix(text).text == fixed


def test_both_readings_are_in_the_message() -> None:
    (found,) = LINTERS["en"].check("She asked them to breadthis before the fair.")
    assert found.message == "words run together: bread this or breadth is"


def test_an_elision_takes_its_apostrophe_where_unsafe_fixes_are_made() -> None:
    text = "Elle défend la protection de lenfance."
    assert LINTERS["fr"].fix(text, unsafe=True).text == "Elle défend la protection de l'enfance."


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("lenfance", "l'enfance", True),
        ("lenfance", "l’enfance", True),
        ("l'enfance", "l'enfance", True),
        ("enfance", "'enfance", False),
        ("lenfance", "l''enfance", False),
        ("enfance", "enfance'", False),
        ("lenfance", "l\"enfance", False),
    ],
)  # fmt: skip
def test_the_guard_lets_an_apostrophe_in_between_two_letters_only(old: str, new: str, kept: bool) -> None:
    assert (breach(old, 0, len(old), new, "gaps") is None) == kept
    assert breach(old, 0, len(old), new, "space") is None or old != new


def test_an_apostrophe_that_was_there_stays() -> None:
    assert elided("l'eau dici", "l'eau d'ici") == "l'eau dici"


def test_the_style_of_quotations_is_the_documents() -> None:
    assert style("Er sagte »ja«.\nSie sagte »nein«.").reversed
    assert not style("Il dit« oui »et part.\nElle dit « non ».").reversed
    text = "Hon sa ”ja” och ”nej”."
    assert [faces(text, at) for at, sign in enumerate(text) if sign == "”"] == ["right", "left", "right", "left"]
    assert faces("„Ja“", 3) == "left"
    assert faces("ein 'Wort'", 4) == ""


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The port opened.The park yields 19 megaWatt and its clock runs at 4 gigaHertz, said the mayor.He left.",
        ),
        ("nl", "De haven is open.Het park levert 19 megaWatt en 4 kiloByte, zei de burgemeester.Hij vertrok."),
        ("de", "Der Hafen ist offen.Der Park liefert 19 kiloWatt und 4 megaByte, sagte sie.Dann ging sie."),
        ("fr", "Le port est ouvert.Le parc fournit 19 mégaWatt et 4 kiloOctet, dit le maire.Il est parti."),
        ("es", "El puerto abrió.El parque da 19 megaWatt y 4 kiloByte, dijo la alcaldesa.Se fue."),
        ("it", "Il porto è aperto.Il parco dà 19 megaWatt e 4 kiloByte, disse la sindaca.Poi partì."),
        ("pt", "O porto abriu.O parque dá 19 megaWatt e 4 kiloByte, disse a presidente.Depois saiu."),
        ("pl", "Port otwarto.Park daje 19 megaWatt i 4 kiloByte, powiedziała burmistrzyni.Potem wyszła."),
    ],
)
def test_nothing_is_said_of_a_unit_with_its_prefix(lang: str, text: str) -> None:
    assert [one.match for one in LINTERS[lang].check(text) if "." not in one.match] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", ("Het park is klaar.De oproep kwam op een windenergieconferentie in de stad.Shell vindt de "
         "miljardensubsidie te hoog.Het was een dramatisch windjaar.Zij leverde laserinstallaties.Toen ging zij.")),
        ("de", ("Der Park ist fertig.Sie sprach von einem geschichtsverdrossenen und windmühlenartigen Bau.Dann ging "
         "sie.Der hafennahe und küstengeprägte Ort wartet.Niemand kam.")),
    ],
)  # fmt: skip
def test_no_compound_is_split_where_only_gaps_behind_marks_are_lost(lang: str, text: str) -> None:
    assert [one.match for one in LINTERS[lang].check(text) if "." not in one.match] == []


def test_nothing_is_said_of_a_mark_beside_chinese_signs() -> None:
    assert LINTERS["en"].check("The sign says 不吃食物;慎重选择 and more.\n") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La ville a voté.\nnSelon le maire, rien ne bouge. nCependant, on attend.\nn« Rien ne va », dit-il."),
        ("en", "The town voted.\nnAfter the mayor spoke, nobody left.\nnThe boat waits, and so do we."),
        ("de", "Der Rat tagte.\nnDanach ging er, und das Boot blieb.\nn„Niemand kam“, sagte sie."),
        ("es", "El pueblo votó.\nnSegún el alcalde, nada se mueve.\nnLa barca espera."),
    ],
)
def test_the_letter_of_a_broken_line_is_no_word(lang: str, text: str) -> None:
    found = Linter(lang).check(text)
    assert {one.match for one in found if one.rule == "broken-line-break"} == {"n"}
    assert [one.match for one in found if one.rule.startswith("glued")] == []
