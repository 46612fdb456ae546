"""Furniture goes by whole blocks; what only looks like it stays."""

from __future__ import annotations

import pytest

from lib.pages import BODY
from unblush.pages import read_text

PROSE = "\n\n".join(BODY)


def kept(text: str) -> list[str]:
    return [sentence.text for sentence in read_text(text).sentences]


def test_a_list_of_other_pages_at_the_end_goes_with_its_texts() -> None:
    tail = (
        "Latest articles\n\nswollen gland by the ear\n\nIf your gland is swollen and it hurts you, read on. Read more"
    )
    assert kept(f"{PROSE}\n\n{tail}") == list(BODY)


def test_a_box_of_links_amid_the_text_does_not_take_the_rest_with_it() -> None:
    box = "Related articles\n\nTen foods for sleep\n\nYour heart and you"
    assert kept(f"{BODY[0]}\n\n{BODY[1]}\n\n{box}\n\nOn the toilet\n\n{BODY[2]}\n\n{BODY[3]}") == [
        BODY[0],
        BODY[1],
        "On the toilet",
        BODY[2],
        BODY[3],
    ]


def test_signs_to_watch_for_are_no_menu_even_without_bullets() -> None:
    signs = ["Blood in it", "A fever", "Pain that stays"]
    assert kept(f"{PROSE}\n\nGo today if you have:\n\n" + "\n\n".join(signs)) == [
        *BODY,
        "Go today if you have:",
        *signs,
    ]
    assert set(signs) <= set(kept(f"{BODY[0]}\n\nWhen to go\n\n" + "\n".join(signs) + f"\n\n{BODY[1]}"))
    assert set(signs) <= set(kept(f"{PROSE}\n\nWhen to go\n\n" + "\n".join(signs)))


def test_signs_to_watch_for_stay_on_a_page_that_has_hardly_any_text() -> None:
    signs = ["Blood in it", "A fever", "You cannot pee"]
    page = (
        "Home\nAbout us\n\nWhen to go\n\n"
        + "\n".join(signs)
        + "\n\nGo today.\n\n© 2024 Example\nTerms of use\nHappy Gut"
    )
    assert kept(page) == ["When to go", *signs, "Go today."]


def test_the_same_sign_under_two_headings_stays_twice() -> None:
    first, second = "Signs of one illness:\n\n• A fever.\n• Pain.", "Signs of another:\n\n• A fever.\n• Thirst."
    text = f"{BODY[0]}\n\n{first}\n\n{BODY[1]}\n\n{second}"
    assert kept(text).count("A fever.") == 2


def test_the_same_heading_over_two_texts_stays_twice() -> None:
    text = (
        f"One illness\n\n{BODY[0]}\n\nTreatment\n\n{BODY[1]}\n\nAnother illness\n\n{BODY[2]}\n\nTreatment\n\n{BODY[3]}"
    )
    assert kept(text).count("Treatment") == 2


def test_a_table_of_contents_goes_and_its_headings_stay() -> None:
    names = ["Standing up", "On the toilet", "When it stops"]
    body = "\n\n".join(f"{name}\n\n{text}" for name, text in zip(names, BODY[1:], strict=True))
    text = f"Why fluid runs out\n\n{BODY[0]}\n\nContents\n\n" + "\n".join(names) + f"\n\n{body}"
    assert [line for line in kept(text) if line in names] == names
    assert [piece.why for piece in read_text(text).dropped] == ["contents"] * 4


def test_a_list_that_says_what_follows_stays_where_no_heading_repeats_it() -> None:
    assert kept(f"This page tells of:\n\nStanding up.\n\nThe toilet.\n\n{PROSE}")[:3] == [
        "This page tells of:",
        "Standing up.",
        "The toilet.",
    ]


def test_a_heading_for_a_list_does_not_colour_what_comes_after() -> None:
    page = read_text(f"{BODY[0]}\n\nSigns of an illness:\n\n• A fever.\n• Thirst.\n\n{BODY[1]}")
    heading = {s.text: s.heading for s in page.sentences}
    assert heading["Thirst."] == "Signs of an illness"
    assert heading[BODY[1]] == ""


def test_a_wide_gap_ends_a_section_whose_next_heading_was_lost() -> None:
    page = read_text(f"On the toilet\n\n{BODY[0]}\n\n{BODY[1]}\n\n\n\n\n{BODY[2]}\n\n{BODY[3]}")
    assert [s.heading for s in page.sentences[1:]] == ["On the toilet", "On the toilet", "", ""]


def test_items_that_name_themselves_hang_under_the_line_that_announces_them() -> None:
    page = read_text(
        f"{BODY[0]}\n\nCare for one illness includes:\n\nWalking: it helps a lot, and you can start today.\n\n{BODY[1]}"
    )
    assert [(s.heading, s.kind) for s in page.sentences][2] == ("Care for one illness includes", "list")


@pytest.mark.parametrize(
    "line",
    [
        "By the next day most of it is gone.",
        "Share what you feel with your partner.",
        "Contact your doctor if it hurts.",
        "Follow your doctor's plan for it.",
        "Home tests are not reliable for this.",
        "Call an ambulance now.",
        "Figure out what makes it better.",
        "Read the leaflet before you take it.",
        "It was reviewed in 2020 by a group of nurses and found to be safe for most.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert line in kept(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Reviewed for accuracy by Ann Example, expert in kits", "byline"),
        ("Medically reviewed by Dr. Ann Example on March 3, 2024", "byline"),
        ("Last updated: 12 March 2024", "byline"),
        ("March 3, 2024 · 5 min read", "byline"),
        ("Photo: Ann Example / Pictures", "caption"),
        (
            "The sidebar does not have any content yet.",
            "placeholder",
        ),
        ("Add your offer here", "placeholder"),
        ("We may earn a commission if you buy through links on this page.", "advert"),
        ("Subscribe to our newsletter", "newsletter"),
        ("By using this site, you agree that we use cookies.", "cookies"),
        ("Home › Blog › Leaks", "menu"),
        ("Page 3 of 9", "page-number"),
        ("Copyright 2024 Example Ltd.", "copyright"),
        ("hello@example.org", "address"),
        ("Share on Facebook", "share"),
        ("Read Also: How to Sleep Well: Proven Tips", "teaser"),
        ("* * *", "short"),
    ],
)
def test_one_line_alone_can_give_itself_away(line: str, why: str) -> None:
    page = read_text(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}")
    assert [(piece.text, piece.why) for piece in page.dropped] == [(line.strip("* "), why)] or page.dropped[
        0
    ].why == why
    assert [s.text for s in page.sentences] == [BODY[0], BODY[1]]


def test_a_wrapped_text_is_joined_into_paragraphs() -> None:
    text = """Many people see some fluid run out after sex, and it is only
rarely a sign of illness. Gravity draws it down as soon as
you stand up, and most of it is water. In London this was
measured once. It stops

Next part

Fluid can also come when you strain on the toilet, because
the bowel presses on a gland.
"""
    assert len(kept(text)) == 6
