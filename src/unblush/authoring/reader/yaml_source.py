"""Strict YAML: text to plain values, each with its line and column, and every slip a Problem.

PyYAML reads `no` as False, `12:30` as 750, `010` as 8 and keeps the last of two equal keys in silence. Here plain
scalars follow the YAML 1.2 core schema, and what people get wrong is refused with the line to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from unblush.errors import PackProblems, Problem

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 24

Path = tuple[str | int, ...]
Position = tuple[int, int]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_OCTAL_LOOK = re.compile(r"[-+]?0[0-9_]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"([-+]?\.inf)|\.nan", re.IGNORECASE)
_YES_NO = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false"])


@dataclass(slots=True)
class YamlSource:
    """A parsed file: its value, the position of every value and key, and its lines for excerpts."""

    path: str
    value: Any
    positions: dict[Path, Position]
    key_positions: dict[Path, Position]
    lines: list[str]

    def problem(self, where: Path, what: str, mend: str = "", *, at_key: bool = False) -> Problem:
        """Return a Problem at the value (or key) of `where`, or at its nearest known parent."""
        first, second = (self.key_positions, self.positions) if at_key else (self.positions, self.key_positions)
        place = where
        while place not in first and place not in second and place:
            place = place[:-1]
        line, column = first.get(place) or second.get(place) or (1, 1)
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, what, mend, excerpt)


@dataclass(slots=True)
class _Frame:
    value: Any
    path: Path
    key: str | None = None
    seen: set[str] = field(default_factory=set)


def read_yaml(data: bytes, path: str) -> YamlSource:
    """Read one YAML document.

    Raises:
        PackProblems: with every slip found, each with its line.
    """
    text = _decode(data, path)
    source = YamlSource(path, None, {}, {}, text.splitlines())
    problems: list[Problem] = []
    try:
        _build(text, source, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = f"this is not YAML: {error.problem or error.context}"
        excerpt = source.lines[line - 1] if line <= len(source.lines) else ""
        mend = "indent with spaces, never tabs" if "\t" in excerpt else "check quotes, colons and indentation here"
        problems.append(Problem(path, line, column, what, mend, excerpt))
    except yaml.YAMLError as error:
        problems.append(Problem(path, 1, 1, f"this is not YAML: {error}", "remove the character that is named"))
    if problems:
        raise PackProblems(problems)
    return source


def _decode(data: bytes, path: str) -> str:
    if len(data) > MOST_BYTES:
        raise PackProblems(
            [Problem(path, 0, 0, f"the file has {len(data):,} bytes, above {MOST_BYTES:,}", "split it into files")]
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackProblems([Problem(path, line, 1, "this is not UTF-8 text", "save the file as UTF-8")]) from None


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_Loader))


def _build(text: str, source: YamlSource, problems: list[Problem]) -> None:
    stack: list[_Frame] = []
    documents = 0
    for event in _events(text):
        mark = event.start_mark
        position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.append(_at(source, position, "a second document begins here", "keep one document a file"))
                return
        elif isinstance(event, yaml.AliasEvent):
            problems.append(_at(source, position, f"*{event.anchor} repeats another part", "write it out in full"))
            _place(stack, source, None, position)
        elif isinstance(event, yaml.ScalarEvent):
            _check_decorations(event, source, position, problems)
            if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                _open_key(stack[-1], event, source, position, problems)
            else:
                value = event.value if event.style else _plain(event.value, source, position, problems)
                _place(stack, source, value, position)
        elif isinstance(event, yaml.CollectionStartEvent):
            _check_decorations(event, source, position, problems)
            if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                problems.append(_at(source, position, "a key must be a plain word", "write `word: value`"))
                return
            if len(stack) >= DEEPEST:
                problems.append(_at(source, position, f"nested deeper than {DEEPEST} levels", "flatten this part"))
                return
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            path = _place(stack, source, value, position)
            stack.append(_Frame(value, path))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()


def _open_key(frame: _Frame, event: Any, source: YamlSource, position: Position, problems: list[Problem]) -> None:
    key = str(event.value)
    if not event.style and key.lower() in _YES_NO:
        problems.append(_at(source, position, f"the bare word {key} means yes or no in YAML", f"write '{key}'"))
    if key == "<<":
        problems.append(_at(source, position, "merge keys are not read", "write the entries out in full"))
    if key in frame.seen:
        problems.append(_at(source, position, f"the key {key!r} stands twice", "keep one of the two"))
    frame.seen.add(key)
    frame.key = key
    source.key_positions[(*frame.path, key)] = position


def _place(stack: list[_Frame], source: YamlSource, value: Any, position: Position) -> Path:
    if not stack:
        source.value = value
        source.positions[()] = position
        return ()
    frame = stack[-1]
    if isinstance(frame.value, dict):
        key = frame.key or ""
        frame.key = None
        frame.value[key] = value
        path: Path = (*frame.path, key)
    else:
        frame.value.append(value)
        path = (*frame.path, len(frame.value) - 1)
    source.positions[path] = position
    return path


def _check_decorations(event: Any, source: YamlSource, position: Position, problems: list[Problem]) -> None:
    if event.anchor:
        problems.append(_at(source, position, f"&{event.anchor} marks a part for repeating", "write it out in full"))
    if event.tag and event.tag != "!":
        problems.append(_at(source, position, f"the tag {event.tag} is not read", "write the value alone"))


def _plain(text: str, source: YamlSource, position: Position, problems: list[Problem]) -> Any:
    """Resolve a plain scalar by the YAML 1.2 core schema, refusing what people misread."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if text.lower() in _YES_NO:
        mend = f"write '{text}' for the word, or true or false"
        problems.append(_at(source, position, f"the bare word {text} means yes or no in YAML", mend))
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL_LOOK.fullmatch(text):
        mend = f"write {text.lstrip('0_') or 0} for the number, or '{text}' for the text"
        problems.append(_at(source, position, f"{text} begins with a zero", mend))
        return text
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL_FLOAT.fullmatch(text):
        problems.append(_at(source, position, f"{text} is not a number that can be used", "write a finite number"))
    return text


def _at(source: YamlSource, position: Position, what: str, mend: str) -> Problem:
    line, column = position
    excerpt = source.lines[line - 1] if line <= len(source.lines) else ""
    return Problem(source.path, line, column, what, mend, excerpt)
