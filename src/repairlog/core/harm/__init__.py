"""Harm in an account: does it speak of someone being hurt, and of whom by whom?

- `detection`: rows of words that speak of harm, found in one pass
- `actors`: who did what to whom, clause by clause, where rows of words cannot tell
"""
