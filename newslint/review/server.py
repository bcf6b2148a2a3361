"""The page, and what it asks for, on this machine only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from newslint.model.errors import NewslintError
from newslint.model.rules import Rule
from newslint.model.visible import visible
from newslint.outputs import Look
from newslint.outputs.html import article
from newslint.outputs.html import asset as shared
from newslint.review.decision import Decision, Reach, Verdict, beside
from newslint.review.guarding import Guarded
from newslint.review.item import Item
from newslint.review.queue import Filter
from newslint.review.session import Session

AROUND = 4
"""Lines of the article shown before and after a finding; chosen: a screen holds them."""

PAGE = 50
"""Findings that the page asks for at a time."""

MOST = 200
"""Findings that an answer holds at most."""

KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
"""What the page's files are, by the ends of their names."""

_FOLDER = Path(__file__).parent / "page"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as the page sends it."""

    item: int
    verdict: Verdict
    reach: Reach = "place"
    text: str | None = None
    why: str = ""


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """All that waits of a rule, to be decided at once."""

    rule: str
    verdict: Verdict
    why: str = ""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions to be taken back."""

    decisions: list[str]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed line, to be written into the configuration."""

    line: str


def served(session: Session, rules: dict[str, Rule], port: int, ready: Callable[[str], None]) -> None:
    """Serve a review until it is stopped (Ctrl-C); `ready` is told the address. `port` 0: any that is free.

    Raises OSError for a port that can't be had.
    """
    secret = secrets.token_urlsafe(24)
    config = uvicorn.Config(app=_nothing, host="127.0.0.1", port=port, log_config=None, access_log=False)
    listening = config.bind_socket()
    listening.listen()  # the address is told when it answers
    number: int = listening.getsockname()[1]
    app = Guarded(_application(Answers(session, rules), secret), secret, number)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="off"))
    ready(f"http://127.0.0.1:{number}/{secret}/")
    server.run(sockets=[listening])


async def _nothing(*_: Any) -> None:
    """Stands for the application until the port is known."""


def _application(answers: Answers, secret: str) -> Starlette:
    gets: dict[str, Callable[[Request], Any]] = {
        "state": answers.state,
        "items": answers.items,
        "item/{number:int}": answers.item,
        "decisions": answers.decisions,
        "learned": answers.learned,
    }
    posts: dict[str, Callable[[bytes], Any]] = {
        "decide": answers.decide,
        "treat": answers.treat,
        "withdraw": answers.withdraw,
        "write": answers.write,
        "configure": answers.configure,
    }
    return Starlette(
        routes=[
            Route(f"/{secret}/", _page),
            *(Route(f"/{secret}/api/{path}", _got(get)) for path, get in gets.items()),
            *(Route(f"/{secret}/api/{path}", _posted(post), methods=["POST"]) for path, post in posts.items()),
            Route(f"/{secret}/{{name}}", _asset),
        ]
    )


async def _page(_: Request) -> Response:
    return HTMLResponse((_FOLDER / "review.html").read_text(encoding="utf-8"))


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "report.css":
        return Response(shared("page.css"), media_type="text/css")
    if name not in {entry.name for entry in _FOLDER.iterdir()}:
        return PlainTextResponse("there is no such file\n", 404)
    return Response((_FOLDER / name).read_bytes(), media_type=KINDS[Path(name).suffix])


def _got(get: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answered, lambda: get(request))

    return answer


def _posted(post: Callable[[bytes], Any]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_answered, lambda: post(body))

    return answer


def _answered(ask: Callable[[], Any]) -> Response:
    """An answer as JSON; what can't be done is told in a sentence."""
    try:
        return _json(ask())
    except NewslintError as error:
        return _json({"error": str(error)}, 409)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        return _json({"error": f"can't be read: {error}"}, 400)


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


