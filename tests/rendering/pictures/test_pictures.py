"""What holds for every picture: sound XML, ids of its own, a title and description, nothing a strict page forbids."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.pictures import sound
from unblush.compiled.store import CompiledPack
from unblush.rendering.amounts import in_ten
from unblush.rendering.conception_report import IconView
from unblush.rendering.pictures.fluids import PAGES, WITHOUT, fluid_picture, without_picture
from unblush.rendering.pictures.icon_array import icon_array_of_hundred, icon_array_of_ten
from unblush.rendering.pictures.interval_bar import Share, interval_bar, interval_bars


def classes(root: ET.Element, name: str) -> int:
    return sum(node.get("class") == name for node in root.iter())


@given(ends=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_ten_signs_agree_with_the_words(pack: CompiledPack, ends: list[float]) -> None:
    low, high = ends
    words = pack.catalogue
    picture = icon_array_of_ten(low, high, words, "a")
    sound(picture)
    full, half, empty = (int(row[1]) for row in picture.rows)
    assert full + half + empty == 10
    said = in_ten(words, low, high)
    assert picture.title.lower() == said.lower()
    named = [int(number) for number in re.findall(r"\d+(?! in|\d)(?=\D)", said.replace("in 10", ""))]
    if said.startswith("about"):
        assert [full, full + half][: len(named)] == named
    elif said.startswith("up to"):
        assert (full, full + half) == (0, named[0])
    elif said.endswith("or more"):
        assert (full, full + half) == (named[0], 10)
    bar = interval_bar(low, high, words, "b")
    sound(bar)
    assert bar.rows[0][1:3] == (str(full), str(full + half))


@pytest.mark.parametrize(
    ("low", "high", "signs"), [(0.52, 0.81, (5, 3, 2)), (0.0, 0.04, (0, 0, 10)), (0.96, 1, (10, 0, 0))]
)
def test_ten_signs_are_drawn(pack: CompiledPack, low: float, high: float, signs: tuple[int, int, int]) -> None:
    picture = icon_array_of_ten(low, high, pack.catalogue, "one")
    root = sound(picture)
    in_legend = [count > 0 for count in signs]
    full, half, empty = (count + shown for count, shown in zip(signs, in_legend, strict=True))
    assert classes(root, "pic-fill") == full + half
    assert classes(root, "pic-ring") == half + empty
    assert tuple(int(row[1]) for row in picture.rows) == signs


def test_a_hundred_signs_say_what_the_report_says(pack: CompiledPack) -> None:
    view = IconView("Chance", "A desc", "legend", 8, 7, (("would", 8), ("might", 7), ("not", 85)))
    picture = icon_array_of_hundred(view, pack.catalogue, "h")
    root = sound(picture)
    assert classes(root, "pic-fill") == 8 + 7 + 2
    assert picture.rows == (("would", "8"), ("might", "7"), ("not", "85"))


def test_several_shares_stand_on_one_scale(pack: CompiledPack) -> None:
    shares = (Share("Thrush", 0.52, 0.81), Share("A name that is long enough to be broken over two lines", 0, 0.04))
    picture = interval_bars(shares, pack.catalogue, "s")
    sound(picture)
    assert [row[:3] for row in picture.rows] == [("Thrush", "5", "8"), (shares[1].label, "0", "0")]
    assert picture.rows[1][3] == "fewer than 1 in 10"


def test_every_choice_of_the_fluid_questions_is_drawn_or_says_why_not(pack: CompiledPack) -> None:
    words = pack.catalogue
    items = [item for page in PAGES for item in words.pages[page].items]
    looks = set()
    for item in items:
        picture = fluid_picture(item.id, words, f"fluid-{item.id}")
        if picture is None:
            assert without_picture(item.id, words)
            continue
        sound(picture)
        assert not without_picture(item.id, words)
        assert picture.title == item.label
        looks.add(re.sub(r"fluid-\w+|#[0-9a-f]{6}|<title.*|<desc.*", "", picture.svg))
    assert len(looks) == len(items) - len(WITHOUT), "two drawings differ by colour alone"
    assert set(WITHOUT) <= {item.id for item in items}
    assert fluid_picture("urethra_itch", words, "x") is None
