"""The language server: newslint in an editor. The only room that knows UTF-16 and the editors' protocol (LSP 3.17).

```
positions.py    offsets in code points <-> the editor's lines and characters
options.py      what the editor sets
setups.py       the configuration and the linter of a file, renewed when a file that they depend on changes
checked.py      one version of a document with its findings
diagnostics.py  findings, and trouble with a configuration, as the editor shows them
hover.py        the page of the rule under the pointer
client.py       what the editor can do, and edits in its words
actions.py      quick fixes, and what silences a finding
accepting.py    a word for `accept`, as an edit of the configuration file
desk.py         the open documents: which to check, when, in which thread
protocol.py     errors for an editor that does not keep to the protocol
server.py       the messages
```

All of it needs pygls (`pip install 'newslint[lsp]'`); nothing but `newslint server` imports it. It may
import model, rules, config, evidence, linter and files.
"""
