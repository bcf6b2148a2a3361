"""Bullets: the signs that stand before an item of a list.

A list that has lost its markup keeps them, and they are all that tells it from paragraphs. Which signs count depends on
what follows from one: by SIGNS a line is an item, MARKS may go with what is taken away. Each is a string of single
characters with the hyphen last, as it must be inside the brackets of a pattern.
"""

from __future__ import annotations

import re

SIGNS = "•·‣▪▸►■●○◦*–—-"
"""What lists are printed with, the dashes that people type among them."""

MARKDOWN = "+" + SIGNS
"""The same with Markdown's third bullet, for the traits, whose weights are fitted with it. What html2text and its kin
print has none, so that a line with one is no item of a list that an article is nested in."""

MARKS = "▰◉◌_=~#|>" + SIGNS
"""Signs that stand before a line's words, or make up a line of their own, and say nothing: those of headings, rules and
quoted mail, too."""

TYPED = "•*–-"
"""What people type before an item of running text."""

CREDIT = "•·*|–—-"
"""What stands on either side of a photo credit that has a line of its own: "| AFP", "AFP –"."""

BULLET = re.compile(rf"([ \t\N{{NO-BREAK SPACE}}]*)(?:[{SIGNS}]|&bull;)[ \t\N{{NO-BREAK SPACE}}]+(?=\S)")
"""A bullet at the start of a line, with the indentation before it (group 1)."""
