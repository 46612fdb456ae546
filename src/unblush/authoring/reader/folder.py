"""A folder of YAML becomes a Pack, or the list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from unblush.authoring.model.advice import AdviceFile, RedFlagFile, WordsFile
from unblush.authoring.model.case import CaseFile
from unblush.authoring.model.claim import ClaimFile, FamilyFile, LabelledFile, LedgerCalibration, StanceFile
from unblush.authoring.model.clock import ClockFile
from unblush.authoring.model.conception import Conception
from unblush.authoring.model.condition import Condition
from unblush.authoring.model.pack import CalibrationFile, Manifest, Pack
from unblush.authoring.model.question import QuestionFile
from unblush.authoring.model.reading import AlarmFile, AnswerFile, AskedFile, ChecklistFile
from unblush.authoring.model.region import RegionFile
from unblush.authoring.model.source import CoverageFile, SourceFile, StatementFile
from unblush.authoring.reader.explain_errors import explain
from unblush.authoring.reader.yaml_source import Path, YamlSource, read_yaml
from unblush.errors import PackProblems, Problem

FILES: Final[dict[str, type[BaseModel]]] = {
    "pack.yaml": Manifest,
    "sources.yaml": SourceFile,
    "evidence/*.yaml": StatementFile,
    "questions/*.yaml": QuestionFile,
    "conditions/*.yaml": Condition,
    "red_flags.yaml": RedFlagFile,
    "advice/*.yaml": AdviceFile,
    "words/*.yaml": WordsFile,
    "regions.yaml": RegionFile,
    "clocks.yaml": ClockFile,
    "cases/*.yaml": CaseFile,
    "claims/*.yaml": ClaimFile,
    "stance.yaml": StanceFile,
    "families.yaml": FamilyFile,
    "sentences/*.yaml": LabelledFile,
    "stance_calibration.yaml": LedgerCalibration,
    "checklist.yaml": ChecklistFile,
    "alarms.yaml": AlarmFile,
    "answers/*.yaml": AnswerFile,
    "questions_asked.yaml": AskedFile,
    "coverage.yaml": CoverageFile,
    "calibration.yaml": CalibrationFile,
    "conception.yaml": Conception,
}
"""Which description each kind of file has: the one schema, also behind `unblush pack schema`."""

_LISTS: Final = {
    "sources": ("source", "sources"),
    "statements": ("statement", "statements"),
    "pages": ("page", "pages"),
    "red_flags": ("red flag", "red_flags"),
    "advice": ("advice", "advice"),
    "cases": ("case", "cases"),
    "regions": ("region", "regions"),
    "clocks": ("clock", "clocks"),
    "claims": ("claim", "claims"),
    "answers": ("answer", "answers"),
    "leaves_out": ("entry of the checklist", "leaves_out"),
    "quality": ("question of quality", "quality"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: its file and the path inside it."""

    source: YamlSource
    path: Path


@dataclass(frozen=True, slots=True)
class Written:
    """A pack together with where every record of it was written, so that checks can point at a line."""

    pack: Pack
    origins: Mapping[tuple[str, str], Origin]

    def problem(self, kind: str, name: str, inside: Path, what: str, mend: str = "") -> Problem:
        """Return a Problem at a place inside a record; `kind` is the field of Pack that holds it."""
        origin = self.origins[(kind, name)]
        return origin.source.problem((*origin.path, *inside), what, mend)


def read_folder(folder: FilePath) -> Written:
    """Read every file of a pack folder.

    Raises:
        PackProblems: all problems of all files at once: YAML slips, wrong shapes, duplicate and dangling ids.
    """
    problems: list[Problem] = []
    parsed: list[tuple[YamlSource, BaseModel]] = []
    for path, model in _files(folder, problems):
        try:
            source = read_yaml(path.read_bytes(), _shown(path, folder))
        except PackProblems as error:
            problems.extend(error.problems)
            continue
        try:
            parsed.append((source, model.model_validate(_freeze(source.value))))
        except ValidationError as error:
            problems.extend(explain(error, model, source))
    if problems:
        raise PackProblems(problems)
    parts, origins = _gather(parsed, folder, problems)
    if problems:
        raise PackProblems(problems)
    pack = Pack.model_construct(**parts)
    written = Written(pack, origins)
    problems.extend(written.problem(d.kind, d.owner, d.inside, d.what, d.mend) for d in pack.dangling())
    if problems:
        raise PackProblems(problems)
    return written


