"""What a text shows: its language, words, letters and phrases; lines of the page in it; words run together.

It may import model, cache and rules.
"""
