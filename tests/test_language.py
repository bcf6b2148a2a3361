"""Language detection: right on a sentence of each language, silent where function words do not decide."""

from __future__ import annotations

import pytest

from newslint.evidence.language import detect, get
from newslint.rules.languages import languages

SENTENCES = {
    "fr": "Le conseil municipal a voté mardi la rénovation du pont, qui doit rouvrir dans deux ans.",
    "en": "The town council voted on Tuesday to repair the bridge, which is to reopen in two years.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die Brücke zu sanieren, die in zwei Jahren wieder öffnen soll.",
    "es": "El ayuntamiento aprobó el martes la reforma del puente, que debe reabrir dentro de dos años.",
    "it": "Il consiglio comunale ha approvato martedì il restauro del ponte, che deve riaprire tra due anni.",
    "pt": "A câmara aprovou na terça-feira a reforma da ponte, que deve reabrir dentro de dois anos.",
    "nl": "De gemeenteraad heeft dinsdag besloten om de brug te herstellen, die over twee jaar weer opengaat.",
    "pl": "Rada miasta zdecydowała we wtorek o remoncie mostu, który ma być otwarty za dwa lata.",
    "ru": "Городской совет во вторник решил отремонтировать мост, который должен открыться через два года.",
    "uk": "Міська рада у вівторок вирішила відремонтувати міст, який має відкритися за два роки.",
    "sv": "Kommunen beslutade på tisdagen att renovera bron, som ska öppnas igen om två år och inte tidigare.",
    "da": "Kommunen besluttede tirsdag at renovere broen, som først bliver åbnet igen efter to år.",
    "no": "Kommunen vedtok tirsdag å renovere broen, som ikke blir åpnet igjen før etter to år, sier ordføreren.",
    "cs": "Městská rada v úterý rozhodla, že se most opraví a bude otevřen za dva roky, jak už slíbila.",
    "ro": "Consiliul local a hotărât marți să repare podul, care va fi deschis din nou în doi ani și nu mai devreme.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να επισκευάσει τη γέφυρα, που θα ανοίξει σε δύο χρόνια.",
    "tr": "Belediye meclisi salı günü köprünün onarılması için karar aldı ve köprü iki yıl sonra açılacak.",
    "id": "Dewan kota pada hari Selasa memutuskan untuk memperbaiki jembatan yang akan dibuka dalam dua tahun.",
    "fi": "Kaupunginvaltuusto päätti tiistaina, että silta korjataan ja se on auki vasta kahden vuoden jälkeen.",
    "hu": "A városi tanács kedden úgy döntött, hogy felújítja a hidat, amely csak két év után nyílik meg.",
}


def test_every_language_has_its_sentence() -> None:
    assert SENTENCES.keys() == languages().keys()


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_is_enough(code: str, sentence: str) -> None:
    assert detect(sentence) == code


@pytest.mark.parametrize(
    "text",
    ["", " \n\n", "12:30 2-1 98 %", "Vladivostok", "市议会星期二决定修桥。", "xkcd qwrt zzzz"],
    ids=["empty", "blank", "numbers", "name", "chinese", "noise"],
)
def test_no_words_no_language(text: str) -> None:
    assert detect(text) is None


def test_two_languages_in_equal_parts_are_neither() -> None:
    assert detect("the of and to in that der die und das nicht ist") is None


def test_foreign_names_and_quotes_do_not_tip_the_balance() -> None:
    assert detect(SENTENCES["fr"] + " « The show must go on », dit-il.") == "fr"
    assert detect(SENTENCES["de"] + " El País und The Guardian berichteten.") == "de"


def test_elided_words_count() -> None:
    assert detect("L’homme d’affaires qu’on n’attendait pas s’est présenté.") == "fr"
    assert detect("L'uomo dell'anno è nell'aula.") == "it"


@pytest.mark.parametrize("code", ["fr", "en", "de", "es", "it", "pt", "nl", "pl"])
def test_data_is_complete(code: str) -> None:
    language = get(code)
    assert len(language.function_words) >= 100
    assert len(language.months) >= 12
    assert len(language.weekdays) >= 7
    assert language.time_words
    assert language.repeats.never
    assert not set(language.repeats.allowed) & set(language.repeats.never)
    for words in (language.function_words, language.months, language.weekdays, language.time_words):
        assert len(words) == len(set(words))
        assert all(word == word.lower() for word in words)