class Answers:
    """What the page asks for, as values that JSON can say."""

    def __init__(self, session: Session, rules: dict[str, Rule]) -> None:
        self._session = session
        self._rules = rules

    def state(self, request: Request) -> dict[str, Any]:
        """How much of what there is, and whether anything changed since the revision that the page knows."""
        with self._session.lock:
            others = self._session.news()
            wanted = _filter(request)
            troubles = [*self._session.troubles, *self._session.diary.troubles]
            return {
                "revision": self._session.revision,
                "others": others,
                "total": self._session.queue.total(Filter()),
                "shown": self._session.queue.total(wanted),
                "facets": self._session.queue.facets(wanted),
                "decided": len(self._session.made()),
                "people": {visible(who): count for who, count in self._session.people().items()},
                "troubles": [visible(one) for one in troubles[:MOST]],
                "trouble": len(troubles),
                "file": str(self._session.diary.path),
            }

    def items(self, request: Request) -> list[dict[str, Any]]:
        """The next findings from a place in the order on, or the last before it."""
        asked = request.query_params
        rank, most = int(asked.get("after", "0")), min(int(asked.get("most", str(PAGE))), MOST)
        with self._session.lock:
            found = self._session.queue.after(rank, _filter(request), most, back="back" in asked)
            return [_brief(item) for item in found]

    def item(self, request: Request) -> dict[str, Any]:
        """One finding, with the article around it, before and after, and all that speaks for and against it."""
        with self._session.lock:
            item = self._session.queue.item(request.path_params["number"])
            if item is None:
                raise NewslintError("that finding is no longer there")
            text = self._session.queue.text(item.text)
            made = self._decision(item)
        rule = self._rules.get(item.finding.rule)
        return {
            **_brief(item),
            "html": _rows(item, text, made),
            "message": visible(item.finding.message),
            "why": rule.why.strip() if rule else "",
            "evidence": [[piece.name, piece.weight] for piece in _strongest(item)],
            "hand": _hand(item),
            "decided": made and _told(made),
        }

    def _decision(self, item: Item) -> Decision | None:
        made = (one for one, _ in self._session.made() if one.id == item.decision)
        return next(made, None) if item.decision else None

    def decisions(self, request: Request) -> list[dict[str, Any]]:
        """The decisions that stand, the last first."""
        most = min(int(request.query_params.get("most", str(PAGE))), 10 * MOST)
        return [{**_told(one), "written": written} for one, written in self._session.made()[:most]]

    def learned(self, _: Request) -> dict[str, Any]:
        """How often each rule was right here, and what follows for the configuration."""
        return {"scores": self._session.scores(), "proposals": self._session.proposals()}

    def decide(self, body: bytes) -> dict[str, Any]:
        """Decide a finding."""
        asked = msgspec.json.decode(body, type=Asked)
        made = self._session.decide(asked.item, asked.verdict, asked.reach, asked.text, asked.why)
        return {"decision": made.id, "covers": self._session.queue.covered(made), "revision": self._session.revision}

    def treat(self, body: bytes) -> dict[str, Any]:
        """Decide all that waits of a rule."""
        asked = msgspec.json.decode(body, type=Treated)
        made = self._session.treat(asked.rule, asked.verdict, asked.why)
        return {"decisions": [one.id for one in made], "revision": self._session.revision}

    def withdraw(self, body: bytes) -> dict[str, Any]:
        """Take decisions back."""
        self._session.withdraw(*msgspec.json.decode(body, type=Taken).decisions)
        return {"revision": self._session.revision}

    def configure(self, body: bytes) -> dict[str, Any]:
        """Write a proposed line into the configuration."""
        return {"files": self._session.configure(msgspec.json.decode(body, type=Said).line)}

    def write(self, _: bytes) -> Any:
        """Carry out what is decided."""
        return self._session.write()


def _filter(request: Request) -> Filter:
    """What the page wants to see. Raises ValueError."""
    asked = request.query_params
    given = {name: asked[name] for name in ("rule", "site", "lang", "state") if asked.get(name)}
    fixable = {"yes": True, "no": False}.get(asked.get("fixable", ""))
    bounds = {name: float(asked[name]) for name in ("least", "most_sure") if asked.get(name)}
    return Filter(
        **given,  # type: ignore[arg-type]
        fixable=fixable,
        least=bounds.get("least", 0.0),
        most=bounds.get("most_sure", 1.0),
    )


def _brief(item: Item) -> dict[str, Any]:
    what, finding = item.what, item.finding
    return {
        "id": item.id,
        "rank": item.rank,
        "state": item.state,
        "decision": item.decision,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "safe": finding.safe,
        "fixable": finding.fix is not None,
        "alike": item.alike,
        "site": what.site,
        "lang": what.lang,
        "place": visible(finding.place),
        "shown": visible(finding.match[:160]),
    }


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "at": decision.at,
        "who": decision.who,
        "verdict": decision.verdict,
        "reach": decision.reach,
        "text": decision.text,
        "why": decision.why,
        "rule": decision.what.rule,
        "path": visible(decision.what.path),
        "shown": visible(decision.what.match[:160]),
    }


def _rows(item: Item, text: str | None, made: Decision | None) -> str:
    """The article around a finding as HTML, all that it holds escaped; with what a person wrote, if one did."""
    finding = item.finding
    if made is not None and made.verdict == "edit":
        start, end = finding.start - made.left, finding.end + made.right
        finding = msgspec.structs.replace(finding, start=start, end=end, match=made.replaced, fix=made.text)
    if text is None:
        return article.alone(finding, item.what.before, item.what.after)
    return "".join(article.rows(text, [finding], Look(), AROUND))


def _hand(item: Item) -> dict[str, str]:
    """What a person edits: the words that stand there, and how the fix would have them."""
    what = item.what
    left, right = beside(what)
    before, after = what.before[len(what.before) - left :], what.after[:right]
    old = f"{before}{what.match}{after}"
    return {"old": old, "new": old if what.fix is None else f"{before}{what.fix}{after}"}


def _strongest(item: Item) -> list[Any]:
    return sorted(item.finding.evidence, key=lambda piece: -abs(piece.weight))[:12]
