"""What decisions come to, and how that is carried out. It may import model, rules, config, profile,
linter, files, run and the rest of the review.

```
outcome.py      what decisions come to: edits, entries of sidecars, lines of configurations; pure
carrier.py      all of it carried out: each kind of file by the module for it
mending.py      articles written anew with what was accepted, on record in the journal
silencing.py    entries of sidecars for what is right as it is
configuring.py  words, phrases, rules, ignores and thresholds for configurations
following.py    what is decided, or suppressed, found again where its neighbours were mended
```
"""
