"""Glued words beyond their rules' examples: what is never split, what a user accepts, how hits lie, what is told."""

from __future__ import annotations

from itertools import pairwise
from math import log

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from newslint import Linter
from newslint.cli.explain import command as explain
from newslint.config.config import Config
from newslint.evidence.glue.recurrence import Forms
from newslint.evidence.glue.seams import MARKS, Lore, Placed, seams
from newslint.evidence.glue.seams.quotation import facing
from newslint.evidence.language import get
from newslint.evidence.letters import letter_model
from newslint.evidence.lexicon import lexicon
from newslint.linter.bindings import bind
from newslint.linter.scan import scan
from newslint.model.documents import Document
from newslint.model.languages import Setting

GLUED = {code: Linter(code, select=["glued"]) for code in ("en", "fr", "de")}


@pytest.mark.parametrize(
    "chunk",
    [
        "https://news.example/LeMondeDuSport",
        "www.LeMondeDuSport.example",
        "redaction@LeMonde.example",
        "@LeMondeDuSport",
        "#LeMondeDuSport",
        "rapportFinal.PDF",
        "maVariable_interne",
        "{{titreDuSite}}",
        "a/bcLeMonde/d",
        "window.LeMonde()",
        "lemondedusport.com",
        "ict.lemonde.gouv.fr.",
        "bit.ly/xkyS4A",
        "moduleNom={LeMonde}",
        "maisonÂ",
    ],
)
def test_addresses_handles_files_and_code_have_no_seams(chunk: str) -> None:
    assert seams(chunk, Lore(lexicon("fr"))) == ()


@pytest.mark.parametrize(
    ("chunk", "cuts"),
    [
        ("amie.pic.twitter.com/dUO6A", ["amie. pic.twitter.com/dUO6A"]),
        ("amihttps://t.co/LeMonde", ["ami https://t.co/LeMonde"]),
        ("(@LeMonde)Apr", ["(@LeMonde) Apr"]),
        ("10/28/2010(mis", ["10/28/2010 (mis"]),
        ("(m/w/d)Airbus", ["(m/w/d) Airbus"]),
        ("dans#Chemnitz", ["dans #Chemnitz"]),
        ("avec@LeMonde", ["avec @LeMonde"]),
        ("prix$50", ["prix $50"]),
        ("2.Mélangez", ["2. Mélangez"]),
        ("—Vidéo", ["— Vidéo"]),
        ("fin.•", ["fin. •"]),
        ("fin.*", []),
        ("![Le", []),
        ("ligne”—est", []),
        ("pier\xadsiowe", []),
        ("[pont](#pont)", []),
        ("»«", ["» «"]),
        (":«", [": «"]),
        ("blessé(e)s", []),
        ("[s]on", []),
        ("[S]on", []),
        ("[1]Son", ["[1] Son"]),
        ("(pont)—est", []),
        ("(pont)—Est", ["(pont) —Est", "(pont)— Est"]),
        ("TL;DR", []),
        ("mot“Suite", ["mot “Suite"]),
        ("J.Martin", []),
        ("art.5", []),
        ("pont.5", ["pont. 5"]),
        ("(ACME.PA)", []),
        ("ACME.PA", ["ACME. PA"]),
        ("D.Les", ["D. Les"]),
        ("Photograf*Innen", []),
        ("russeL’Otan", []),
        ("74'But", ["74' But"]),
        ("YouTube", []),
        ("PayPals", []),
    ],
)
def test_seams_lie_beside_marks_addresses_and_handles_but_not_inside(chunk: str, cuts: list[str]) -> None:
    found = [
        f"{chunk[: seam.at]} {chunk[seam.at :]}"
        for seam in seams(chunk, Lore(lexicon("fr"), frozenset(("les",))))
        if seam.kind in MARKS
    ]
    assert found == cuts


def test_a_quotation_mark_that_closes_in_the_language_may_have_a_gap_on_either_side() -> None:
    german = Lore(None, closing_quotes=frozenset("“"))
    assert [[seam.at for seam in seams("Wort“Satz", lore)] for lore in (german, Lore(None))] == [[5], [4]]


@pytest.mark.parametrize("chunk", ["ABCDDE33", "ABCDDE33XXX", "ABCDDE33XXXBank", "ABCDDE33Bank"])
def test_the_code_of_a_bank_is_not_cut_at_its_digits(chunk: str) -> None:
    assert [seam.kind for seam in seams(chunk, Lore(None)) if seam.kind == "digit"] == []


def test_a_name_with_capitals_inside_is_cut_only_where_it_ends() -> None:
    cuts = {chunk: [seam.at for seam in seams(chunk, Lore(None))] for chunk in ("WeWorkis", "ShareYouTubeTwitter")}
    assert cuts == {"WeWorkis": [], "ShareYouTubeTwitter": [5, 12]}


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('He said "yes"|but left.', "closes a quotation"),
        ('He said|"yes" but left.', "before an opening quotation mark"),
        ('It was"yes|"and "no".', "before a closing quotation mark"),
        ('A 15" screen, he said.\n"|Yes" it is.', "opens a quotation"),
        ("no| mark", ""),
    ],
)
def test_straight_quotation_marks_face_as_the_line_before_them_tells(line: str, sign: str) -> None:
    assert facing(line.replace("|", ""), line.index("|")) == sign


