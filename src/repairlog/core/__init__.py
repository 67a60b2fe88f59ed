"""The subjects of the journal, pure: no clock, no files, no environment, no terminal.

A folder a subject; imports run one way, from the first to the last:

- `conversations`, `figures`, `demo`: what people are asked, what entries say together
- `entries`, `coach`, `harm`: moments and repairs; words for a child; accounts of harm
- `dates`, `language`, `wording`: time in plain words, sentences taken apart, texts' shapes
- `text`: strings as they are cleaned and compared
"""
