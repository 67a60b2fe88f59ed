"""Language: a text as what can be compared, for `coach` and `harm`.

- `ngrams`: words, clauses and sentences, and a text as its short runs of words and letters
- `learned`: what these sound like, by tables that were learned from labelled sentences
- `phrases`: the notation of the few sure rules, and where they stand; `lists`: many as one text
- `told`: what is quoted, or told of rather than said
"""
