"""Capital and small letters as pieces of patterns, in every alphabet.

A range of letters is true of one alphabet: outside of Western Europe's, `[^\\W\\d_a-zß-ÿ]` is ł, č, œ and every Russian
letter, small ones too, and `[A-ZÀ-Þ]` is no Ł and no Ж. So what asks for a capital is compiled by `regex`, which knows
each letter's case:

>>> import regex
>>> regex.findall(CAPITAL, "Łódź, Œuvre, жук, Жуков, ő, ß")
['Ł', 'Œ', 'Ж']

A sign that is a capital and a small letter in one (ǅ, ᾈ) is neither, as `str.isupper` and `str.islower` have it: so
patterns and code say the same of a letter. Of 17,535 texts of news none has one.
"""

from __future__ import annotations

CAPITAL = r"\p{Lu}"
"""A capital letter."""

SMALL = r"\p{Ll}"
"""A small letter."""
