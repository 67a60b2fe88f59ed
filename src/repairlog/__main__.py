"""`python -m repairlog`."""

from repairlog.cli.app import main

main()
