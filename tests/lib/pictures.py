"""What holds for every picture, for the tests of all of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from unblush.rendering.pictures.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"


def sound(picture: Picture) -> ET.Element:
    """Check what holds for every picture, and return its root."""
    root = ET.fromstring(picture.svg)  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(name and name.startswith(f"{picture.id}-") for name in ids)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == picture.title  # noqa: PT018
    assert desc is not None and desc.text == picture.desc  # noqa: PT018
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    forbidden = re.findall(r"<style|<script|\bstyle=|href|\bon\w+=|<image|<foreignObject|url\((?!#)", picture.svg)
    assert not forbidden
    for used in re.findall(r"url\(#([^)]+)\)", picture.svg):
        assert used in ids
    width = float((root.get("viewBox") or "").split()[2])
    sizes = [float(node.get("font-size", "13")) for node in root.iter(f"{SVG}text")]
    assert all(size * 320 / width >= 12 for size in sizes)
    inside = [float(node.get("y", "0")) for node in root.iter(f"{SVG}text")]
    assert all(0 < y <= float((root.get("viewBox") or "").split()[3]) for y in inside)
    assert picture.title
    assert picture.desc
    assert picture.rows
    assert all(len(row) == len(picture.heads) for row in picture.rows)
    return root
