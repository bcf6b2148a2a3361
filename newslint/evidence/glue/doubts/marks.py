"""Doubts about a seam at marks: names and code with marks inside, dashes, quotation marks that face the other way.

`election.The` lost the end of a paragraph; `View.asView` is written so, `Wham!Pop` may be a name, and in `shut.»The`
the gap may be before the mark.

    >>> from newslint.evidence.glue.judge import judge
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> def whys(text):
    ...     found = judge(Document(text), Setting(language=languages()["en"]))
    ...     return [one.doubt.why for one in found if one.seam.kind in ("stop", "quote")]
    >>> whys("He lost the election.The ferry stays.")
    ['']
    >>> whys("We call View.asView here."), whys("The band Wham!Pop sang.")
    (['a small letter follows, as in addresses and code'], ['may be a name with ! inside'])
    >>> whys("The mill is shut.»The weavers wept.")
    ['» opens a quotation here']
    >>> whys("She holds a Ph.D. in law."), whys("He came in Oct.The ferry stays.")
    (['may be one abbreviation'], [''])
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newslint.evidence.glue.doubts.scene import (
    REACH,
    Check,
    Doubt,
    Scene,
    broken_line,
    coded,
    glued_abbreviation,
    in_host,
    unspaced,
)
from newslint.evidence.glue.seams.seam import DOMAINS
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.signs.quotes import OPENING, faces

_LOST = "may be a lost quotation mark"

QUOTED = 300
"""Characters in which a lost quotation mark is closed."""

_DASHES = "–—|"
_DOT = regex.compile(r"(?<=\p{L})[.:](?=\p{L})")
_KEYWORD = regex.compile(
    r"(?:^|[\s;{(])(?:def|function|func|public|private|static|void|async|await|const|new) +[\w. ]*$"
)
_COUNTED = regex.compile(r"\p{L}{3}\d{1,2}\.$")
_SITE = regex.compile(r"\p{Lu}[\p{L}\d]+\.(?:Ру|Рф|Ru|Com|Net|Org|Info)(?!\p{L})")
_CLOSED = regex.compile(r"[(\[]\w{1,4}[)\]]")
_ONE_SIGN = regex.compile(r"[(\[]\w[)\]]|\[[\w.:,'\"-]+\]")
_CALL = regex.compile(r"[\p{Ll}_][\w.]*\([\w.,'\"]*\);?")
_NUMBER = regex.compile(r"\d{1,2}[.,;:!?)]*")
_JOINED = regex.compile(r"[\w.-]+@[\w-]+")
_ADDRESS = regex.compile(r"https?://|ftp://|www\.")
_CODE = regex.compile(r"\[\w+:\w+[\]|]")
_QUOTED = regex.compile(r"(?<!\S)[(\[]*[\"'“„«»‘‹›]\s?\p{Ll}[\w-]*:[\w.,/@-]+\s?[\"'”“«»‘’‹›″][.,;:!?)\]]*(?!\S)")
_DEGREE = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}\p{L}{0,3}\.(?:\p{Lu}\p{Ll}{0,3}\.|(?![AEIOUY])\p{Lu}(?!\p{L}))")
_CAPITALS = regex.compile(r"\p{Lu}+(?=\p{Lu}\p{Ll}|$)")
_GOES_ON = regex.compile(r"\s+\p{Ll}")
_BEFORE = " \n\t([–—-\N{NO-BREAK SPACE}"
"""What may stand before a mark that opens a quotation."""

_VOLUME = regex.compile(r"\d;\d")
_INNER = regex.compile(r"(?<=\p{L}{2})\.(?=\p{Lu})")


def before_small(scene: Scene) -> str | Doubt:
    """A full stop or colon and a small letter: addresses, code, names of sites (PORT.CD says, PORT.PLThe)."""
    right, at = scene.seam.right, scene.offset
    capitals = _CAPITALS.match(right)
    end = capitals[0].lower() if capitals else ""
    country = len(end) == 2 and end not in scene.lore.functions
    shouted = (country or end in DOMAINS) and scene.seam.left.isupper()
    if shouted or _SITE.match(scene.chunk, at - 1 - len(scene.seam.left)):
        return Doubt(
            "may be the name of a site", denied=shouted and _GOES_ON.match(scene.text, scene.one.end) is not None
        )
    if not right[:1].islower() or (right.lower() in scene.lore.functions and len(scene.seam.left) > 1):
        return ""
    return "a small letter follows, as in addresses and code" if _DOT.match(scene.chunk, at - 1) else ""


def joining_dash(scene: Scene) -> str:
    """A dash or bar that touches words or quotations on both sides: Liège–Bastogne, "no?"—"no."."""
    chunk, at = scene.chunk, scene.offset
    dash = at if chunk[at : at + 1] in tuple(_DASHES) else at - 1
    if dash < 1 or chunk[dash] not in _DASHES or dash + 1 >= len(chunk):
        return ""
    sides = chunk[dash - 1], chunk[dash + 1]
    if (sides[0].isdigit() and chunk[dash] != "|") or any(side.isspace() for side in sides):
        return ""
    return "a dash that joins"


def bracketed_sign(scene: Scene) -> str:
    """One letter or figure in brackets right behind a word, or one word in square ones: x(y), as[T], rows[last]."""
    return "an index or a variant" if _ONE_SIGN.match(scene.chunk, scene.offset) else ""


def call(scene: Scene) -> str:
    """A line that calls a function: share(facebook)."""
    alone = not scene.before.strip() and scene.text[scene.one.end : scene.one.end + 1] in ("", "\n")
    return "may be a line of code" if alone and _CALL.fullmatch(scene.chunk) else ""


def signature(scene: Scene) -> str:
    """The bracket of a function in a line of code: def post(self)."""
    bracket = scene.chunk[scene.offset : scene.offset + 1] == "("
    return "may be a line of code" if bracket and _KEYWORD.search(scene.before) else ""


def counted(scene: Scene) -> str:
    """A number that lost its own blank before the seam: "PARTIES4.The", where 4 counts what follows."""
    return "another gap of the chunk would stay" if _COUNTED.search(scene.chunk[: scene.offset]) else ""


def facing(scene: Scene) -> str | Doubt:
    """A quotation mark that, as the document uses it, belongs to the other side; before a chunk it can do no other."""
    chunk, at = scene.chunk, scene.offset
    before, after = chunk[at - 1], chunk[at : at + 1]
    if faces(scene.text, scene.one.at - 1) == "right":
        return Doubt(f"{before} opens a quotation here", denied=at == 1)
    if after and faces(scene.text, scene.one.at) == "left":
        return f"{after} closes a quotation here"
    return ""


def spanning(scene: Scene) -> str:
    """A straight mark, the first of its line, below a line in which a quotation opens and is not closed: Ozzy"We."""
    at = scene.one.at
    mark = at if scene.text[at : at + 1] == '"' else at - 1
    start = scene.text.rfind("\n", max(0, mark - REACH), mark) + 1
    if scene.text[mark] != '"' or '"' in scene.text[start:mark]:
        return ""
    last = scene.text.rfind('"', max(0, start - REACH), start)
    opens = (
        last >= 0 and not scene.text[last - 1 : last].strip(_BEFORE) and bool(scene.text[last + 1 : last + 2].strip())
    )
    return "a quotation above may close here" if opens else ""


