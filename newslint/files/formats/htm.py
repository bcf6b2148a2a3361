"""`.htm`: another name of `.html`."""

from newslint.files.formats.html import RECORDS, foreign, read, rewrite, shards

__all__ = ["RECORDS", "foreign", "read", "rewrite", "shards"]
