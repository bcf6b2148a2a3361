"""Bytes to documents and back: formats, what files come packed in, encodings, writing that leaves no half a file.

It may import model and evidence.
"""
