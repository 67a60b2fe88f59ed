"""The pure heart: no clock, no files, no environment, no terminal."""
