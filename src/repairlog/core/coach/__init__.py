"""Coaching: what weakens words that are meant for a child.

- `rules`: the shape of `content/coach.toml`, and an index from a word to its rules
- `patterns`: the notation of its phrases, and the matcher that looks for them
- `reading`: words in, findings out; which rule fits a clause best
"""
