"""A real terminal, with or without a shell between it and the program."""

import re
import sys
import time

import pexpect

from support.world import World

BUSY = """
import os, sys, time
slow = float(os.environ.get("TEST_SLOW", "0"))
if slow:
    real = os.fsync
    def fsync(descriptor):
        if os.path.exists(os.environ["TEST_ARMED"]):
            open(os.environ["TEST_SAVING"], "w").close()
            time.sleep(slow)
        real(descriptor)
    os.fsync = fsync

class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == os.environ.get("TEST_INTERRUPTED"):
            os.kill(os.getpid(), 2)

sys.meta_path.insert(0, Interrupting)
"""


class Window:
    """A window of a terminal, in which the program runs, or a shell that started it."""

    def __init__(self, world: World, *arguments: str, shell=False, columns=80, **variables):
        shim = world.folder / "clock" / "sitecustomize.py"
        if BUSY not in shim.read_text():
            shim.write_text(shim.read_text() + BUSY)
        self.saving = world.folder / "saving"
        self.armed = world.folder / "armed"
        variables |= {"TEST_SAVING": str(self.saving), "TEST_ARMED": str(self.armed)}
        program = [sys.executable, "-m", "repairlog", *arguments]
        started = ["bash", "--norc", "--noprofile", "-i"] if shell else program
        self.child = pexpect.spawn(
            started[0],
            started[1:],
            env=world.environment(PS1="ready> ", HISTFILE="/dev/null", **variables),
            cwd=str(world.folder / "cwd"),
            dimensions=(100, columns),
            encoding="utf-8",
            timeout=60,
        )
        self.child.delaybeforesend = None
        self.child.delayafterclose = self.child.ptyproc.delayafterclose = 0
        self.seen = ""
        if shell:
            self.until("ready> ").press(f"{' '.join(program)}; echo code=$?\r")

    def asked(self, label):
        """Wait until this question's label is the last thing on the screen."""
        self.child.expect(rf"(^|[\r\n]|\x1b\[\?2004h){re.escape(label)}: $")
        self.seen += self.child.before + self.child.after
        return self

    def until(self, text):
        """Wait for a text."""
        self.child.expect(re.escape(text))
        self.seen += self.child.before + self.child.after
        return self

    def press(self, keys):
        """Press keys, all at once."""
        self.child.send(keys)
        return self

    def answer(self, label, typed):
        """Wait for a question and answer it."""
        return self.asked(label).press(f"{typed}\r")

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
        """Send a signal to the program, where it runs without a shell."""
        self.child.kill(number)
        return self

    def close(self):
        """Close the window, and wait until nothing of it runs any more."""
        self.child.ptyproc.fileobj.close()
        while self.child.ptyproc.isalive():
            time.sleep(0.02)

    def end(self):
        """Read to the end, and return the exit code."""
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before
        self.child.wait()
        self.child.close()
        return self.child.exitstatus
