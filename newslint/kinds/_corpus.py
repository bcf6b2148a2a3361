"""What the corpus adds to what a rule on lines sees, where there is a profile: without one, nothing of it is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from newslint.model.documents import Document
from newslint.model.findings import Evidence
from newslint.model.languages import Setting


def of_corpus(document: Document, setting: Setting) -> Mapping[int, Evidence]:
    """For each row of the document that other articles have, by number, what that says of it."""
    if setting.profile is None:
        return {}
    from newslint.profile.refrains import beside

    return beside(document, setting)
