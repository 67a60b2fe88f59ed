"""Texts: the shapes of the files in `content/`.

- `common`: the vocabulary and the screens; `conversations`: the questions and the coach
- `figures`, `reports`: around the figures; `help`: numbers to call
"""
