"""The lines of a text, and what tells those of the page from those of the article: words, form, place, neighbours."""
