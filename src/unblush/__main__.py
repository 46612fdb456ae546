"""`python -m unblush` is the command line."""

from unblush.interfaces.cli.main import main

main()
