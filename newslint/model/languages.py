"""What newslint knows of one language: data only, one file of rules/languages/ each.

Whatever a file leaves out has a default with which everything works and says less: a file of a code and a name is a
language, too. Words are in lower case where nothing else is said.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from newslint.model.wordlists import Words


class PhraseList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """Phrases of one kind in one language.

    `seen` were met on real pages; `more` are known to be used but have no page behind them: no safe fix rests on them.
    """

    seen: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class Repeats(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """Which words may stand twice in a row (`allowed`), and which never do (`never`): there the second may go.

    Unless one of `before` follows: `de de facto leider`, where the second `de` belongs to the Latin phrase. Those that
    are `apart`, too, are two words in one: between them something may be lost (`refer to … to find`). What is `lacking`
    a word takes one of `taken` after it: `out the the guild` is `out of the guild`, and nothing may go.
    """

    allowed: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


class Elisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """What loses its last letter to the next word, and stands before an apostrophe without a blank: `l'`, `dell'`.

    `solid` stand before any word; `small` only before small letters (`quelqu'un`), so that a capital after one of them
    may be glue; `names` only inside names (`O'Neill`), so that no word ends in one. `glued` are those that are found,
    with a capital, behind a word that they were run together with: `russeL’Otan`.
    """

    solid: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()


class Solid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """What many write without a blank where other words have one.

    `titles` before a name, with a full stop (`St.Gallen`); `abbreviations` before a number (`art.5`), as titles are,
    too; `shortened` words end no sentence with their full stop, whatever blanks they have (`godz.`); `gender_endings`
    after a colon or an asterisk (`Leser:innen`); `after_numbers` right after a number: ordinal endings and words for
    units (`2nd`), beside the signs of units, which are the same everywhere.
    """

    titles: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    gender_endings: tuple[str, ...] = ()
    after_numbers: tuple[str, ...] = ()


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """How people are called.

    `particles` stand inside names (`von`); `ambiguous` ones are common words, too (`zu`), and count only where nothing
    but a name can stand. `beginnings` are written solid before a capital (`McCarthy`). `degrees` stand before names, as
    written. `inflected`: names have endings, or are parts of compounds; say false where neither is so.
    """

    particles: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    inflected: bool = True


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """How times of day are written: a word after them (`15.30 Uhr`), the half of the day (`3 p.m`; without its last
    full stop), a sign between hours and minutes other than a colon (`15h30`)."""

    words: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class Clash(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Words `after` which those of `never` never stand."""

    after: tuple[str, ...]
    never: tuple[str, ...]


class Holes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """Words that need another one after them: before a comma, a full stop or a bracket a word is lost.

    `bound` words never end a clause; `joining` ones (conjunctions) may stand before a comma by right, but not before a
    full stop or bracket; `loose` ones may end a clause ("the town they came from"). `particles`: so many verbs have
    particles that end clauses that a loose word alone says nothing. `clashes` are words that no sentence puts side by
    side. `final` ones end no sentence, though their full stop stands right behind them, and are no abbreviation; nor do
    `stops`, before whose comma a clause may end.
    """

    bound: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    particles: bool = False
    clashes: tuple[Clash, ...] = ()
    final: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """What was measured for the language, where it differs from what holds for all: the limits of rules that say
    `measured: true`.

    `worded`, `list_like` and `repeated_lines` are the measures of that name (FineWeb-2 has them by language).
    `left_over` is the confidence from which a short left-over line is reported.
    """

    worded: float | None = None
    list_like: float | None = None
    repeated_lines: float | None = None
    left_over: float | None = None


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
    """What newslint knows of one language: data only, one file of rules/languages/ each."""

    code: str
    """Two letters (ISO 639-1), or three where there are none of two; the file is called so."""
    name: str
    """In English."""
    sentence: str = ""
    """A sentence of news by which the language must be told: a test."""
    family: Literal["", "compounding", "Romance"] = ""
    """Languages in which the same evidence for glue says the same: those that write compounds solid, where two words in
    one chunk prove little, and the Romance ones, which hardly compound at all."""
    spaced: bool = True
    """Do blanks part its words? Where they don't, a line is no row of words to be weighed by: only phrases tell it."""
    full_lists: bool = False
    """Are its function words, months, weekdays and words of time all listed? Then their share says what a text is."""
    capital_nouns: bool = False
    """Are all nouns written with a capital? Then capitals in a row say less."""
    function_words: tuple[str, ...] = ()
    """Articles, prepositions, pronouns, conjunctions, auxiliaries: a language is told by them."""
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    """With their abbreviations, as months are."""
    time_words: tuple[str, ...] = ()
    """What else dates and times are written with: `um`, `Uhr`, `gestern`."""
    auxiliaries: tuple[str, ...] = ()
    """Verbs that a name may be run together with: `Poutinea félicité`."""
    participle_endings: tuple[str, ...] = ()
    """What the word after such a verb ends in."""
    enclitics: tuple[str, ...] = ()
    """Pronouns that are written solid behind a verb: `decírselo`."""
    clitics: tuple[str, ...] = ()
    """What ends a word behind an apostrophe: `town's`, `won't`."""
    name_endings: tuple[str, ...] = ()
    """Small words that names also end in: `Tokelauan`, `Godoa`. Behind a name one of them proves no lost gap."""
    fitted: bool = False
    """Were the weights of evidence for glue fitted on enough of its texts? If not, no split between small letters is
    safe."""
    measured: str = ""
    """On what it was measured how well left-over lines are told; empty where on nothing."""
    closing_quotes: tuple[str, ...] = ()
    """Quotation marks that only close."""
    endings: tuple[str, ...] = ()
    """What ends words and is none, whatever the word list says of it (`Ed`): a piece of a torn word."""
    tight_marks: tuple[str, ...] = ()
    """Marks that no blank stands before; French has one there."""
    repeats: Repeats = Repeats()
    elisions: Elisions = Elisions()
    solid: Solid = Solid()
    names: Names = Names()
    clock: Clock = Clock()
    holes: Holes = Holes()
    limits: Limits = Limits()
    words: Words = Words()
    phrases: dict[str, PhraseList] = {}
    """What a page's furniture says, whole lines or their starts, by the names that rules on lines have for it."""
    formulas: dict[str, PhraseList] = {}
    """Phrases with alternatives and gaps, which stand inside lines (evidence/formulas.py), by the same names."""

    def under(self, name: str) -> Any:
        """What the file says under a key, or under one of `words`; None for a name that neither has.

        A key inside another is named by the way to it: "clock.signs".
        """
        found: Any = self
        for part in name.split("."):
            found = getattr(found, part, None)
        return found or getattr(self.words, name, found)


UNKNOWN = Language(code="und", name="unknown")


class OwnPhrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that the user calls left over: in texts of one site, by its host's or its folder's name, or in all.

    Where it is not `safe`, it is reported, and mended on request.
    """

    text: str
    site: str | None = None
    safe: bool = True


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is made ready for: a language, the words that the user calls right (in lower case), the phrases that
    the user calls left over; and what a corpus shows, for the kinds that ask it (newslint/profile/).
    """

    language: Language = UNKNOWN
    accept: frozenset[str] = frozenset()
    phrases: tuple[OwnPhrase, ...] = ()
    profile: object = None
