"""Harm in an account: does it speak of someone being hurt, and of whom by whom?

- `hearing`: how surely an account tells of harm, and of what kind
- `rules`: few phrases that always do, as `content/harm.toml` has them
"""
