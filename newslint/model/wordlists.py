"""The lists of words that lines are told by: the key `words` of a language's file.

The lists of English serve every language beside its own, for half of the pages speak English, too; but not those of
what a picture shows, of authors' lives, of offices, of readers' talk and of doubled words.
"""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, omit_defaults=True):
    """A language's lists of words, by name."""

    agencies: tuple[str, ...] = ()
    """News and photo agencies, broadcasters, and what else is credited with a picture, as written."""
    agencies_sure: tuple[str, ...] = ()
    """Those of them that mean nothing else."""
    credit_words: tuple[str, ...] = ()
    """What stands beside names in a credit: `via`, `archiv`."""
    credit_links: tuple[str, ...] = ()
    """Words after which the label of a credit needs no colon: `Photo by`."""
    credit_dots: tuple[str, ...] = ()
    """Labels of a credit that three dots follow, as written: `Credit...`."""
    credit_short: tuple[str, ...] = ()
    """Labels of a credit that are abbreviations, without their full stop, which stands for a colon: `Fot. Ana Ruiz`."""
    born: tuple[str, ...] = ()
    """What stands before a date or place of birth in brackets after a name."""
    died: tuple[str, ...] = ()
    """What stands before one of death."""
    rights: tuple[str, ...] = ()
    """What a notice of rights says, in full or in part."""
    name_joins: tuple[str, ...] = ()
    """What joins names to one another, and the parts of one, in lines of names and credits."""
    picture_words: tuple[str, ...] = ()
    """What a picture is called, in small letters and with a capital."""
    sides: tuple[str, ...] = ()
    """The names of a picture's sides: `2. v. l.`."""
    side_words: tuple[str, ...] = ()
    """Words or letters of which each side has one."""
    scenes: tuple[str, ...] = ()
    """Verbs in the present tense that tell what a picture shows: `speaks`."""
    shown: tuple[str, ...] = ()
    """Phrases that do: `is seen`."""
    reported: tuple[str, ...] = ()
    """Words that report, as no caption does."""
    saying: tuple[str, ...] = ()
    """Verbs that tell what somebody said, in the forms of a report: `told`, `warned`."""
    past: tuple[str, ...] = ()
    """Verbs in the tense that stories are told in, and pages do not speak in: `had`."""
    reader: tuple[str, ...] = ()
    """Words that speak to the reader, or for the site."""
    english: tuple[str, ...] = ()
    """Common words of English pages; English alone has them."""
    platforms: tuple[str, ...] = ()
    """What a text is shared on or by."""
    networks: tuple[str, ...] = ()
    """Where a site is followed."""
    follow: tuple[str, ...] = ()
    """How one is asked to."""
    subscribe: tuple[str, ...] = ()
    """How one is asked to subscribe."""
    mailings: tuple[str, ...] = ()
    """What a site sends to those who subscribe: `newsletter`."""
    block_heads: tuple[str, ...] = ()
    """What heads a block of a page that has items of its own: `Our services`."""
    zones: tuple[str, ...] = ()
    """Time zones."""
    record_names: tuple[str, ...] = ()
    """What a record with an ID is called: `article id: 12`."""
    counter_links: tuple[str, ...] = ()
    """What stands between the two numbers of a counter: `3 of 12`."""
    site_links: tuple[str, ...] = ()
    """What stands before the name of a site: `On PortHerald.com: ...`."""
    edit_links: tuple[str, ...] = ()
    """What stands in the square brackets of an encyclopedia, as written: `[edit]`."""
    about_code: tuple[str, ...] = ()
    about_styles: tuple[str, ...] = ()
    about_data: tuple[str, ...] = ()
    about_settings: tuple[str, ...] = ()
    about_markup: tuple[str, ...] = ()
    """Words of texts about programs, style sheets, structured data, settings and markup, which show it on purpose."""
    window_notes: tuple[str, ...] = ()
    """What is said in brackets of a link that opens a window, with signs (evidence/references.py)."""
    tab_notes: tuple[str, ...] = ()
    """What is said so after a comma, as written."""
    at_words: tuple[str, ...] = ()
    dot_words: tuple[str, ...] = ()
    """What stands in brackets in place of the sign and the full stop of a mail address: `[at]`."""
    also: tuple[str, ...] = ()
    """What ends an invitation to read another title, too, so that no colon need follow: `Lire aussi`."""
    sections: tuple[str, ...] = ()
    """The sections of a paper and other entries of its menu, which are common words in a text: `Sport`."""
    consent: tuple[str, ...] = ()
    """Words of consent dialogues."""
    consent_labels: tuple[str, ...] = ()
    """What their buttons and kinds of cookies are called, which may be a heading elsewhere: `Statistics`."""
    list_openings: tuple[str, ...] = ()
    """How the heading of a list of other articles begins: `More`, `Latest`."""
    list_nouns: tuple[str, ...] = ()
    """What it calls them: `Stories`."""
    list_adjectives: tuple[str, ...] = ()
    """What may follow such a noun where it comes first: `Artículos relacionados`."""
    list_links: tuple[str, ...] = ()
    """What may follow it in any case: `More stories from`."""
    says: tuple[str, ...] = ()
    """The verb after the name of who wrote a comment."""
    reply: tuple[str, ...] = ()
    """How a reader's answer, thanks or congratulation begins."""
    no_reply: tuple[str, ...] = ()
    """What merely looks so: `thanks to`."""
    praise: tuple[str, ...] = ()
    """What stands before a `praised` word, or before an exclamation mark."""
    praised: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    """Before a name: `Hi Ana,`."""
    thanked_for: tuple[str, ...] = ()
    """What sites and interviewers thank for: no reader's talk."""
    first_person: tuple[str, ...] = ()
    second_person: tuple[str, ...] = ()
    life_verbs: tuple[str, ...] = ()
    """What stands between an author's name and trade: `is`, `works as`."""
    life_tells: tuple[str, ...] = ()
    """Verbs that name the trade themselves: `writes about`."""
    life_pronouns: tuple[str, ...] = ()
    """How a biography goes on in its next line."""
    life_headings: tuple[str, ...] = ()
    """How the heading of a biography begins."""
    life_titles: tuple[str, ...] = ()
    """Headings of biographies that speak of the author and no more: `about the author`."""
    life_about: tuple[str, ...] = ()
    """What stands before the name in such a heading: `about`."""
    writers: tuple[str, ...] = ()
    """Trades of those who write articles."""
    trades: tuple[str, ...] = ()
    """Trades of others."""
    lives: tuple[str, ...] = ()
    """What else lives are made of: `lives in`."""
    offices: tuple[str, ...] = ()
    """What the words for offices and trades end in, in lines of a name and an office."""
    openers: tuple[str, ...] = ()
    """Determiners and prepositions: of two equal words after one, the second is one too many."""
    doubled_adjectives: tuple[str, ...] = ()
    """The only words of which that is so, in a language that puts nouns side by side."""
