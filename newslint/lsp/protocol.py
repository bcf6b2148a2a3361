"""What is answered to an editor that does not keep to the protocol: an error, where it waits for an answer."""

from __future__ import annotations

from typing import Any

import msgspec
from lsprotocol.types import EXIT, INITIALIZE
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol


class Unusable(msgspec.Struct, frozen=True):
    """A message whose content can't be used, such as a position that is none; `id` is None where nobody waits."""

    id: str | int | None
    why: str


class Protocol(LanguageServerProtocol):
    """The protocol as pygls has it, which leaves some editors waiting for ever."""

    begun = False

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            id = data.get("id") if "method" in data else None
            return Unusable(id if isinstance(id, str | int) else None, _why(error))

    def handle_message(self, message: Any) -> None:
        """Answer a message, or hear it; nothing is done for one that comes too early, too late or can't be used."""
        error = self._wrong(message)
        if error is None:
            self.begun = self.begun or getattr(message, "method", "") == INITIALIZE
            super().handle_message(message)
        elif getattr(message, "id", None) is not None:
            self._send_response(message.id, None, error.to_response_error())

    def _wrong(self, message: Any) -> JsonRpcException | None:
        method = getattr(message, "method", "")
        if isinstance(message, Unusable):
            return JsonRpcInvalidParams(f"Invalid params: {message.why}")
        if not method or method == EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("The server is shut down")
        if method == INITIALIZE:
            return JsonRpcInvalidRequest("The server is initialized already") if self.begun else None
        return None if self.begun else JsonRpcServerNotInitialized("The server is not initialized yet")


def _why(error: BaseException) -> str:
    """The innermost reason: pygls tells none, and cattrs puts each into those around it."""
    cause = error.__cause__ or error
    while inner := getattr(cause, "exceptions", ()):
        cause = inner[0]
    return str(cause) or type(cause).__name__