def form(document: Document, one: Placed) -> dict[str, float]:
    return Forms(document, [one]).said(one)


def test_a_form_that_comes_back_among_other_words_is_a_name() -> None:
    said = "We use base64 for icons. What base64 does is simple, and no base64 text is short."
    document = Document(said, lang="en")
    start = said.index("base64")
    known = lexicon("en")
    assert known is not None
    (seam,) = seams("base64", Lore(known))
    assert form(document, Placed(seam, start, start + 6, start + 4)) == {
        "in other contexts": pytest.approx(1.0986, abs=1e-4)
    }
    assert form(Document("base64", lang="en"), Placed(seam, 0, 6, 4)) == {}
    assert form(Document("base64 is at Base64.org", lang="en"), Placed(seam, 0, 6, 4)) == {"in an address": 1.0}


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("MoreRedBoat Online. A RedBoat sails; see RedBoatAt sea.", 3),
        ("we sell RedBoat now, we sell RedBoat now", 1),
        ("MoreRedBoat Online. A RedBoats sails; see REDBoat.", 1),
    ],
)
def test_two_halves_that_come_back_run_together_with_others_are_a_name(text: str, contexts: int) -> None:
    start = text.index("RedBoat")
    seam = next(seam for seam in seams("RedBoat", Lore(None)) if seam.kind == "title")
    said = form(Document(text, lang="en"), Placed(seam, start, start + 7, start + 3))
    assert said.get("pair in other contexts", 0.0) == pytest.approx(log(contexts))


def test_a_word_that_the_user_accepts_is_left_alone_by_this_linter_only() -> None:
    text = "Die Bühne derKulturfabrik stand leer, und imvergangenen Jahr kam niemand."
    strict = GLUED["de"]
    accepting = Linter("de", select=["glued"], config=Config(accept=["imvergangenen"]))
    before = [finding.match for finding in strict.check(text)]
    assert "imvergangenen" in before
    assert "imvergangenen" not in [finding.match for finding in accepting.check(text)]
    assert [finding.match for finding in strict.check(text)] == before


def test_several_cuts_of_one_chunk_are_one_fix() -> None:
    text = "ShareFacebookTwitterEmail the story.The mayor spoke.Afterwards the pupils left the schooland went home."
    found = [finding for finding in GLUED["en"].check(text) if finding.rule == "glued-words"]
    assert [finding.fix for finding in found] == ["Share Facebook Twitter Email", "school and"]
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(alphabet="aàéLlPS'’.,«» 1-\n\ud800", max_size=60))
def test_fixes_of_glue_only_put_in_spaces(text: str) -> None:
    for linter in GLUED.values():
        for finding in linter.check(text):
            assert (finding.fix or "").replace(" ", "") == finding.match.replace(" ", "")


def test_a_document_is_judged_by_itself() -> None:
    damaged = "Le maire, Paul Durandtelle, aouvert le pontneuf hier.Il aparlé auxhabitants duquartier."
    quiet = "Le maire a parlé aux habitants du quartier."
    fresh, used = Linter("fr", select=["glued"]), GLUED["fr"]
    for text in (quiet, damaged, quiet):
        used.check(text)
    assert used.check(damaged) == fresh.check(damaged)


def test_unknown_languages_are_judged_by_their_surface() -> None:
    rules = GLUED["en"].rules
    bound = bind(rules, Setting(language=get("xx")))
    assert scan(Document("Foo bar baz qux."), bound).findings == []


def test_letters_that_never_met_are_improbable() -> None:
    words = lexicon("fr")
    assert words is not None
    assert words.likeness("maison") > words.likeness("mxqson")
    assert words.zipf("maison") > 4
    assert words.zipf("\ud800") == 0
    assert words.suffix("ment") > words.suffix("mqnt")


def test_the_letter_model_counts_shapes() -> None:
    model = letter_model([("aa", 1.0), ("ab", 1.0)])
    assert model["aa"] == model["ab"]
    assert model["\n\n\na"] == 0


def test_explain_shows_the_evidence_of_what_is_flagged_and_of_what_is_not() -> None:
    run = CliRunner().invoke(explain, ["--lang", "fr", "--all", "Les routes largeset les trottoirs du G20."])
    assert run.exit_code == 0
    assert "'largeset' -> 'larges et'" in run.output
    assert "flagged, safe to fix" in run.output
    assert "left alone" in run.output
    assert "base" in run.output


def test_explain_says_so_when_there_is_nothing() -> None:
    run = CliRunner().invoke(explain, ["--lang", "en", "--rule", "glued", "All is well."])
    assert run.output == "nothing here is flagged, and nothing is weighed\n"
