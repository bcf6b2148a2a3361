"""How tests run: in which order, with which folders; no property test fails for being slow on a busy machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import record
from hypothesis import settings

from newslint.cache import store

# The same examples in every run, so that a failure is one of the change; tests/fuzz.py hunts for others.
settings.register_profile("newslint", deadline=None, derandomize=True)
settings.load_profile("newslint")

LONG = ("recipes", "precommit", "wheel", "ci", "review_browser", "settled", "faults", "language")
"""The files whose tests take a minute and more, the longest first. A file is one process's: one begun last would have
the others wait for it. pytest --durations=30 tells them."""


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest-xdist hand out files in the order below, and not by how many tests they have."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    turns = {f"test_{name}": turn for turn, name in enumerate(LONG)}
    items.sort(key=lambda item: turns.get(item.path.stem, len(turns)))


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own."""
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "cache"))
    store.folder.cache_clear()
    yield tmp_path / "cache"
    store.folder.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A key and a configuration of the tests' own, so that they neither make nor heed those of whoever runs them. What
    they build takes word lists from this checkout's own build, instead of a minute for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSLINT_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        patch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
        patch.setenv("NEWSLINT_COMPILED", str(record.ROOT / "build" / "compiled"))
        yield
