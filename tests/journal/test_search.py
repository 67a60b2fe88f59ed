"""The search in a journal's bytes passes over no line that holds a word."""

import json

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.entries.searching import Query, fold, hits
from repairlog.journal import folders
from repairlog.journal.journal import Journal
from repairlog.journal.search import ids_with

TEXTS = st.text("abz \u00e9\u00df\u2019'`\n\t\"\\\\A\u0130\ufb01\u5b66-", min_size=1, max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=8), TEXTS, st.booleans())
def test_the_bytes_hide_no_word_that_an_entry_holds(tmp_path_factory, told, sought, escaped):
    """Whoever searches finds all that reading every entry would find, escaped letters or not."""
    folder = tmp_path_factory.mktemp("journal")
    at = "2026-11-02T18:30:00Z"
    lines = [
        json.dumps(
            {
                "v": 1,
                "id": "abcdefghijk" + "abcdefgh"[number],
                "happened": at,
                "precision": "minute",
                "logged": at,
                "edited": at,
                "what": f"x{text}",
            },
            ensure_ascii=escaped,
        )
        for number, text in enumerate(told)
    ]
    (folder / "some.jsonl").write_text("\n".join(lines), "utf-8", newline="\n")
    journal = Journal(folders.find(str(folder)))
    words = fold(sought).split()
    if words:
        query = Query(tuple(words))
        every = {entry.id for entry in journal.entries() if hits(entry, query)}
        assert every <= ids_with(journal, words)
        found = journal.entries(ids_with(journal, words))
        assert {entry.id for entry in found if hits(entry, query)} == every
