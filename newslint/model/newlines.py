"""Line endings: rules see line feeds only; edits go back to the text as it was, whatever mixture it holds."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import structs

from newslint.model.findings import Edit, Finding


class Newlines:
    """The way between a text and the same text with every CR LF read as one LF.

    `plain` is the text that rules see. A lone carriage return stays what it is: a stray control character.
    """

    def __init__(self, text: str) -> None:
        self.plain = text
        self._dropped: list[int] = []
        self._style = "\n"
        if "\r\n" in text:
            self.plain = text.replace("\r\n", "\n")
            self._dropped = _positions(text)
            self._style = "\r\n" if 2 * len(self._dropped) >= self.plain.count("\n") else "\n"

    def offset(self, plain: int) -> int:
        """Where `plain`, an offset into the plain text, lies in the text itself; never between CR and LF."""
        return plain + bisect_left(self._dropped, plain)

    def edit(self, edit: Edit) -> Edit:
        """An edit of the plain text as an edit of the text itself; new line breaks take the text's usual ending."""
        if not self._dropped:
            return edit
        return Edit(self.offset(edit.start), self.offset(edit.end), self.ending(edit.new))

    def finding(self, finding: Finding) -> Finding:
        """A finding in the plain text as one in the text itself, on the same line and in the same column."""
        if not self._dropped:
            return finding
        start, end = self.offset(finding.start), self.offset(finding.end)
        fix = None if finding.fix is None else self.ending(finding.fix)
        return structs.replace(finding, start=start, end=end, fix=fix)

    def ending(self, new: str) -> str:
        """New text with the line ending that the text mostly uses."""
        return new if self._style == "\n" else new.replace("\n", self._style)


def _positions(text: str) -> list[int]:
    """For each CR LF, the offset of its LF in the plain text: offsets after it shift by one more."""
    found: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = text.find("\r\n", at + 2)
    return found
