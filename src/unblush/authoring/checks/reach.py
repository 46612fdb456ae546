"""Every question can be reached, and every rule speaks of things that are asked."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.compiler.rules import asked_by, compile_rule, pages_in_order, prune
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem


def check_reach(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each page nobody can reach and each rule that can never be decided."""
    pack = written.pack
    for complaint in pack.manifest.complaints:
        own = {page.id for page in pack.pages.values() if complaint.id in page.complaints}
        asked = asked_by([pack.pages[page_id] for page_id in own], pack.clocks.values())
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
            if prune(compile_rule(page.ask_if), asked) is False:
                what = f"in {complaint.id} nothing that leads to this page is ever asked, so it cannot be reached"
                yield written.problem("pages", page_id, ("ask_if",), what, "ask it, or drop the complaint")
    by_complaint = [
        asked_by([page for page in pack.pages.values() if complaint.id in page.complaints], pack.clocks.values())
        for complaint in pack.manifest.complaints
    ]
    for flag in pack.red_flags.values():
        rule = compile_rule(flag.when)
        if all(prune(rule, asked) is False for asked in by_complaint):
            what = "no complaint asks what this rule needs, so it can never fire"
            yield written.problem("red_flags", flag.id, ("when",), what, "ask for it on a page of one complaint")
    used = {name for c in pack.conditions.values() for name in c.advice}
    used |= {name for complaint in pack.manifest.complaints for name in complaint.at_once}
    for advice in pack.advice.values():
        if advice.id not in used and not advice.always:
            what = "no condition gives this advice, and it is not shown always"
            yield written.problem("advice", advice.id, (), what, "name it under `advice:` of a condition, or delete it")
        if advice.always and advice.when is None:
            what = "advice that is always shown needs a `when`"
            yield written.problem("advice", advice.id, ("always",), what, "say to whom, with `when:`")
