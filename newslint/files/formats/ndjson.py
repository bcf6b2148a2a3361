"""`.ndjson`: another name of `.jsonl`."""

from newslint.files.formats.jsonl import RECORDS, foreign, read, rewrite, shards

__all__ = ["RECORDS", "foreign", "read", "rewrite", "shards"]
