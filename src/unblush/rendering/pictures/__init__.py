"""Pictures for the inside of a page, each with a text twin that says the same."""
