"""Who may ask: the user of this machine, from the page itself. Everything else is refused before it is looked at.

A page elsewhere can have a browser ask 127.0.0.1, and another program on the machine can ask by itself. So the address
has a secret, the host must be this machine by number or as localhost (a name that somebody lets point here is none), a
request that says where it comes from must come from the page, and nothing may frame it or be loaded into it.
"""

from __future__ import annotations

from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1_000_000
"""A longer request is none of the page's: it sends a decision at a time."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types newslint"
)
"""What the page may do: run its own modules, use its own style, ask its own server."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says."""

ASKS = "x-newslint-review"
"""A header that the page sends and that no form of another page can."""


class Guarded:
    """An application behind the guard; `port` is where it listens, `secret` the first part of every path."""

    def __init__(self, app: ASGIApp, secret: str, port: int) -> None:
        self._app = app
        self._secret = secret
        self._hosts = frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope)
        if refused:
            await PlainTextResponse(f"{refused}\n", 403)(scope, receive, dressed)
        else:
            await self._app(scope, receive, dressed)

    def _refused(self, scope: Scope) -> str | None:
        """Why a request is refused; None where it is the page's."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return "this host is not served"
        if origin is not None and origin != f"http://{host}":
            return "this origin may not ask"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "another site may not ask"
        said = scope["path"].partition("/")[2].partition("/")[0]
        if not compare_digest(said.encode(), self._secret.encode()):
            return "this address is not known; newslint review printed the one that is"
        if scope["method"] == "GET":
            return None
        if scope["method"] != "POST" or headers.get(ASKS) != "1":
            return "only the page may ask for that"
        length = headers.get("content-length", "")
        return None if length.isdecimal() and int(length) <= MOST_BYTES else "this is too much to ask at once"
