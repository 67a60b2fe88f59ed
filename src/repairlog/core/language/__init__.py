"""Language: sentences as tokens and clauses, for `coach` and `harm`.

- `tokens`: words with their forms, quotations and negation
- `clauses`: where they begin, and what is negated; `clause_roles`: who does what, and when
- `reported_speech`: what is only told of
- `verbs`, `function_words`, `spelling`: lists of words, by what they do
- `ngrams`: a text as its short runs of words and letters; `learned`: what these sound like, by
  tables that were learned from labelled sentences
"""
