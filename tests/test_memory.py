"""What was made for a text goes when the text goes: memory depends on the largest one, not on how many there were."""

from __future__ import annotations

import gc
import weakref

import newslint
from newslint.model.documents import Document

ARTICLE = "The council met on Monday and voted.\nAdvertisement\nPhoto: AFP\n" * 5


def test_a_checked_document_is_forgotten() -> None:
    linter = newslint.Linter("en", select=["all"])
    document = Document(ARTICLE)
    assert linter.check_document(document)
    seen = weakref.ref(document)
    del document
    gc.collect()
    assert seen() is None
