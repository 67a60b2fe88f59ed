"""Command line: parse, ask, call, print.

- `app` starts the program and catches its failures; `startup`: what comes sooner by it
- `commands`: which there are; one file a command, each named there; `home` without one
- `progress`: how far long work is
- `completion`: what the Tab key offers
- `usage`: the page of `--help`, and what is said of a command typed wrongly
- `options`, `entry_options`, `figures`: options that commands share; `choosing`: about what
- `session`: what one run knows, and the only place that prints; `plain`: whether to draw;
  `started`: how the program was called
- `asking`: one question; `conversations`: many; `supervision`: those of its report
- `piped`: answers from a pipe; `terminal`: from a person, by `keys`, `line`, `line_display`
- `own_settings`: what the settings say, and the words by them; `editor`: a text in another program
- `signals`: what ends a run; `watch`: how they wait while an answer is saved
"""
