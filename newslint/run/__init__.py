"""Many files: which, by how many processes, what is known of them already, and how their fixes are undone.

It may import model, cache, rules, config, profile, linter and files.
"""
