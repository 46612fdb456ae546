"""Named examples of every component, with mistakes, long words and the longest lists; each is shown on a bare page."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from unblush.interfaces.web.render import HERE

LONG: Final = "Pneumonoultramicroscopicsilicovolcanoconiosis-and-dichlordiphenyltrichlorethane"
SENTENCE: Final = (
    "A sentence that runs on for so long that no phone shows it in one line, whatever the size of its letters."
)

_OPTIONS = f"""[
{{"value": "one", "label": "Clear and sticky", "explain": "", "checked": False, "exclusive": False, "picture": None}},
{{"value": "two", "label": "{LONG}", "explain": "{SENTENCE}", "checked": True, "exclusive": False, "picture": None}},
{{"value": "none", "label": "None of these", "explain": "", "checked": False, "exclusive": True, "picture": None}},
{{"value": "unknown", "label": "I don't know", "explain": "", "checked": False, "exclusive": True, "picture": None}}]"""
_DRAWN = f"""{{"title": "TITLE", "svg": '<svg viewBox="0 0 100 20" role="img" aria-label="A bar"><rect width="60"'
' height="20" fill="currentColor"/></svg>', "heads": ["What", "{LONG}"], "rows": [["Before", "1 in 10"],
["After", "9 in 10"]]}}"""
_CLOCK = f"""{{"group": "GROUP", "state": "open", "title": "Copper coil", "stands": "about 90 hours left",
"do": "{SENTENCE}", "behind": "1, our judgement", "notes": [{{"text": "{LONG}", "behind": "2"}}]}}"""
_LINES = f"""[{{"text": "{SENTENCE}", "behind": "1, 2"}}, {{"text": "{LONG}", "behind": ""}}]"""
_FLAG = (
    f"""{{"title": "Fever or shivering fits", "do": "{SENTENCE}", "because": {{"text": "{LONG}", "behind": "3"}}}}"""
)
_SUMMARY = f"""{{"made": "Made on 22 November 2026.", "title": "Be seen today", "do": "{SENTENCE}", "flags": [{_FLAG}],
"clocks": [{_CLOCK.replace("GROUP", "hiv")}], "situation": ["{LONG}"], "background": [], "findings": ["One"],
"candidates": [{{"clinical": "{LONG}", "plain": "A word", "amount": "about 1 in 2", "codes": "ICD-10 N34"}}],
"notes": ["A note"], "recommendation": ["Go today"], "absent": ["Fever"], "unsaid": ["Pain"], "closing": ["Draft"]}}"""

_TYPED = f"""{{"typed": {{"leak": "300", "volume": "2.5", "concentration": "", "motility": "many"}},
"wrong": {{"leak": "{SENTENCE}", "motility": "Write a number.", "how-1": "{SENTENCE}"}}}}"""

EXAMPLES: Final[dict[str, dict[str, str]]] = {
    "begin": {
        "one": '{{ begin("penile_fluid", "Fluid from the penis", "uk") }}',
        "second": f'{{{{ begin("penile_fluid", "{LONG}", "uk", kind="second") }}}}',
    },
    "blocks": {"one": f'{{{{ block({{"heading": "{LONG}", "lines": {_LINES}}}) }}}}'},
    "button": {
        "plain": '{{ button("Continue", "do", "answer") }}',
        "second and third": '{{ button("Go on", kind="second") }} {{ button("Show what follows", kind="plain") }}',
        "long": f'{{{{ button("{LONG}") }}}}',
        "link": '{{ link_button("Begin again", "/") }}',
    },
    "care_card": {
        name: f'{{% call care_card("{name}", "{title}", id="care-{name}") %}}<p>{SENTENCE}</p>{{% endcall %}}'
        for name, title in (("calm", "Look after this yourself"), ("soon", "Be seen today"), ("now", LONG))
    },
    "calculator": {
        "a number with a mistake": f'{{{{ number({_TYPED}, "leak", "{SENTENCE}", "percent") }}}}',
        "a semen test": f"{{{{ semen_test({_TYPED}) }}}}",
        "one of several with a mistake": f'{{{{ one_way({_TYPED}, "how", {_OPTIONS}) }}}}',
    },
    "choices": {
        "one of some": f'<fieldset><legend>One</legend>{{{{ choices("radio", "one", {_OPTIONS}) }}}}</fieldset>',
        "ticks": f'<fieldset><legend>Some</legend>{{{{ choices("checkbox", "some", {_OPTIONS}) }}}}</fieldset>',
        "described": f'<p id="told">{SENTENCE}</p><fieldset><legend>Told</legend>'
        f'{{{{ choices("checkbox", "told", {_OPTIONS}, "told") }}}}</fieldset>',
    },
    "clocks": {
        "open": f"{{{{ clocks([{_CLOCK.replace('GROUP', 'emergency_contraception')}], '{SENTENCE}') }}}}",
        "others": f"{{{{ clocks([{_CLOCK.replace('GROUP', 'hiv')}]) }}}}",
    },
    "error_summary": {
        "one mistake": '<p id="n">A</p>{{ error_summary([{"field": "n", "text": "Write a number."}]) }}',
        "two long ones": f'<p id="n">A</p><p id="day">B</p>{{{{ error_summary([{{"field": "n", '
        f'"text": "{LONG}"}}, {{"field": "day", "text": "{SENTENCE}"}}]) }}}}',
        "none": "{{ error_summary([]) }}",
    },
    "fields": {
        "text": '{{ text_field("a", "How many hours?", "30", "Such as 30.", unit="hours", mode="decimal") }}',
        "text with a mistake": f'{{{{ text_field("b", "{LONG}", "never", "{SENTENCE}", "{SENTENCE}") }}}}',
        "select": f'{{{{ select_field("c", "Which day?", [("", "None"), ("0", "{LONG}")], "0", "{SENTENCE}") }}}}',
        "long": f'{{{{ long_field("d", "Your words", "", "{SENTENCE}", "{SENTENCE}") }}}}',
        "when": '{{ when_field("", [("", "None"), ("0", "Today")], "", "late", {"time": "Write a time.", '
        '"day": "Choose a day.", "n": "Write a number."}) }}',
    },
    "fold": {
        "closed": f'{{% call fold("Why we ask") %}}<p>{SENTENCE}</p>{{% endcall %}}',
        "open": f'{{% call fold("{LONG}", open=True) %}}<p>{SENTENCE}</p>{{% endcall %}}',
    },
    "lines": {
        "bullets": f"{{{{ bullets({_LINES}) }}}}{{{{ bullets([]) }}}}",
        "paragraphs": f"{{{{ paragraphs({_LINES}) }}}}",
        "flags": f"{{{{ flags([{_FLAG}]) }}}}",
    },
    "picture": {
        "closed": f"{{{{ picture({_DRAWN.replace('TITLE', 'The share')}) }}}}{{{{ picture(None) }}}}",
        "open": f"{{{{ picture({_DRAWN.replace('TITLE', LONG)}, open=True) }}}}",
    },
    "regions": {
        "four": '{{ regions([{"name": "India", "address": "/topics?region=in", "here": True},'
        f'{{"name": "{LONG}", "address": "/topics", "here": False}}]) }}}}',
    },
    "sources": {
        "two": f'{{{{ sources([{{"number": 1, "text": "{SENTENCE}", "read_as": "read second-hand", "link": ""}},'
        f'{{"number": 2, "text": "A. 2019.", "read_as": "seen", "link": "https://example.org/{LONG}"}}]) }}}}',
    },
    "stop_card": {
        "emergency": f'{{% call stop_card("Get help now") %}}<p>{SENTENCE}</p>{{% endcall %}}',
        "long": f'{{% call stop_card("{LONG}") %}}<p>{SENTENCE}</p>{{% endcall %}}',
    },
    "table": {
        "wide": f'{{{{ table({{"caption": "What is what", "heads": ["What", "{LONG}", "{LONG}"],'
        f'"rows": [["One", "{SENTENCE}", "2"], ["{LONG}", "", "3"]]}}) }}}}',
    },
    "summary": {"full": f'{{{{ summary({_SUMMARY}, "soon") }}}}'},
}
"""The examples of each file of components, by their names."""

CITED: Final = '<p id="source-1">One</p><p id="source-2">Two</p><p id="source-3">Three</p>'
OWN_HEADING: Final = ("stop_card", "summary")
ONE_A_PAGE: Final = ("stop_card", "summary", "error_summary")
"""Components that a page has once, so that each example has a page of its own."""


@cache
def macros() -> dict[str, tuple[str, ...]]:
    """Return the names of the macros in each file of components."""
    files = sorted((HERE / "components").glob("*.html"))
    return {file.stem: tuple(re.findall(r"{%-? macro (\w+)\(", file.read_text())) for file in files}


def pages(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the source of the pages that show all examples; `names` are the macros in each file of components."""
    shown = {}
    for component, examples in EXAMPLES.items():
        groups = [[one] for one in examples.items()] if component in ONE_A_PAGE else [list(examples.items())]
        for group in groups:
            body = "\n".join(f"<div>{source}</div>" for _, source in group)
            top = "" if component in OWN_HEADING else f"<h1>{component}</h1>"
            cited = CITED if component != "sources" else ""
            shown[f"{component}-{group[0][0]}".replace(" ", "-")] = (
                '{% extends "templates/base.html" %}\n{% block main %}\n'
                f'{{% from "components/{component}.html" import {", ".join(names[component])} %}}\n'
                f"{top}\n{body}\n{cited}\n{{% endblock %}}"
            )
    return shown
