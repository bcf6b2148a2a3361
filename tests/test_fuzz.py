"""A short round of each target of tests/fuzz.py."""

from __future__ import annotations

import fuzz
import pytest
import test_laws


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_short_round(target: str) -> None:
    fuzz.run(target, max(10, test_laws.EXAMPLES // 10), 0)
