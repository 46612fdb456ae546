"""Every question can be reached, and every rule speaks of things that are asked."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.compiler.rules import pages_in_order
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem


def check_reach(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each page nobody can reach and each rule that can never be decided."""
    pack = written.pack
    asked_on = pack.item_pages()
    for complaint in pack.manifest.complaints:
        own = {page.id for page in pack.pages.values() if complaint.id in page.complaints}
        if "age" not in own:
            mend = "add a number page with the id age, role context, in years"
            yield written.problem("manifest", "", ("complaints",), f"{complaint.id} never asks the age", mend)
        for page_id in complaint.first:
            if page_id not in own:
                what = f"{page_id} is asked first and does not belong to {complaint.id}"
                yield written.problem("manifest", "", ("complaints",), what, f"add {complaint.id} to its complaints")
        try:
            pages_in_order(pack, complaint)
        except ValueError as error:  # graphlib.CycleError
            cycle = [str(part) for part in error.args[1]]
            what = "pages wait for each other: " + " -> ".join(cycle)
            yield written.problem("pages", cycle[0], ("ask_if",), what, "break the circle")
        for page_id in own:
            page = pack.pages[page_id]
            if page.ask_if is None:
                continue
            for name in page.ask_if.items():
                if asked_on[name].id not in own:
                    what = f"{name} is never asked in {complaint.id}, so this page cannot be reached"
                    yield written.problem("pages", page_id, ("ask_if",), what, "ask it, or drop the condition")
    for flag in pack.red_flags.values():
        names = {asked_on[name].id for name in flag.when.items()} | set(flag.when.numbers())
        if not any(
            names <= {page.id for page in pack.pages.values() if complaint.id in page.complaints}
            for complaint in pack.manifest.complaints
        ):
            what = "no complaint asks everything that this rule speaks of, so it can never fire"
            yield written.problem("red_flags", flag.id, ("when",), what, "ask for it on a page of one complaint")
    used = {name for c in pack.conditions.values() for name in c.advice}
    for advice in pack.advice.values():
        if advice.id not in used and not advice.always:
            what = "no condition gives this advice, and it is not shown always"
            yield written.problem("advice", advice.id, (), what, "name it under `advice:` of a condition, or delete it")
        if advice.always and advice.when is None:
            what = "advice that is always shown needs a `when`"
            yield written.problem("advice", advice.id, ("always",), what, "say to whom, with `when:`")
