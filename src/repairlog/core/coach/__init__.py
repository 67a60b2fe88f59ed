"""Coaching: what weakens words that are meant for a child.

- `rules`: the shape of `content/coach.toml`, what each pattern is called and few sure phrases
- `reading`: words in, findings out, by what was learned from labelled sentences and by the rules
"""
