"""A real terminal, in which the program runs, or a shell that started it.

`Window` runs the program in a process of its own that is forked, loaded as it is; `Started`
starts it as people do.
"""

import os
import re
import sys
import time

import pexpect
from pexpect import fdpexpect

from support.forked import server
from support.program import clock_that_began
from support.world import World

ROWS = 400
"""So many that nothing leaves the screen."""

INTERRUPTING = """
import os, sys
class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == os.environ.get("TEST_INTERRUPTED"):
            os.kill(os.getpid(), 2)

sys.meta_path.insert(0, Interrupting)
"""


class Window:
    """A window of a terminal, what is typed in it, and what a person has seen there.

    With `slow`, in seconds, each save from `slowly` on takes so long.
    """

    def __init__(self, world: World, *arguments: str, columns=80, slow=0.0, **variables):
        self.columns = columns
        self.seen = ""
        self.saving = world.folder / "saving"
        self.armed = world.folder / "armed"
        environment = world.environment(PS1="ready> ", HISTFILE="/dev/null", **variables)
        self._open(world, arguments, environment, slow)

    def _open(self, world, arguments, environment, slow):
        import termios  # noqa: PLC0415  not on Windows

        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (ROWS, self.columns))
        there, is_there = server().Pipe(duplex=False)
        run = (os.ttyname(theirs), world.folder, environment, arguments)
        self._process = server().Process(target=_run, args=(is_there, *run), kwargs={"slow": slow})
        self._process.start()
        is_there.close()
        with there:
            there.recv()
        os.close(theirs)
        self._child = fdpexpect.fdspawn(ours, encoding="utf-8", timeout=60)

    def asked(self, label):
        """Wait until this question's label is the last thing on the screen."""
        self._child.expect(rf"(^|[\r\n]|\x1b\[\?2004h){re.escape(label)}: $")
        self.seen += self._child.before + self._child.after
        return self

    def until(self, text):
        """Wait for a text."""
        self._child.expect(re.escape(text))
        self.seen += self._child.before + self._child.after
        return self

    def press(self, keys):
        """Press keys, piece by piece, as a terminal takes them."""
        for start in range(0, len(keys), 512):
            self._child.send(keys[start : start + 512])
        return self

    def type_slowly(self, text):
        """Type a long text, and wait in between until the screen has caught up."""
        for start in range(0, len(text), 400):
            piece = text[start : start + 400]
            self.press(piece).until(piece[-12:].split(" ")[-1])
        return self

    def answer(self, label, typed):
        """Wait for a question and answer it."""
        return self.asked(label).press(f"{typed}\r")

    def hold(self, played, until=None):
        """Give the answers of a session that was played, as many as wanted."""
        for label, typed in list(zip(played.labels, played.typed, strict=True))[:until]:
            self.answer(label, typed)
        return self

    def slowly(self, label):
        """Wait for a question, and let the disk take its time from here on."""
        self.asked(label)
        self.armed.touch()
        return self

    def until_saving(self):
        """Wait until the program is in the middle of a save."""
        deadline = time.monotonic() + 30
        while not self.saving.exists():
            assert time.monotonic() < deadline
            time.sleep(0.005)
        return self

    def signal(self, number):
        """Send a signal to the program."""
        os.kill(self._process.pid, number)
        return self

    def close(self):
        """Close the window, and return how the program ended."""
        self._child.close()
        return self._code()

    def end(self):
        """Read to the end, and return the exit code."""
        self._child.expect(pexpect.EOF)
        self.seen += self._child.before
        return self.close()

    def _code(self):
        self._process.join(60)
        return self._process.exitcode

    @property
    def lines(self):
        """The screen's lines, as a person sees them."""
        import pyte  # noqa: PLC0415  few tests look

        screen = pyte.Screen(self.columns, ROWS)
        pyte.Stream(screen).feed(self.seen)
        return "\n".join(line.rstrip() for line in screen.display).strip("\n").split("\n")


class Started(Window):
    """A window in which the program is started anew, or by a shell."""

    def __init__(self, world: World, *arguments: str, shell=False, **options):
        self._shell = shell
        super().__init__(world, *arguments, **options)
        if shell:
            program = " ".join([sys.executable, "-m", "repairlog", *arguments])
            self.until("ready> ").press(f"{program}; echo code=$?\r")

    def _open(self, world, arguments, environment, slow):
        assert not slow, "the disk of a program that is started is as it is"
        if "TEST_INTERRUPTED" in environment:
            (world.folder / "sitecustomize.py").write_text(INTERRUPTING)
            environment["PYTHONPATH"] += f"{os.pathsep}{world.folder}"
        program = [sys.executable, "-m", "repairlog", *arguments]
        started = ["bash", "--norc", "--noprofile", "-i"] if self._shell else program
        self._child = pexpect.spawn(
            started[0],
            started[1:],
            env=environment,
            cwd=str(world.folder / "cwd"),
            dimensions=(ROWS, self.columns),
            encoding="utf-8",
            timeout=60,
        )
        self._child.delaybeforesend = None
        self._child.delayafterclose = self._child.ptyproc.delayafterclose = 0

    def signal(self, number):
        """Send a signal to what was started."""
        self._child.kill(number)
        return self

    def close(self):
        """Close the window, and wait until nothing of it runs any more."""
        self._child.ptyproc.fileobj.close()
        while self._child.ptyproc.isalive():
            time.sleep(0.02)
        return self._child.ptyproc.exitstatus


def _run(is_there, *run, slow):
    """In a process of its own: take the terminal, and be the program from there on."""
    import fcntl  # noqa: PLC0415  not on Windows
    import termios  # noqa: PLC0415  not on Windows

    from repairlog.cli import app, conversations, session  # noqa: PLC0415  only here

    terminal, folder, environment, arguments = run
    os.setsid()
    opened = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(opened, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(opened, number)
    os.close(opened)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8")  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder / "cwd")
    time.tzset()
    if "TEST_NOW" in environment:
        session.datetime = conversations.datetime = clock_that_began(environment["TEST_NOW"])
    if slow:
        _let_saves_take(slow, folder)
    sys.argv = ["repairlog", *arguments]
    sys.orig_argv = [sys.executable, *sys.argv]
    is_there.send("there")
    is_there.close()
    app.main()


def _let_saves_take(seconds, folder):
    real = os.fsync

    def fsync(descriptor):
        if (folder / "armed").exists():
            (folder / "saving").touch()
            time.sleep(seconds)
        real(descriptor)

    os.fsync = fsync
