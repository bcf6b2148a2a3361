"""Which site published a text, told the same way when it is learned and when it is checked.

>>> origin = Origin("news/courier/2024/port.txt")
>>> site_of(origin, FOLDER), site_of(origin, HOST), site_of(origin, ALL)
('courier', 'courier', '')
"""

from __future__ import annotations

from newslint.model.documents import Origin

HOST, FOLDER, ALL = "host", "folder", "all"
"""Ways to tell: by what the record says (its site, or the host of its address), by the folder where it says nothing; by
the folder; all texts are one."""

WAYS = (HOST, FOLDER, ALL)


def site_of(origin: Origin, by: str) -> str:
    """The site of a text; "" where it is not known."""
    if by == ALL:
        return ""
    return origin.folder if by == FOLDER and origin.path else origin.site or origin.folder


def way(origins: list[Origin]) -> str:
    """The way to tell the sites of some texts, where nobody says it: by what most of them have.

    >>> way([Origin("a/1.txt"), Origin("b/1.txt")]), way([Origin("1.txt")]), way([Origin("1.jsonl", site="a.example")])
    ('folder', 'all', 'host')
    """
    if 2 * sum(origin.site is not None for origin in origins) > len(origins):
        return HOST
    return FOLDER if len({origin.folder for origin in origins}) > 1 else ALL
