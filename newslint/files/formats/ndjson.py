"""`.ndjson`: another name of `.jsonl`."""

from newslint.files.formats.jsonl import RECORDS, extend, foreign, read, rewrite, shards

__all__ = ["RECORDS", "extend", "foreign", "read", "rewrite", "shards"]
