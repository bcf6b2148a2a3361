"""Python's garbage collector rests while a text is scanned, and only then."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from newslint import Linter
from newslint.linter.scan import scan


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the collector was on, for each scan."""
    found: list[bool] = []

    def noted(*args: Any, **named: Any) -> Any:
        found.append(gc.isenabled())
        return scan(*args, **named)

    monkeypatch.setattr("newslint.linter.linter.scan", noted)
    return found


def test_the_collector_rests_while_a_text_is_scanned(seen: list[bool]) -> None:
    Linter("en").check("The the port is open.\n")
    assert seen == [False]
    assert gc.isenabled()


def test_it_is_on_again_where_a_scan_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("newslint.linter.linter.scan", fails)
    with pytest.raises(KeyboardInterrupt):
        Linter("en").check("The port is open.\n")
    assert gc.isenabled()


def test_a_program_that_has_switched_it_off_keeps_it_off(seen: list[bool]) -> None:
    gc.disable()
    try:
        Linter("en").check("The port is open.\n")
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert seen == [False]
