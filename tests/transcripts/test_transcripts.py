"""Every transcript, played again; the screens must be those in the file, to the letter."""

import pytest

from repairlog.journal import settings
from support.help_now import play_help
from support.transcript import Transcript, differences, names, play
from support.world import World


@pytest.mark.parametrize("name", names())
def test_a_session_reads_as_its_transcript_says(name, tmp_path):
    """What the person sees is what the file shows, and the journal holds what its end says."""
    transcript = Transcript.read(name)
    if transcript.is_conversation:
        played = play(transcript)
        screen = played.screen
        assert differences(transcript, played) == []
    elif transcript.asks_for_help:
        screen = play_help(transcript, tmp_path).screen
        kept = settings.read(tmp_path).preferences.country
        assert kept == transcript.after["country"], "the country is kept, and nothing else"
    else:
        screen = World.of(tmp_path, transcript).screen(transcript)
    assert [line.rstrip() for line in screen.strip("\n").split("\n")] == (
        transcript.session.split("\n")
    )


def test_a_transcript_notices_another_wording_and_another_entry():
    """The runner can fail: a changed word on the screen, and a field that is not so."""
    transcript = Transcript.read("2-first-time")
    played = play(transcript)
    assert "You can put it down here." in played.screen
    wrong = Transcript(transcript.name, transcript.before, "", {"entry": {"child": "Fox"}})
    assert differences(wrong, played) == ["entry.child is 'Wren', not 'Fox'"]
