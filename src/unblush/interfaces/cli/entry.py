"""The first question of all: what brings you here? It chooses the complaint."""

from __future__ import annotations

from collections.abc import Callable

from unblush.compiled.catalogue import Catalogue
from unblush.interview.interview import Profile
from unblush.rendering.terminal import heading, wrap
from unblush.vocabulary import Whom

Say = Callable[[str], None]


def choose_complaint(words: Catalogue, profile: Profile, say: Say, read: Callable[[], str | None]) -> str | None:
    """Ask what brings the person; return the complaint, or None where they left or the input ended."""
    other = profile.whom is Whom.OTHER
    for line in heading(words.word("entry.ask_other" if other else "entry.ask")):
        say(line)
    complaints = list(words.complaints.values())
    for line in wrap(words.word("entry.help")):
        say(line)
    for position, complaint in enumerate(complaints, start=1):
        for line in wrap(complaint.entry_other if other else complaint.entry, f"{position}. "):
            say(line)
    for line in wrap(words.word("entry.not_sure_other" if other else "entry.not_sure"), f"{len(complaints) + 1}. "):
        say(line)
    while True:
        typed = read()
        if typed is None or typed in {"q", "x"}:
            return None
        if typed == "w":
            for line in wrap(words.word("ask.why", why=words.word("entry.why"))):
                say(line)
            continue
        if typed.isdigit() and 1 <= int(typed) <= len(complaints):
            return complaints[int(typed) - 1].id
        if typed.isdigit() and int(typed) == len(complaints) + 1:
            for complaint in complaints:
                for line in wrap(f"{complaint.name}. {complaint.opening}.", "- "):
                    say(line)
            for line in wrap(words.word("entry.not_sure_next")):
                say(line)
            continue
        hint = words.word("ask.hint_single")
        for line in wrap(words.word("ask.not_understood", typed=repr(typed), hint=hint)):
            say(line)
