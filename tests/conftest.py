"""How property tests run: no test fails for being slow, since the machine may be busy with others."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("newslint", deadline=None)
settings.load_profile("newslint")
