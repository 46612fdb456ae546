"""Words for people: reading grade, and words that shame, alarm or promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unblush.authoring.reader.folder import Written
from unblush.authoring.reader.yaml_source import Path
from unblush.errors import MissingExtra, Problem

HIGHEST_GRADE: Final = 8.0
_FEWEST_WORDS: Final = 6
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


def check_wording(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each patient text above the reading grade or with a word we never say."""
    manifest = written.pack.manifest
    exempt = re.compile(
        r"\b(" + "|".join(re.escape(t) for t in sorted(manifest.exempt_terms, key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )
    never = [(word, re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)) for word in manifest.never_say]
    for kind, name, inside, text in patient_texts(written):
        for word, pattern in never:
            if pattern.search(text):
                yield written.problem(kind, name, inside, f"we never say {word!r}", "say it kindly and exactly")
        grade = reading_grade(exempt.sub("thing", text))
        if grade > HIGHEST_GRADE:
            mend = "shorter sentences and shorter words; a term that people need goes to `exempt_terms` in pack.yaml"
            yield written.problem(
                kind, name, inside, f"reading grade {grade:.1f} is above {HIGHEST_GRADE:.0f}: {text!r}", mend
            )


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text (Kincaid 1975); 0 for fewer than six words.

    Raises:
        MissingExtra: where the `readability` package is not installed.
    """
    try:
        import readability  # noqa: PLC0415 - only authors need it
    except ImportError:
        raise MissingExtra("authoring", "the reading grade") from None
    sentences = [" ".join(re.findall(r"[\w'’-]+", part)) for part in _SENTENCE_END.split(text.strip())]
    sentences = [sentence for sentence in sentences if sentence]
    if sum(len(sentence.split()) for sentence in sentences) < _FEWEST_WORDS:
        return 0.0
    measures = readability.getmeasures([sentence + " ." for sentence in sentences], lang="en")
    return float(measures["readability grades"]["Kincaid"])


def patient_texts(written: Written) -> Iterator[tuple[str, str, Path, str]]:
    """Yield every text that a person sees, with the kind, id and place of its record."""
    pack = written.pack
    for page in pack.pages.values():
        for field in ("ask", "ask_other", "why", "help", "none_label"):
            if text := getattr(page, field):
                yield "pages", page.id, (field,), text
        for index, item in enumerate(page.items):
            for field in ("label", "label_other", "explain"):
                if text := getattr(item, field):
                    yield "pages", page.id, ("items", index, field), text
    for c in pack.conditions.values():
        yield "conditions", c.id, ("name", "plain"), c.name.plain
        yield "conditions", c.id, ("urgency", "because"), c.urgency.because
        for field in ("what", "fluid", "normal", "who"):
            if (sourced := getattr(c, field)) is not None:
                yield "conditions", c.id, (field, "text"), sourced.text
        for index, common in enumerate(c.how_common):
            yield "conditions", c.id, ("how_common", index, "text"), common.text
    for flag in pack.red_flags.values():
        for field in ("title", "do", "because"):
            yield "red_flags", flag.id, (field,), getattr(flag, field)
    for advice in pack.advice.values():
        yield "advice", advice.id, ("text",), advice.text
        if advice.text_other:
            yield "advice", advice.id, ("text_other",), advice.text_other
    for answer in pack.answers.values():
        yield "answers", answer.id, ("question",), answer.question
        yield "answers", answer.id, ("answer", "text"), answer.answer.text
    for left in pack.leaves_out.values():
        yield "leaves_out", left.id, ("title",), left.title
        yield "leaves_out", left.id, ("text",), left.text
    for claim in pack.claims.values():
        yield "claims", claim.id, ("claim",), claim.claim
        yield "claims", claim.id, ("why", "text"), claim.why.text
        yield "claims", claim.id, ("matters", "text"), claim.matters.text
        for index, text in enumerate(claim.changes_when):
            yield "claims", claim.id, ("changes_when", index), text
    for clock in pack.clocks.values():
        for field in ("title", "do", "over", "unknown"):
            if text := getattr(clock, field):
                yield "clocks", clock.id, (field,), text
        for index, note in enumerate(clock.notes):
            yield "clocks", clock.id, ("notes", index, "text"), note.text
    for index, complaint in enumerate(pack.manifest.complaints):
        for field in ("opening", "entry", "entry_other"):
            yield "manifest", "", ("complaints", index, field), getattr(complaint, field)
    for region in pack.regions.values():
        for field in ("urgent", "clinic", "reporting"):
            yield "regions", region.id, (field,), getattr(region, field)
    for key, text in pack.words.items():
        yield "words", key, (), text
