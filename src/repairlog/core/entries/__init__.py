"""Entries: the hard moments, their repairs, and how versions of one become one.

- `model`: the shapes, which are the disk format; `codec`: lines to shapes and back
- `changes`: a change and its tick; `merge`: two versions of an entry as one
- `checking`: when a look back is due
- `new`: an entry before anything but what happened is known
- `listing`: filters, order and titles; `searching`: words in what was told
- `preferences`: what the settings say; `pseudonyms`: letters in place of names,
  in an export by `disguise`
"""
