"""What is never split: addresses, handles, hashtags, file names, paths and code; and where text touches them.

Most chunks have nothing of the kind, which one search tells. In the others a seam counts only outside: in
`friend.pic.twitter.com/x` before the address, in `(@mayor)Apr` after the handle.

    >>> [chunk for chunk in ("mill", "year.The", "mill.org", "@mayor", "main()") if suspect(chunk)]
    ['mill', 'year.The']
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import regex

from newslint.evidence.glue.seams.numbers import last_word
from newslint.evidence.glue.seams.seam import BY_ADDRESS, Lore, Seam, halves, unit

_FILES = "html?|php|aspx?|jsp|js|css|json|xml|jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|zip|exe|mp[34]|py"
_HOSTS = "com|org|net|gov|edu|info"
_SITES = "com|org|net|edu|gov|info|ly|gl|tv|co|io|me|be|de|fr|es|it|uk|eu"

_TEXTLESS = regex.compile(
    rf"""
    ://  |  \bwww\.  |  @\w  |  \#\w  |  [\\{{}}<=_^~]  |  (?<![\p{{L}}—-])>  |  >(?!\p{{Lu}})
    |  \.(?:(?:{_FILES})\b | (?:{_SITES})/ | (?:{_HOSTS})\b) | \.\w+\.(?:{_SITES})\b
    |  \w/\w+/\w
    |  [ÂÃ](?:[\x80-\xbf]|$)  |  â€  |  \ufffd
    |  %[0-9A-F]{{2}}  |  &\w+;  |  \w\(\)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""A sign of anything that is no text."""

_SIGNS = frozenset(":/.@#\\{}<=>_^~%&ÂÃâã\ufffd")
"""One of them is in all that _TEXTLESS finds, but for `()`."""

_CODE = regex.compile(
    r"""
    [\\{}<=_^~]  |  (?<![\p{L}—-])>  |  >(?!\p{Lu})
    |  [ÂÃ](?:[\x80-\xbf]|$)  |  â€  |  \ufffd  |  %[0-9A-F]{2}  |  &\w+;  |  \w\(\)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""Code, escapes and mojibake (which is mended first), in which no place is sure to be text."""

_MOST = 20
"""Parts of a host's name. What has more is looked for from further right, so that no place is tried to the end."""

_NO_OTHER = r"(?=[\w-])(?![\w.-]{0,63}?(?:pic\.twitter\.|\bt\.co/|\bwww\.))"
"""An address that text touches begins with a name that all know, not with the word before it, which is no longer than
a part of a host's name may be (RFC 1035)."""

_KEPT = regex.compile(
    rf"""
    (?P<address> (?: https?:// | ftp:// | (?<!\w)www\. | pic\.twitter\.com/ | (?<!\w)t\.co/ ) [^\s—–“”„«»…|)\]"]*
        |  (?<![\w-]) {_NO_OTHER} (?:[\w-]++\.){{1,{_MOST}}}(?:{_SITES})/[^\s—–“”„«»…|)\]"]* )
    |  (?<![\w.+-]) [\w.+-]++@[\w-]++(?:\.[\w-]++)+                    # an e-mail address
    |  [@\#]\w+(?:\.\w+)*
    |  (?<![\p{{L}}\d-]) {_NO_OTHER} [\p{{L}}\d-]++             # a host, unless a sentence ends before it
        (?-i:(?:\.[\p{{Ll}}\d][\p{{Ll}}\d-]*){{0,{_MOST}}} \.(?:{_HOSTS})(?:\.\p{{Ll}}{{2}})?
        |    (?:\.[\p{{Ll}}\d][\p{{Ll}}\d-]*){{1,{_MOST}}} \.(?:{_SITES}) )
        (?![\p{{L}}\d])
    |  (?<![\w./-]) (?:[\w./-]*?\w\.(?:{_FILES})\b)+
    |  (?<![\w.-]) (?!\d++/\d++/\d) [\w.-]++(?:/[\w.-]++){{2,}}         # a path, but no date
    """,
    regex.VERBOSE | regex.IGNORECASE,
)

_TOUCHED = regex.compile(r"[^\s=/\"'(\[<{&|@\#_-]")
"""What an address that follows does not belong to."""


def suspect(chunk: str) -> bool:
    """Is the chunk text throughout, without addresses, handles, hashtags, file names and code?"""
    if len(chunk) < 2 or chunk.isdigit():
        return False
    if _SIGNS.isdisjoint(chunk) and "()" not in chunk:
        return True
    return _TEXTLESS.search(chunk) is None


def outside(chunk: str, found: Iterable[Seam], lore: Lore) -> Iterator[Seam]:
    """Of the seams of a chunk that is not text throughout, those outside of what is kept; and those at addresses."""
    kept = [match.span() for match in _KEPT.finditer(chunk)]
    if _CODE.search(_KEPT.sub(" ", chunk)):
        return
    addresses = {match.start() for match in _KEPT.finditer(chunk) if match["address"]}
    starts = [start for start, _ in kept]
    for seam in found:
        before = bisect_left(starts, seam.at)
        if seam.at not in addresses and not (before and seam.at < kept[before - 1][1]):
            yield seam
    for at in sorted(addresses):
        if at and _TOUCHED.match(chunk, at - 1):
            yield _before_address(chunk, at, lore)


def _before_address(chunk: str, at: int, lore: Lore) -> Seam:
    left = last_word(chunk, at)
    features = halves(left, "", lore) | {"before an address": 1.0}
    if not left.isalnum():
        features[f"{left} before an address"] = 1.0
    return Seam(at, "other", left, "", unit(BY_ADDRESS, at), features)
