"""Files of the person, the journal and what is remembered beside it: only here are they touched.

`folders` says where they are, `files` reads and writes them. `lines` are what lies there, sorted
by `months`; `journal` is the union of all of them, `search` finds words in
their bytes. `device` names this computer, `fingerprints`
and `store` keep its own files its own; `writing` changes entries, `changes` and `change_list`
hold what `undo` reverses, and `forget` is for ever. `bookmark` is the place in a conversation,
`settings` what the person set, by its `setting_keys`, `drafts` what an editor has, `export` other
formats, `doctor` what is wrong.
"""
