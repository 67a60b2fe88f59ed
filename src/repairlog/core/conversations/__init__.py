"""Guided conversations: state machines that ask, and turn answers into changes to an entry.

- `engine`: the open question, the next one, going back; how an answer becomes a change
- `blocks`, `choices`, `questions`: what is shown, lists to choose from, shared questions
- `which`: the moment that a command is about, where no id was given; `picks`: several of a list
- `capture` with its `_state` and `_details`: `new` and `edit`, and what may be added
- `repair` with its `_state`, `_background`, `_steps`, `_words`, `_coach` and `_outcome`: coming
  back
- `coaching`: how a finding of the coach is said
- `reframe`: looking again at can't and won't; `safety`: when words speak of harm
"""
