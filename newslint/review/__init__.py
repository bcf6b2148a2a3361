"""The review: findings that wait for a person, decided in a browser, one key at a time.

```
desk.py       what a review is asked for, and what came of it
decision.py   a decision, as a line of the decisions file; which of them stand
diary.py      the decisions file: written as decisions are made, whatever happens; what others wrote there is seen
gathering.py  a run's findings, put into the queue
item.py       a finding that waits, as a value and as a row of the queue
queue.py      the findings that wait, in the order in which they are worth deciding; what is decided of them
likeness.py   which findings are alike, and what is worth deciding first
carrying/     what decisions come to, and how that is carried out: articles, sidecars, configurations
settling.py   decisions carried out; then what was decided still holds where its neighbours were mended
learned.py    how often a rule was right here, and what follows for the configuration
labelling.py  decided cases as labelled data
session.py    one review: all of the above together, for one or several browsers
guarding.py   who may ask: this machine's user, from the page itself
server.py     the page and what it asks for
page/         the page: modules for the browser, without a build step
```

The server and the page need Starlette, uvicorn and tomlkit (`pip install 'newslint[review]'`); nothing but
`newslint review` imports them. It may import model, rules, config, profile, linter, files, run and outputs.
"""