def quoted_address(scene: Scene) -> str:
    """An address right behind an opening quotation mark: “https://…”."""
    quoted = scene.chunk[scene.offset - 1] in OPENING and _ADDRESS.match(scene.chunk, scene.offset)
    return "an address in quotation marks" if quoted else ""


def quoted_setting(scene: Scene) -> str:
    """What is typed into a field, in quotation marks of its own: “larger:10M”, "before:2021/01/01"."""
    one = scene.one
    quoted = _QUOTED.search(scene.text, max(0, one.start - 2), one.end + 2)
    whole = quoted is not None and quoted.start() <= one.start and quoted.end() >= one.end
    return "typed so, in quotation marks" if whole else ""


def timed(scene: Scene) -> str | Doubt:
    """A colon in a time of day that has its letter, too: 16h:30."""
    at = scene.offset - 1
    clock = scene.chunk[at : at + 1] == ":" and _HOUR.search(scene.chunk, 0, at) and _MINUTE.match(scene.chunk, at + 1)
    return Doubt("a time of day", denied=True) if clock else ""


_HOUR = regex.compile(r"(?<![\p{L}\p{N}])\d{1,2}(?:h|H|am|pm)?$")
_MINUTE = regex.compile(r"[hH]?\d{1,2}(?:h|H|min|am|pm)?(?![\p{L}\p{N}])")


def numbered(scene: Scene) -> str | Doubt:
    """In numbers with a semicolon between, as references to a volume have them: 2013;79(3):123."""
    figures = not scene.chunk[scene.offset : scene.offset + 1].isalpha() and _VOLUME.search(scene.chunk)
    return Doubt("numbers with a semicolon between", denied=True) if figures else ""


