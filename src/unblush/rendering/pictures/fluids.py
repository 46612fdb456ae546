"""How a fluid may look: small drawings for the choices of the two "how it looks" questions.

Each shows the fluid on a piece of cloth, or in a glass. The cloth has one colour of its own on light and dark pages, so
that white, yellow and pink look the same on both; and no two drawings differ by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.rendering.pictures.picture import Picture, picture

WIDTH: Final = 96
HEIGHT: Final = 64
PAGES: Final = ("looks", "v_looks")
WITHOUT: Final = ("little_or_none", "like_the_product")
"""Choices that no drawing could show; the pack says why, under `picture.fluid_none`."""

_CLOTH = "#a9bccb"
_WEAVE = "#9cb0c0"
_THICK = (
    "M30 19C37 11 47 15 53 14C62 12 68 18 68 24C76 27 77 37 70 41C68 50 57 50 50 48"
    "C43 54 32 51 30 45C20 43 19 33 24 29C22 24 26 21 30 19Z"
)
_SMOOTH = "M27 21C35 13 59 12 68 20C77 28 75 42 65 47C54 53 37 53 28 46C18 39 19 28 27 21Z"
_WET = "M14 27C17 13 36 8 52 11C68 8 84 17 83 31C86 44 68 54 50 53C32 57 9 46 14 27Z"
_SMEAR = "M20 39C28 27 50 23 74 25C81 26 80 32 72 34C60 37 56 42 44 42C36 47 20 47 20 39Z"


def fluid_picture(item_id: str, words: Catalogue, prefix: str) -> Picture | None:
    """Return the drawing of one choice, or None for a choice that is no fluid or that no drawing could show."""
    draw = _DRAWN.get(item_id)
    if draw is None:
        return None
    label = next(item.label for page in PAGES for item in words.pages[page].items if item.id == item_id)
    look = words.word(f"picture.fluid.{item_id}")
    heads = (words.word("picture.fluid.column_label"), words.word("picture.fluid.column_look"))
    body = draw() if item_id == "cloudy_urine" else [*_cloth(), *draw()]
    return picture(prefix, label, look, body, HEIGHT, heads, [(label, look)], WIDTH)


def without_picture(item_id: str, words: Catalogue) -> str:
    """Return why a choice of a "how it looks" question has no drawing; empty for one that has."""
    return words.word(f"picture.fluid_none.{item_id}") if item_id in WITHOUT else ""


def _cloth() -> list[str]:
    threads = [f"M0 {y}H{WIDTH}" for y in range(8, HEIGHT, 8)] + [f"M{x} 0V{HEIGHT}" for x in range(8, WIDTH, 8)]
    return [
        f'<rect class="pic-cloth" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{_CLOTH}"/>',
        f'<path d="{"".join(threads)}" stroke="{_WEAVE}" stroke-width="0.6" fill="none"/>',
    ]


def _shape(points: str, fill: str, edge: str, opacity: float = 1.0) -> str:
    return f'<path d="{points}" fill="{fill}" fill-opacity="{opacity:g}" stroke="{edge}" stroke-width="1.2"/>'


def _shine(points: str, opacity: float = 0.9) -> str:
    """Return a bright stroke: what tells a wet or thick surface from a dry one."""
    return (
        f'<path d="{points}" fill="none" stroke="#ffffff" stroke-width="2" stroke-linecap="round" '
        f'stroke-opacity="{opacity:g}"/>'
    )


def _swirls(points: str) -> str:
    return f'<path d="{points}" fill="none" stroke="#fdfbf0" stroke-width="4" stroke-linecap="round"/>'


def _drop(x: float, y: float, size: float, fill: str, edge: str, opacity: float = 1.0) -> str:
    """Return a drop that lies on cloth: round, with a bright spot."""
    round_part = (
        f'<ellipse cx="{x:g}" cy="{y:g}" rx="{size:g}" ry="{size * 0.82:g}" fill="{fill}" '
        f'fill-opacity="{opacity:g}" stroke="{edge}" stroke-width="1.2"/>'
    )
    spot = (
        f'<ellipse cx="{x - size * 0.35:g}" cy="{y - size * 0.32:g}" rx="{size * 0.26:g}" ry="{size * 0.16:g}" '
        'fill="#ffffff" fill-opacity="0.95"/>'
    )
    return round_part + spot


def _rings(places: tuple[tuple[float, float, float], ...], edge: str, fill: str = "none") -> list[str]:
    return [
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}" stroke="{edge}" stroke-width="1"/>'
        for x, y, r in places
    ]


def _clear_slippery() -> list[str]:
    return [
        _shape("M30 30C44 35 58 30 76 19C62 34 46 41 32 38Z", "#dfeaf2", "#5f7a8f", 0.55),
        _drop(28, 35, 13, "#dfeaf2", "#5f7a8f", 0.6),
        _drop(77, 19, 4, "#dfeaf2", "#5f7a8f", 0.6),
    ]


def _milky_drops() -> list[str]:
    milk = ("#f6f6f1", "#6f8596", 0.85)
    return [_drop(30, 24, 8, *milk), _drop(52, 41, 9.5, *milk), _drop(72, 22, 6, *milk)]


def _semen_like() -> list[str]:
    lumps = ((38, 27, 4), (55, 24, 3.5), (60, 37, 4.5), (43, 41, 3))
    return [
        _shape(_THICK, "#f1efe6", "#6b7c88"),
        *_rings(lumps, "#c9c5b4", "#fbfaf5"),
        _shine("M29 27C31 22 36 20 41 19"),
    ]


def _yellow_green_pus() -> list[str]:
    return [
        _shape(_SMOOTH, "#d9d36a", "#7c7a26"),
        *_rings(((41, 34, 1.6), (50, 28, 2.2), (57, 38, 1.8), (64, 30, 1.4), (47, 42, 1.5)), "#a3a745", "#aeb84f"),
        _shine("M29 26C33 21 39 19 45 18", 0.7),
    ]


def _thin_grey_mucus() -> list[str]:
    return [
        _shape(_SMEAR, "#d5d8da", "#66747f", 0.7),
        '<path d="M28 40C40 33 54 31 70 29M34 42C44 38 52 36 60 34" fill="none" stroke="#8d979f" stroke-width="1"/>',
    ]


def _like_urine() -> list[str]:
    return [
        _shape(_WET, "#eddf8a", "#9a8a34", 0.55),
        _shape("M24 29C28 19 42 16 54 18C66 17 74 24 73 32", "none", "#c9b95a"),
        _drop(86, 54, 3.5, "#eddf8a", "#9a8a34", 0.7),
    ]


def _watery_pale() -> list[str]:
    return [
        _shape(_WET, "#e9ecd0", "#77889a", 0.5),
        _shape("M24 36C30 46 46 47 58 45", "none", "#92a2b0"),
        _drop(86, 54, 3.5, "#eef2ea", "#77889a", 0.7),
        _drop(10, 54, 2.5, "#eef2ea", "#77889a", 0.7),
    ]


def _cloudy_urine() -> list[str]:
    return [
        f'<rect class="pic-cloth" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{_CLOTH}"/>',
        '<path d="M31 8L35 57H61L65 8Z" fill="#eef4f8" fill-opacity="0.6"/>',
        '<path d="M32.3 24L35 57H61L63.7 24Z" fill="#ebe1a6"/>',
        _swirls("M38 34C44 28 50 38 58 31M38 43C46 37 50 47 59 40M39 51C45 46 52 54 58 48"),
        '<path d="M31 8L35 57H61L65 8" fill="none" stroke="#50687b" stroke-width="1.8" stroke-linejoin="round"/>',
        '<path d="M32.3 24H63.7" stroke="#8a7d3a" stroke-width="1.2"/>',
    ]


def _blood_in_fluid() -> list[str]:
    return [
        _drop(24, 28, 10, "#eaa9a9", "#8f4a4a"),
        _drop(49, 38, 10, "#b8202a", "#6d0f16"),
        _drop(73, 26, 10, "#74452a", "#40220f"),
    ]


def _white_paste() -> list[str]:
    crumbs = ((58, 22, 3), (66, 30, 4), (60, 40, 2.5), (72, 42, 3), (74, 22, 2), (52, 48, 2))
    return [
        _shape("M22 30L30 22L38 26L46 23L50 33L44 42L32 43L24 39Z", "#fbfbf7", "#74848f"),
        '<path d="M28 32L35 30M34 37L42 33" stroke="#b5bcc0" stroke-width="1.4"/>',
        *_rings(crumbs, "#74848f", "#fbfbf7"),
    ]


def _white_then_thin() -> list[str]:
    return [
        _shape("M10 24C16 15 30 17 34 24C40 32 36 44 26 45C14 47 5 36 10 24Z", "#f4f2ea", "#6b7c88"),
        *_rings(((18, 28, 3), (27, 35, 3.5)), "#c9c5b4", "#fbfaf5"),
        '<path d="M42 32H52M48 27.5L53 32L48 36.5" fill="none" stroke="#22313c" stroke-width="2"/>',
        _shape("M58 27C63 17 78 17 86 24C93 33 88 46 76 47C63 49 54 39 58 27Z", "#e6eef4", "#5f7a8f", 0.45),
    ]


def _stretchy_clear() -> list[str]:
    return [
        _shape("M17 27C34 32 62 32 79 27L79 37C62 32 34 32 17 37Z", "#e4eef5", "#5f7a8f", 0.6),
        _drop(16, 32, 9, "#e4eef5", "#5f7a8f", 0.7),
        _drop(80, 32, 9, "#e4eef5", "#5f7a8f", 0.7),
    ]


def _white_smooth() -> list[str]:
    return [_shape(_SMOOTH, "#faf6e6", "#7d7a63"), _shine("M30 25C36 19 46 17 56 18"), _shine("M60 20L62 21")]


def _thin_grey_coat() -> list[str]:
    return [
        _shape(_WET, "#cfd2d0", "#69757c", 0.75),
        '<path d="M22 26H72M18 33H78M22 40H74" stroke="#a3abad" stroke-width="1" stroke-dasharray="9 5"/>',
    ]


def _thick_curdy() -> list[str]:
    lumps = ((32, 26, 7), (45, 22, 8), (58, 27, 7.5), (38, 38, 8), (52, 40, 8.5), (66, 38, 6), (46, 31, 6))
    return _rings(lumps, "#7f8a90", "#fcfbf4")


def _yellow_green_frothy() -> list[str]:
    bubbles = ((34, 26, 4), (44, 34, 5.5), (55, 24, 3.5), (61, 36, 4.5), (37, 41, 3), (51, 43, 2.5), (47, 21, 2.5))
    return [_shape(_SMOOTH, "#c6cd63", "#6d7226"), *_rings(bubbles, "#6d7226", "#eef0c4")]


def _rotten_brown() -> list[str]:
    return [
        _shape("M10 26C16 15 34 16 40 24C46 34 40 46 28 47C14 48 5 38 10 26Z", "#8c9478", "#4f563e"),
        _shape("M54 22C62 15 78 17 84 25C90 35 82 48 70 47C56 47 47 34 54 22Z", "#7a4f30", "#40220f"),
        '<path d="M16 32H32M20 38H34" stroke="#6d745a" stroke-width="1.2"/>',
        '<path d="M62 28L74 40M70 26L79 34" stroke="#5a371d" stroke-width="1.2"/>',
    ]


def _pink_or_red() -> list[str]:
    return [
        _shape("M14 28C19 14 44 12 57 19C67 26 65 42 52 47C36 53 9 46 14 28Z", "#efbcbc", "#9a5757"),
        '<path d="M22 30C30 25 36 33 46 26M26 39C34 34 42 42 54 35" fill="none" stroke="#b8202a" stroke-width="2"/>',
        _drop(79, 36, 7, "#b8202a", "#6d0f16"),
    ]


_DRAWN: Final[Mapping[str, Callable[[], list[str]]]] = {
    "clear_slippery": _clear_slippery,
    "milky_drops": _milky_drops,
    "semen_like": _semen_like,
    "yellow_green_pus": _yellow_green_pus,
    "thin_grey_mucus": _thin_grey_mucus,
    "like_urine": _like_urine,
    "cloudy_urine": _cloudy_urine,
    "blood_in_fluid": _blood_in_fluid,
    "white_paste": _white_paste,
    "white_then_thin": _white_then_thin,
    "stretchy_clear": _stretchy_clear,
    "white_smooth": _white_smooth,
    "thin_grey_coat": _thin_grey_coat,
    "thick_curdy": _thick_curdy,
    "yellow_green_frothy": _yellow_green_frothy,
    "rotten_brown": _rotten_brown,
    "pink_or_red": _pink_or_red,
    "watery_pale": _watery_pale,
}
