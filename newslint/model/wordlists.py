"""The lists of words that lines are told by: the key `words` of a language's file.

The lists of English serve every language beside its own, for half of the pages speak English, too; but not those of
what a picture shows, of authors' lives, of offices, of readers' talk and of doubled words.
"""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language's lists of words, by name."""

    agencies: list[str] = []
    """News and photo agencies, broadcasters, and what else is credited with a picture, as written."""
    agencies_sure: list[str] = []
    """Those of them that mean nothing else."""
    credit_words: list[str] = []
    """What stands beside names in a credit: `via`, `archiv`."""
    credit_links: list[str] = []
    """Words after which the label of a credit needs no colon: `Photo by`."""
    credit_dots: list[str] = []
    """Labels of a credit that three dots follow, as written: `Credit...`."""
    rights: list[str] = []
    """What a notice of rights says, in full or in part."""
    name_joins: list[str] = []
    """What joins names to one another, and the parts of one, in lines of names and credits."""
    picture_words: list[str] = []
    """What a picture is called, in small letters and with a capital."""
    sides: list[str] = []
    """The names of a picture's sides: `2. v. l.`."""
    side_words: list[str] = []
    """Words or letters of which each side has one."""
    scenes: list[str] = []
    """Verbs in the present tense that tell what a picture shows: `speaks`."""
    shown: list[str] = []
    """Phrases that do: `is seen`."""
    reported: list[str] = []
    """Words that report, as no caption does."""
    reader: list[str] = []
    """Words that speak to the reader, or for the site."""
    english: list[str] = []
    """Common words of English pages; English alone has them."""
    platforms: list[str] = []
    """What a text is shared on or by."""
    networks: list[str] = []
    """Where a site is followed."""
    follow: list[str] = []
    """How one is asked to."""
    subscribe: list[str] = []
    """How one is asked to subscribe."""
    zones: list[str] = []
    """Time zones."""
    record_names: list[str] = []
    """What a record with an ID is called: `article id: 12`."""
    counter_links: list[str] = []
    """What stands between the two numbers of a counter: `3 of 12`."""
    site_links: list[str] = []
    """What stands before the name of a site: `On PortHerald.com: ...`."""
    edit_links: list[str] = []
    """What stands in the square brackets of an encyclopedia, as written: `[edit]`."""
    error_pages: list[str] = []
    """What a page says that came in place of the article, as written."""
    about_code: list[str] = []
    about_styles: list[str] = []
    about_data: list[str] = []
    about_settings: list[str] = []
    about_markup: list[str] = []
    """Words of texts about programs, style sheets, structured data, settings and markup, which show it on purpose."""
    consent: list[str] = []
    """Words of consent dialogues."""
    list_openings: list[str] = []
    """How the heading of a list of other articles begins: `More`, `Latest`."""
    list_nouns: list[str] = []
    """What it calls them: `Stories`."""
    list_adjectives: list[str] = []
    """What may follow such a noun where it comes first: `Artículos relacionados`."""
    list_links: list[str] = []
    """What may follow it in any case: `More stories from`."""
    says: list[str] = []
    """The verb after the name of who wrote a comment."""
    reply: list[str] = []
    """How a reader's answer, thanks or congratulation begins."""
    no_reply: list[str] = []
    """What merely looks so: `thanks to`."""
    praise: list[str] = []
    """What stands before a `praised` word, or before an exclamation mark."""
    praised: list[str] = []
    greetings: list[str] = []
    """Before a name: `Hi Ana,`."""
    thanked_for: list[str] = []
    """What sites and interviewers thank for: no reader's talk."""
    first_person: list[str] = []
    second_person: list[str] = []
    life_verbs: list[str] = []
    """What stands between an author's name and trade: `is`, `works as`."""
    life_tells: list[str] = []
    """Verbs that name the trade themselves: `writes about`."""
    life_pronouns: list[str] = []
    """How a biography goes on in its next line."""
    life_headings: list[str] = []
    """How the heading of a biography begins."""
    writers: list[str] = []
    """Trades of those who write articles."""
    trades: list[str] = []
    """Trades of others."""
    lives: list[str] = []
    """What else lives are made of: `lives in`."""
    offices: list[str] = []
    """What the words for offices and trades end in, in lines of a name and an office."""
    openers: list[str] = []
    """Determiners and prepositions: of two equal words after one, the second is one too many."""
    doubled_adjectives: list[str] = []
    """The only words of which that is so, in a language that puts nouns side by side."""
