"""Texts: the shapes of the files in `content/`.

- `ids`: what a journal stores of the lists that are closed
- `common`: the vocabulary and the screens; `conversations`: the questions and the coach
- `figures`, `reports`: around the figures; `help`: numbers to call
"""