def _shown(path: FilePath, folder: FilePath) -> str:
    try:
        return path.resolve().relative_to(FilePath.cwd().resolve()).as_posix()
    except ValueError:
        return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _files(folder: FilePath, problems: list[Problem]) -> Iterator[tuple[FilePath, type[BaseModel]]]:
    if not (folder / "pack.yaml").is_file():
        raise PackProblems([Problem(str(folder), 0, 0, "there is no pack.yaml here", "name the folder of a pack")])
    known: set[FilePath] = set()
    for pattern, model in FILES.items():
        for path in sorted(folder.glob(pattern)):
            known.add(path)
            yield path, model
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in known and path.suffix in {".yaml", ".yml"}:
            mend = "known places: " + ", ".join(FILES)
            problems.append(Problem(_shown(path, folder), 0, 0, "no kind of file of a pack stands here", mend))


def _freeze(value: Any) -> Any:
    """Turn lists into tuples: the model is immutable and strict about it."""
    if isinstance(value, list):
        return tuple(_freeze(part) for part in value)
    if isinstance(value, dict):
        return {key: _freeze(part) for key, part in value.items()}
    return value


def _gather(
    parsed: list[tuple[YamlSource, BaseModel]], folder: FilePath, problems: list[Problem]
) -> tuple[dict[str, Any], dict[tuple[str, str], Origin]]:
    single = {"manifest", "conception", "cycle", "stance", "ledger_calibration"}
    rows = {"unused", "phrases", "sentences", "alarms", "asked", "families"}
    parts: dict[str, Any] = {field: {} for field in Pack.model_fields if field not in single | rows}
    parts |= dict.fromkeys(single - {"manifest"}) | dict.fromkeys(rows, ())
    origins: dict[tuple[str, str], Origin] = {}

    def add(kind: str, singular: str, name: str, record: Any, origin: Origin) -> None:
        if name in parts[kind]:
            first = origins[(kind, name)]
            line = first.source.positions[first.path][0]
            what = f"there already is a {singular} {name!r}, in {first.source.path}:{line}"
            problems.append(origin.source.problem(origin.path, what, "give one of the two another id"))
            return
        parts[kind][name] = record
        origins[(kind, name)] = origin

    for source, record in parsed:
        if isinstance(record, Manifest):
            parts["manifest"] = record
            origins[("manifest", "")] = Origin(source, ())
        elif isinstance(record, Condition):
            add("conditions", "condition", record.id, record, Origin(source, ()))
            stem = FilePath(source.path).stem
            if stem != record.id:
                what = f"the file is called {stem}.yaml and its id is {record.id!r}"
                problems.append(source.problem(("id",), what, f"rename it to {record.id}.yaml or change the id"))
        elif isinstance(record, WordsFile):
            for key, text in record.words.items():
                add("words", "word", key, text, Origin(source, ("words", key)))
        elif isinstance(record, CoverageFile):
            parts["unused"] += record.unused
            origins[("unused", "")] = Origin(source, ("unused",))
        elif isinstance(record, Conception):
            parts["conception"] = record
            origins[("conception", "")] = Origin(source, ())
        elif isinstance(record, StanceFile):
            parts["stance"] = record
            origins[("stance", "")] = Origin(source, ())
        elif isinstance(record, LedgerCalibration):
            parts["ledger_calibration"] = record
            origins[("ledger_calibration", "")] = Origin(source, ())
        elif isinstance(record, LabelledFile | AlarmFile | AskedFile | FamilyFile):
            field = next(iter(type(record).model_fields))
            for index, entry in enumerate(getattr(record, field)):
                origins[(field, str(len(parts[field])))] = Origin(source, (field, index))
                parts[field] += (entry,)
        elif isinstance(record, CalibrationFile):
            parts["calibration"] = record.complaints
            origins[("calibration", "")] = Origin(source, ())
        else:
            if isinstance(record, ClockFile):
                parts["cycle"], parts["phrases"] = record.cycle, record.phrases
                origins[("cycle", "")] = Origin(source, ("cycle",))
            for field, (singular, kind) in _LISTS.items():
                for index, entry in enumerate(getattr(record, field, ())):
                    add(kind, singular, entry.id, entry, Origin(source, (field, index)))
    _unique_items(parts["pages"], origins, problems)
    if "manifest" not in parts:
        raise PackProblems([*problems, Problem(str(folder), 0, 0, "pack.yaml could not be read")])
    return parts, origins


def _unique_items(pages: Mapping[str, Any], origins: Mapping[tuple[str, str], Origin], problems: list[Problem]) -> None:
    seen: dict[str, str] = {}
    for page in pages.values():
        names = [(("items", i), item.id) for i, item in enumerate(page.items)]
        names += [(("graded", i), graded.id) for i, graded in enumerate(page.graded)]
        origin = origins[("pages", page.id)]
        for inside, name in names:
            if name in seen:
                what = f"the id {name!r} is already used on page {seen[name]!r}"
                problems.append(origin.source.problem((*origin.path, *inside, "id"), what, "give it another id"))
            seen[name] = page.id
