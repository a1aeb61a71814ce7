"""One reader a format, chosen by looking at the content."""
