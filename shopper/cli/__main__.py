"""`python -m shopper.cli`: the command line where no script is installed."""

from shopper.cli import main

main()
