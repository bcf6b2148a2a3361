"""An editor that does not keep to the protocol gets an error where it waits for an answer, and the server goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

INVALID, TOO_EARLY, WRONG = -32602, -32002, -32600
START = {"method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
URI = "file:///tmp/a.txt"
OPENED = {"uri": URI, "languageId": "plaintext", "version": 1, "text": "He saw the the mayor.\n"}


def conversation(*messages: dict[str, Any]) -> dict[Any, dict[str, Any]]:
    """The server's answers by the ids of what was asked; the requests are numbered as they stand here."""
    said = b""
    for number, message in enumerate([*messages, {"method": "exit", "notify": True}]):
        body = {"jsonrpc": "2.0", **message}
        if not body.pop("notify", False):
            body["id"] = number
        raw = json.dumps(body).encode()
        said += b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw)
    command = [sys.executable, "-m", "newslint", "server"]
    done = subprocess.run(command, input=said, capture_output=True, timeout=60, check=False)
    heard = [json.loads(part[part.index(b"{") :]) for part in done.stdout.split(b"Content-Length: ")[1:]]
    return {message["id"]: message for message in heard if "method" not in message}


def hover(line: Any, character: Any) -> dict[str, Any]:
    position = {"line": line, "character": character}
    return {"method": "textDocument/hover", "params": {"textDocument": {"uri": URI}, "position": position}}


@pytest.mark.parametrize(
    "position", [(-1, 0), (0, -1), ("x", 0), (None, 0), ([], 0), ({}, {}), (0, 10**400), (2**31, 0), (0, 1e999)]
)
def test_a_position_that_is_none_is_told(position: tuple[Any, Any]) -> None:
    opened = {"method": "textDocument/didOpen", "params": {"textDocument": OPENED}, "notify": True}
    heard = conversation(START, opened, hover(*position), hover(0, 12), {"method": "shutdown"})
    assert heard[2]["error"]["code"] == INVALID
    assert 3 in heard
    assert "result" in heard[4]


@pytest.mark.parametrize("params", [None, [], {}, 1, "x", {"textDocument": 1}, {"textDocument": {}}])
@pytest.mark.parametrize("method", ["textDocument/hover", "textDocument/codeAction", "textDocument/diagnostic"])
def test_so_are_other_params(method: str, params: Any) -> None:
    heard = conversation(START, {"method": method, "params": params}, {"method": "shutdown"})
    assert heard[1]["error"]["code"] == INVALID
    assert "result" in heard[2]


def test_nothing_is_answered_before_the_start_and_after_the_end() -> None:
    opened = {"method": "textDocument/didOpen", "params": {"textDocument": OPENED}, "notify": True}
    heard = conversation(opened, hover(0, 1), {"method": "shutdown"}, START, START, {"method": "shutdown"}, hover(0, 1))
    assert [heard[number]["error"]["code"] for number in (1, 2)] == [TOO_EARLY, TOO_EARLY]
    assert "result" in heard[3]
    assert heard[4]["error"]["code"] == WRONG
    assert "result" in heard[5]
    assert heard[6]["error"]["code"] == WRONG
