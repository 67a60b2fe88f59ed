"""Dates and times in plain words, both ways.

- `clock`: now by the local clock, and wall times as moments, daylight saving included
- `words`: numbers, days that have a name, and what the day of a family is made of
- `phrase`: what the pieces of a phrase name
- `grammar`: which pieces there are, read by `days` and `hours`
- `parse`: those pieces as one moment, or the reason why there is none
- `coming`: a moment that is still to be, for a reminder
- `periods`: a year, a month or a week by its first and its last day
- `naming`: what a moment is called afterwards
"""
