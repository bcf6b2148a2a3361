"""How property tests run: no test fails for being slow, as the machine may be busy with others. And a cache to try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from newslint.cache import store

# The same examples in every run, so that a failure is one of the change; tests/fuzz.py hunts for others.
settings.register_profile("newslint", deadline=None, derandomize=True)
settings.load_profile("newslint")


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own."""
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "cache"))
    store.folder.cache_clear()
    yield tmp_path / "cache"
    store.folder.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A key and a configuration of the tests' own, so that they neither make nor heed those of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSLINT_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        patch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
        yield
