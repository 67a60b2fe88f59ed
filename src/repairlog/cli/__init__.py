"""The command line: parse, ask, call, print."""
