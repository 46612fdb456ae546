"""Reading a page that somebody is afraid of: its main text, split into sentences that know where they stand."""

from unblush.pages.page import WHY, Dropped, Kind, PageText, Sentence
from unblush.pages.read import read_bytes, read_page, read_text

__all__ = ["WHY", "Dropped", "Kind", "PageText", "Sentence", "read_bytes", "read_page", "read_text"]
