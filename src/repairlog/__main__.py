"""The start of the program: from here on Ctrl-C is quiet, whatever is still being imported."""

from repairlog.cli import signals

signals.leave_at_once()

from repairlog.cli.app import main  # noqa: E402  most of the start is this import

if __name__ == "__main__":
    main()
