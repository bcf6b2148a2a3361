"""One text in, findings and a mended text out: the rules made ready, run, their fixes settled and guarded.

It may import model, rules, config, evidence and profile.
"""
