"""Errors: what a person may be told when something cannot be done.

An error carries a message (what happened), a hint (what to type or do next) and
the exit code of `docs/exit-codes.md`. It is caught once, in `cli.app`.
"""


class RepairlogError(Exception):
    """Something a person should hear about, in plain words; exits with `exit_code`.

    In the hint, `{repairlog}` stands for the way this program was started.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RepairlogError):
    """A value that cannot be used, or an answer is missing and nobody can be asked."""

    exit_code = 2


class UnansweredError(UsageError):
    """How it went, or a rest, of words that may speak of harm: whether anyone was hurt is open.

    `command` is what it can be said to, of the entry with this id.
    """

    def __init__(self, entry_id: str, command: str) -> None:
        super().__init__(
            "This may be about someone hurt or held, and nobody has answered that yet.",
            f"Say it with --harm yes, unsure or no: {{repairlog}} {command} {entry_id} --harm ...\n"
            "Where to find help: {repairlog} help-now",
        )


class NotFoundError(RepairlogError):
    """No such entry, or the id fits several."""

    exit_code = 3


class UnreadableError(RepairlogError):
    """`export` or `doctor`: some of the journal could not be read."""

    exit_code = 5


class HungUp(BaseException):
    """The terminal went away: what was answered is kept, and so is the line begun. Exits 129."""

    def __init__(self, unfinished: str = "") -> None:
        super().__init__()
        self.unfinished = unfinished


class Stopped(BaseException):
    """Ctrl-C, with the line that was begun; `kept` says that all before it is. Exits 130.

    `said` is told instead, where a command has words of its own for it.
    """

    def __init__(self, unfinished: str = "", *, kept: bool = False, said: str = "") -> None:
        super().__init__()
        self.said = said
        self.unfinished = unfinished
        self.kept = kept


class StorageError(RepairlogError):
    """The files could not be read or written, or hold a newer format.

    `reason` is why in a few words, where a file was the matter.
    """

    exit_code = 6
    reason = ""