def labelled(scene: Scene) -> str:
    """A colon between two words in square brackets, as codes for embedded things have it: [Clip:Video]."""
    return "a code in brackets" if _CODE.search(scene.chunk) else ""


def leading_mark(scene: Scene) -> str:
    """A question or exclamation mark that begins a word: a quotation mark that was lost, ?Palace of the People?.

    Where a language puts a blank before these marks, it is one only if another closes the quotation on the line.
    """
    mark = scene.chunk[: scene.offset]
    if mark not in ("?", "!"):
        return ""
    end = scene.text.find("\n", scene.one.at, scene.one.at + QUOTED)
    rest = scene.text[scene.one.at : end if end >= 0 else scene.one.at + QUOTED]
    spaced = scene.language.fitted and mark not in scene.language.tight_marks
    return "" if spaced and not regex.search(rf"[\p{{L}}\p{{N}}.,]{regex.escape(mark)}", rest) else _LOST


def one_letter(scene: Scene) -> str:
    """Marks behind one letter that is no word, n« or f" in code; a capital may follow it, nJ.A. Or between two: D:I."""
    left, right = scene.seam.left, scene.seam.right
    if left[:1].islower() and (len(left) == 1 or left[1:].isupper()) and not scene.is_word(left[0]):
        at = scene.chunk.rfind(left, 0, scene.offset)
        return "a letter that is no word" if at == 0 or scene.chunk[at - 1] in "([{=" else ""
    coded = len(left) == len(right) == 1 and (left + right).isupper() and scene.chunk[scene.offset - 1] == ":"
    return "may be a code" if coded else ""


def pointing_sign(scene: Scene) -> str:
    """A sign between two steps of a path, which has no blank on either side or one on both: Home>Catalogue."""
    chunk, at = scene.chunk, scene.offset
    return "a sign between two words" if chunk[at - 1] == ">" and chunk[at - 2 : at - 1].isalnum() else ""


def leading_colon(scene: Scene) -> str:
    """A colon at the start of a line, which indents it in a wiki."""
    starts = scene.chunk[: scene.offset].strip(":") == "" and not scene.before.strip()
    return "a colon that indents a line" if starts else ""


def degree(scene: Scene) -> str:
    """Two short abbreviations that are written as one: Ph.D., M.Sc., Lt.Col."""
    return "may be one abbreviation" if _DEGREE.search(scene.chunk[: scene.offset + 5]) else ""


def title_chain(scene: Scene) -> str:
    """A chain of abbreviations of which a part would stay: Asst.Prof.Dr."""
    stops = [match.start() for match in _INNER.finditer(scene.chunk)]
    if len(stops) < 2:
        return ""
    left = (regex.search(r"\p{L}+$", scene.chunk[:stop]) for stop in stops)
    titles = sum(1 for word in left if word and word.group().lower() in solid().titles)
    return "abbreviations in a chain" if titles else ""


def exclaiming_name(scene: Scene) -> str:
    """No other glue: a name with ! inside."""
    chunk, at = scene.chunk, scene.offset
    named = chunk[at - 1] == "!" and scene.seam.left[:1].isupper() and scene.seam.right[:1].isupper()
    return "may be a name with ! inside" if named else ""


def exclaiming_after_small(scene: Scene) -> str:
    """A name with ! inside right behind a small word, with which no sentence ends: the YES!Delft prize."""
    before = scene.before.split()[-1:]
    return exclaiming_name(scene) if before and before[0] in scene.lore.functions else ""


def numbered_name(scene: Scene) -> str:
    """No other glue: a number that ends a name, Sat.1."""
    chunk, at = scene.chunk, scene.offset
    short = chunk[at - 1] == "." and scene.seam.left[:1].isupper() and _NUMBER.fullmatch(chunk, at)
    return "may be a name with a number" if short else ""


def short_brackets(scene: Scene) -> str:
    """No other glue: a few letters in brackets, or an @ inside, right behind a word."""
    if _CLOSED.match(scene.chunk, scene.offset):
        return "may be a name with brackets"
    core = scene.chunk.rstrip(".,;:!?)")
    return "may be a name with @ inside" if _JOINED.fullmatch(core) else ""


CHECKS: Sequence[Check] = (
    glued_abbreviation, unspaced, coded, labelled, leading_mark, quoted_address, quoted_setting, timed, in_host,
    broken_line, before_small, joining_dash, bracketed_sign, call, signature, counted, facing, spanning, numbered,
    one_letter, pointing_sign, leading_colon, title_chain, degree, exclaiming_after_small,
)  # fmt: skip
ALONE: Sequence[Check] = (exclaiming_name, numbered_name, short_brackets)
