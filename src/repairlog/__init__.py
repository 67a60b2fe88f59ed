"""repairlog: a private journal for coming back to a child after a hard moment.

A map of the code; imports run downwards only:

- `cli` parses commands, asks questions and prints: the only place that does.
- `view` turns values into text. `journal` is the only place that touches the person's files.
  `content` holds the words, as TOML files that people can read and edit.
- `core` is pure, a folder a subject: entries, dates, conversations, figures and more.
  No clock, no files, no environment, no terminal.
- `errors` are what a person may be told when something cannot be done.

The way of a sentence: a person's answer, `cli`, `core.conversations`, `core.entries`,
`journal`, file; and back: file, `journal`, `core.figures`, `view`, `cli`.
"""

__version__ = "0.1.0"
