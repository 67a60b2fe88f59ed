"""Dates and times in plain words, both ways.

- `clock`: now by the local clock, and wall times as moments, daylight saving included
- `grammar`: a phrase taken apart into day, part of the day and clock time
- `parse`: those parts as one moment, or the reason why there is none
- `naming`: what a moment is called afterwards
"""
