"""Scores: what a text is worth to a corpus: how much of it stands in damage, and which filters would drop it."""
