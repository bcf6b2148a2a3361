"""`.tsv`: another name of `.csv`, for tables with tabs."""

from newslint.files.formats.csv import RECORDS, extend, foreign, read, rewrite, shards

__all__ = ["RECORDS", "extend", "foreign", "read", "rewrite", "shards"]
