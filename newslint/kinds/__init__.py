"""The rule kinds: what can be wrong, and how it is found by the keys of a rule.

A kind is a module of this folder, named as `kind` calls it, with a class of the same name.

It may import model, rules, config, evidence and profile. Kinds don't know each other, and nobody knows them but by
their names.
"""
