"""How a journal is signed: after what must be believed there stands a seal over everything before it in the file.

So a run that is killed leaves a journal that can be verified as far as it was written, and what somebody else adds,
changes or takes out is seen: from there on, nothing counts.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator

SEAL = b'{"type":"seal",'
"""How the line of a seal begins."""


class Signature:
    """The signature of a journal's lines, as they come. `name` is the file's, which it is signed with."""

    def __init__(self, key: bytes, name: str) -> None:
        self._mac = hmac.new(key, f"newslint journal {name}\n".encode("utf-8", "surrogateescape"), "sha256")

    def add(self, line: bytes) -> bytes:
        """Sign a line too; it comes back."""
        self._mac.update(line)
        return line

    def seal(self) -> bytes:
        """The line that says what all lines until now are signed with."""
        return SEAL + b'"mac":"%s"}\n' % self._mac.hexdigest().encode()


def signed(
    lines: Iterable[bytes], key: bytes, name: str, wanted: Callable[[bytes], bool] = lambda _: True
) -> Iterator[bytes]:
    """The lines of a journal that are signed with the key, without the seals; of these, the ones that are wanted."""
    signature, waiting = Signature(key, name), list[bytes]()
    for line in lines:
        if not line.startswith(SEAL):
            signature.add(line)
            if wanted(line):
                waiting.append(line)
        elif hmac.compare_digest(line, signature.seal()):
            yield from waiting
            waiting.clear()
        else:
            return
