"""Files of the journal and of what is remembered beside it: the only place that touches files.

`folders` says where they are, `files` reads and writes them. `journal` reads the union of all
lines. `device` names this computer, `fingerprints` and `store` keep its own files its own;
`writing` changes entries, `changes` and `change_list` hold what `undo` reverses, and `forget`
is for ever. `bookmark` is the place in a conversation, `settings` what the person set.
"""
