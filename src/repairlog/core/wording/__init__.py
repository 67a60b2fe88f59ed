"""Wording: the shapes of the files in `content/`, and what reads a file into its shape.

- `reader`: values in, one frozen shape out; what is missing, unknown or wrong is named
- `ids`: what a journal stores of the lists that are closed
- `common`: the vocabulary; `plural`: one or several; `lengths`: how many words are plenty
- `fitting`: examples, closings and who hears first, by where the child is and how old
- `conversations`: the questions and the coach, `repair` among them
- `config`: the settings, key by key; `editor`: a text opened in an editor
- `screens`: the other commands; `kept`: whether words are safe
- `entries`: an entry where all of it is read
- `card`: words to take along; `learn`: pages to read; `export`: around a file
- `figures`, `reports`: around the figures; `help`: numbers to call
"""
