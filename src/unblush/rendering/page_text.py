"""A page report as plain lines, and as one self-contained HTML file that prints."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.rendering.page_report import ClaimView, PageReport
from unblush.rendering.terminal import cited, heading, source_lines, wrap

MOST_GAPS: Final = 12
"""What a page leaves out is told up to so many things, the most harmful first; the HTML and JSON have all."""


def lines_of_page(report: PageReport, words: Catalogue) -> Iterator[str]:
    """Yield a page report as lines at most 80 columns wide."""
    yield from wrap(words.word("page.heading", title=report.title or words.word("page.untitled")))
    for text in (report.language_note, report.summary, report.worst):
        if text:
            yield from wrap(text)
    for outcome, count in report.counts.items():
        yield from wrap(f"{words.word(f'page.mark.{outcome}')}: {count}", "- ")
    if report.claims:
        yield from heading(words.word("page.claims"))
        for view in report.claims:
            yield from _claim_lines(view, words)
    if report.left_out:
        yield from heading(words.word("page.left_out"))
        for gap in report.left_out[:MOST_GAPS]:
            yield from wrap(gap.title + ".", "* ")
            yield from wrap(cited(gap.text, gap.behind), "  ")
        if len(report.left_out) > MOST_GAPS:
            yield from wrap(words.word("page.more_left_out", count=len(report.left_out) - MOST_GAPS))
    if report.sells:
        yield from heading(words.word("page.sells"))
        for text in report.sells:
            yield from wrap(f'"{text}"', "- ")
    if report.quality:
        yield from heading(words.word("page.made"))
        yield from wrap(report.quality)
        for mark, lines in (("+", report.good), ("-", report.bad)):
            for text in lines:
                yield from wrap(text, f"{mark} ")
    if report.dropped:
        yield from heading(words.word("page.furniture"))
        for text in report.dropped:
            yield from wrap(text, "- ")
    if report.sources:
        yield from heading(words.word("result.sources"))
        yield from source_lines(report.sources)
    yield ""
    for text in report.closing:
        yield from wrap(text)


def _claim_lines(view: ClaimView, words: Catalogue) -> Iterator[str]:
    yield ""
    yield from wrap(f'{view.mark}: "{view.quote}"', "* ")
    yield from wrap(view.says, "  ")
    yield from wrap(cited(view.why, view.behind), "  ")
    for text in (*view.changes_when, view.matters):
        if text:
            yield from wrap(text, "  ")
    if view.again:
        yield from wrap(words.word("page.again", times=view.again), "  ")


STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
article { border-left: .3rem solid currentColor; padding-left: 1rem; margin: 1.2rem 0; }
q { font-style: italic; } strong.mark { display: block; }
li { margin: .3rem 0; } a { overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } article { break-inside: avoid; } }
"""


def html_of_page(report: PageReport, words: Catalogue) -> str:
    """Return a page report as one HTML file: no script, nothing loaded from elsewhere."""
    title = escape(words.word("page.heading", title=report.title or words.word("page.untitled")))
    body = [f"<h1>{title}</h1>"]
    body += [f"<p>{escape(text)}</p>" for text in (report.language_note, report.summary, report.worst) if text]
    counts = [f"{words.word(f'page.mark.{outcome}')}: {count}" for outcome, count in report.counts.items()]
    body += _list(counts)
    if report.claims:
        body.append(f"<h2>{escape(words.word('page.claims'))}</h2>")
        body += [_article(view, words) for view in report.claims]
    if report.left_out:
        body.append(f"<h2>{escape(words.word('page.left_out'))}</h2>")
        body += [f"<h3>{escape(gap.title)}</h3><p>{escape(cited(gap.text, gap.behind))}</p>" for gap in report.left_out]
    for key, lines in (("page.sells", report.sells), ("page.furniture", report.dropped)):
        if lines:
            body.append(f"<h2>{escape(words.word(key))}</h2>")
            body += _list(lines)
    if report.quality:
        body.append(f"<h2>{escape(words.word('page.made'))}</h2><p>{escape(report.quality)}</p>")
        body += _list([f"+ {text}" for text in report.good] + [f"\u2212 {text}" for text in report.bad])
    if report.sources:
        body.append(f"<h2>{escape(words.word('result.sources'))}</h2><ol>")
        for source in report.sources:
            link = f' <a href="{escape(source.link)}" rel="noreferrer">{escape(source.link)}</a>' if source.link else ""
            body.append(f'<li value="{source.number}">{escape(source.text)} ({escape(source.read_as)}){link}</li>')
        body.append("</ol>")
    body += [f"<p>{escape(text)}</p>" for text in report.closing]
    phone = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<meta charset="utf-8">{phone}<title>{title}</title>'
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    inside = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}{policy}<style>{STYLE}</style></head>\n'
        f"<body><main>\n{inside}\n</main></body></html>\n"
    )


def _article(view: ClaimView, words: Catalogue) -> str:
    lines = [view.says, cited(view.why, view.behind), *view.changes_when, view.matters]
    if view.again:
        lines.append(words.word("page.again", times=view.again))
    inside = "".join(f"<p>{escape(text)}</p>" for text in lines if text)
    return f'<article><strong class="mark">{escape(view.mark)}</strong><q>{escape(view.quote)}</q>{inside}</article>'


def _list(lines: tuple[str, ...] | list[str]) -> list[str]:
    return ["<ul>", *(f"<li>{escape(text)}</li>" for text in lines), "</ul>"] if lines else []
