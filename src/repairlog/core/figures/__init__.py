"""Figures: what the entries say together, as of a moment.

- `statistics`: entries in, counts out, in one pass
- `horizon`: what was to be seen by then
- `estimators`: the Wilson interval and the Aalen-Johansen cumulative incidence
"""
