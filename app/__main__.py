"""`python -m paperfacts` is the command `paperfacts`."""

from paperfacts.cli import main

main()
