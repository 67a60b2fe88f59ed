"""Keys: what a terminal sends, read as text that was typed or pasted and as editing keys."""

import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterator
from enum import Enum, auto


class Key(Enum):
    """A key that does something other than stand for itself."""

    ENTER = auto()
    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    HOME = auto()
    END = auto()
    BACKSPACE = auto()
    DELETE = auto()
    DELETE_OR_LEAVE = auto()
    ERASE_WORD = auto()
    ERASE_NEXT_WORD = auto()
    ERASE_BEFORE = auto()
    ERASE_AFTER = auto()
    SHOW_AGAIN = auto()
    NOTHING = auto()


_CONTROLS = {
    "\r": Key.ENTER,
    "\n": Key.ENTER,
    "\x01": Key.HOME,
    "\x02": Key.LEFT,
    "\x04": Key.DELETE_OR_LEAVE,
    "\x05": Key.END,
    "\x06": Key.RIGHT,
    "\x08": Key.BACKSPACE,
    "\x0b": Key.ERASE_AFTER,
    "\x0c": Key.SHOW_AGAIN,
    "\x15": Key.ERASE_BEFORE,
    "\x17": Key.ERASE_WORD,
    "\x7f": Key.BACKSPACE,
}

_ESCAPED = {
    **dict.fromkeys(("[C", "OC"), Key.RIGHT),
    **dict.fromkeys(("[D", "OD"), Key.LEFT),
    **dict.fromkeys(("[H", "OH", "[1~", "[7~"), Key.HOME),
    **dict.fromkeys(("[F", "OF", "[4~", "[8~"), Key.END),
    **dict.fromkeys(("[1;5C", "[1;3C", "[5C", "Oc", "f"), Key.WORD_RIGHT),
    **dict.fromkeys(("[1;5D", "[1;3D", "[5D", "Od", "b"), Key.WORD_LEFT),
    **dict.fromkeys(("\x7f", "\x08"), Key.ERASE_WORD),
    "[3~": Key.DELETE,
    "d": Key.ERASE_NEXT_WORD,
}

_SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.|[^\[O])", re.DOTALL)
_BEGUN = re.compile(r"\x1b(\[[0-?]*[ -/]*|O)?\Z")
_TEXT = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]+")
_PASTE_BEGINS, _PASTE_ENDS = "[200~", "\x1b[201~"


class Keys:
    """Reads bytes as keys. What is begun (a letter, a sequence, a paste) waits for its rest."""

    def __init__(self, encoding: str) -> None:
        self._decoder: IncrementalDecoder = getincrementaldecoder(encoding)("replace")
        self._waiting = ""
        self._in_paste = False

    def read(self, data: bytes) -> Iterator[Key | str]:
        """Yield the keys of what was sent; text as strings, line ends in it only from a paste."""
        sent = self._decoder.decode(data)
        alone = self._waiting == "\x1b" and sent and not self._in_paste
        if alone and not sent.startswith(("[", "O")):
            self._waiting = ""  # Escape was pressed alone: the next letter is itself
        sent = self._waiting + sent
        self._waiting = ""
        while sent:
            take = self._pasted if self._in_paste else self._typed
            key, sent = take(sent)
            if key:
                yield key

    def _typed(self, sent: str) -> tuple[Key | str, str]:
        """Return the first key of what was sent, and the rest."""
        if text := _TEXT.match(sent):
            return text[0], sent[text.end() :]
        if sent[0] != "\x1b":
            return _CONTROLS.get(sent[0], Key.NOTHING), sent[1:]
        sequence = _SEQUENCE.match(sent)
        if sequence is None:
            self._waiting = sent if _BEGUN.match(sent) else ""
            return Key.NOTHING, "" if self._waiting else sent[1:]
        name, rest = sequence[1], sent[sequence.end() :]
        self._in_paste = name == _PASTE_BEGINS
        if len(name) == 1 and name not in _ESCAPED:
            return Key.NOTHING, name + rest
        return _ESCAPED.get(name, Key.NOTHING), rest

    def _pasted(self, sent: str) -> tuple[str, str]:
        """Return what was pasted, its line ends plain, and what comes after the paste."""
        text, end, rest = sent.partition(_PASTE_ENDS)
        self._in_paste = not end
        if not end:
            begun = max(n for n in range(len(_PASTE_ENDS)) if text.endswith(_PASTE_ENDS[:n]))
            begun = begun or text.endswith("\r")
            self._waiting = text[len(text) - begun :]
            text = text[: len(text) - begun]
        return text.replace("\r\n", "\n").replace("\r", "\n"), rest
