"""`unblush conceive` as a person meets it: text, JSON, SVG, and what it refuses."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.store import CompiledPack, write_pack
from unblush.interfaces.cli.main import cli

SVG = "{http://www.w3.org/2000/svg}"
USUAL = ("--age", "34", "--cycle", "28", "--sex-on", "11,13")


@pytest.fixture
def run(packed: str):
    def invoke(*arguments: str):
        return CliRunner().invoke(cli, ["conceive", "--pack", packed, *arguments])

    return invoke


def drawn(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    return root


def document(run, *arguments: str) -> dict:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_the_command_of_the_manual(run) -> None:
    done = run(*USUAL)
    assert done.exit_code == 0
    assert "The chance in this cycle" in done.output
    assert re.search(r"bout \d+ to \d+ in 100", done.output)
    assert done.output.count("Sources") == 1
    assert max(map(len, (line for line in done.output.splitlines() if "http" not in line))) <= 80


def test_json_holds_ranges_and_sources(run) -> None:
    found = document(run, *USUAL)
    assert found["schema"] == "unblush.conception/1"
    assert found["chance"]["low"] <= found["chance"]["mid"] <= found["chance"]["high"]
    assert found["counts"] == "clinical_pregnancy"
    assert len(found["by_day"]) == 28
    assert found["sources"]
    assert len(found["shown"]["limits"]) >= 6
    table = found["pictures"]["tables"][0]["rows"]
    assert len(table) == 29
    assert len(table[0]) == 4


def test_leakage_is_answered_and_changes_not_one_digit(run) -> None:
    plain, leaked = document(run, *USUAL), document(run, *USUAL, "--leaked", "--told", "washed", "--told", "legs-up")
    for name in ("chance", "by_day", "by_cycle", "after_tried", "in_window", "ovulation_passed"):
        assert plain[name] == leaked[name]
    assert leaked["changes_nothing"] == ["leaked", "washed", "legs-up"]
    said = [line for line in leaked["shown"]["more"] if "1,957" in line["text"]]
    assert said
    assert said[0]["behind"]


def test_no_day_is_ever_called_safe(run) -> None:
    for arguments in (USUAL, ("--irregular",), ("--cycle", "28", "--unwanted", "--sex-on", "28")):
        output = run(*arguments).output.split("Sources")[0]
        assert "No day of a cycle is free" in output
        assert not re.search(r"\bsafe\b|infertile|\bfertile or\b", output.lower())
        assert not re.search(r"\b0 in 100", output)


def test_no_two_decimals_for_people(run) -> None:
    output = run(*USUAL, "--cycles", "6", "--volume", "2.5", "--concentration", "30", "--motility", "40").output
    before_sources = output.split("Sources")[0]
    assert not re.search(r"\d\.\d\d", before_sources)
    assert not re.search(r"\d ?%", before_sources)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--age", "38", "--route", "iui-frozen", "--cycles", "6", "--tried", "2"),
        ("--route", "ici-fresh"),
        ("--age", "30", "--cycles", "12"),
        ("--irregular", "--sex-on", "20"),
        ("--cycle", "30", "--lh-on", "16", "--sex-on", "15,16"),
        ("--temperature-rise-on", "15", "--sex-on", "13"),
        ("--set", "any", "--cycle", "28", "--sex-on", "13"),
        ("--set", "temperature", "--temperature-rise-on", "15", "--sex-on", "13"),
        ("--mucus", "best", "--sex-on", "13"),
        ("--age", "41", "--partner-age", "45", "--cycles", "12"),
        ("--age", "50"),
        ("--age", "15", "--unwanted"),
        ("--age", "15"),
        ("--unwanted", "--contact", "outside"),
        ("--unwanted", "--contact", "condom-intact", "--sex-on", "12", "--cycle", "28"),
        (),
    ],
)
def test_every_kind_of_question_has_text_document_and_picture(run, arguments) -> None:
    text = run(*arguments)
    assert text.exit_code == 0, text.output
    assert "What these numbers cannot know" in text.output
    assert document(run, *arguments)["closing"]
    drawn(run(*arguments, "--svg", "-").output)


def test_emergency_contraception_comes_before_any_number(run) -> None:
    output = run("--unwanted", "--age", "24").output
    assert output.index("unblush ask --complaint") < output.index("in 100")
    assert "age limit" not in output
    young = run("--unwanted", "--age", "15").output
    assert "age limit" in young
    assert "sex_without_consent" in young.replace("\n  ", "")


def test_a_semen_test_is_below_or_within(run) -> None:
    output = run("--volume", "2.5", "--concentration", "10", "--motility", "40").output
    assert "below the limit of 16" in output
    assert "within the limit of 1.4" in output


def test_the_picture_can_be_read_aloud(run) -> None:
    root = drawn(run(*USUAL, "--svg", "-").output)
    assert root.get("role") == "img"
    labels = root.get("aria-labelledby").split()
    texts = {part.get("id"): part.text for part in root.iter() if part.get("id")}
    assert all(texts[label] for label in labels)
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    table = root.find(f"{SVG}metadata").text
    assert "Cycle day" in table
    assert sum(line.count("\t") == 3 for line in table.splitlines()) == 29
    assert len(root.findall(f"{SVG}circle")) == 103
    assert not list(root.iter(f"{SVG}script"))
    assert "href" not in ET.tostring(root, encoding="unicode")


def test_the_picture_is_written_whole_beside_the_text(run, tmp_path: Path) -> None:
    target = tmp_path / "chance.svg"
    done = run(*USUAL, "--svg", str(target))
    assert done.exit_code == 0
    assert "The chance in this cycle" in done.output
    drawn(target.read_text())
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_left_where_a_picture_cannot_be_written(run, tmp_path: Path) -> None:
    missing = run(*USUAL, "--svg", str(tmp_path / "nowhere" / "a.svg"))
    assert missing.exit_code == 2
    assert "cannot be written" in missing.output
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "inside").write_text("kept")
    assert run(*USUAL, "--svg", str(folder)).exit_code == 2
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (("--sex-on", "11;13"), "such as 11,13"),
        (("--sex-on", "0"), "1 to 60"),
        (("--sex-on", ""), "such as 11,13"),
        (("--sex-on", "²"), "such as 11,13"),
        (("--cycle", "90"), "18 to 45"),
        (("--cycles", "25"), "1 to 24"),
        (("--cycles", "0"), "1 to 24"),
        (("--age", "42", "--cycles", "13"), "1 to 12"),
        (("--age", "7"), "range"),
        (("--irregular", "--cycle", "28"), "Give one"),
        (("--route", "iui-fresh", "--sex-on", "12"), "--cycles"),
        (("--route", "iui-fresh", "--unwanted"), "--route"),
        (("--set", "temperature"), "--temperature-rise-on"),
        (("--mucus", "best"), "--sex-on"),
        (("--contact", "inside"), "--unwanted"),
        (("--volume", "2"), "all three"),
        (("--told", "nothing"), "legs-up"),
        (("--json", "--svg", "-"), "Give --svg a file"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_to_write(run, arguments, mend) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert mend in done.output
    assert "Traceback" not in done.output


def test_a_pack_without_the_model_says_so(tiny: CompiledPack, tmp_path: Path) -> None:
    path = tmp_path / "tiny.json"
    write_pack(path, tiny.numbers, tiny.banks, tiny.catalogue, "")
    done = CliRunner().invoke(cli, ["conceive", "--pack", str(path)])
    assert done.exit_code == 2
    assert "no conception model" in done.output


def test_every_sentence_of_the_model_is_in_the_pack(pack: CompiledPack) -> None:
    catalogue: Catalogue = pack.catalogue
    for key in (*pack.conception.grounds, *pack.conception.limits):
        assert catalogue.words[key]
    for name in pack.conception.no_effect:
        assert catalogue.words[f"conception.told.{name}"]
