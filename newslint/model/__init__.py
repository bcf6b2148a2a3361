"""The values that travel through newslint, and pure arithmetic on them. It may import nothing of newslint.

Everything here is immutable after it is built and knows nothing of files, YAML or printing.
Offsets are code points into `Document.text`; lines end with a line feed (see newlines.py for files with others).
"""
