"""Terms of the ledger: open endings, gaps, contractions; and one slip of the keys is mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.claims.grams import Likeness
from unblush.claims.spelling import Speller
from unblush.compiled.bags import fold, grams_of, rarity_of, unfold
from unblush.compiled.terms import TermIndex, met, term_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It doesn't leak.", ("it", "does", "not", "leak")),
        ("You can\u2019t, won't and cannot", ("you", "can", "not", "will", "not", "and", "can", "not")),
        ("Guillain-Barr\u00e9 caf\u00e9", ("guillain", "barre", "cafe")),
        ("35% of 1,000", ("35", "of", "1", "000")),
        ("", ()),
    ],
)
def test_texts_become_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("leak*", "Leakage leaks and leaked", (0, 1, 3)),
        ("leak", "leakage", ()),
        ("run* out", "it runs right back out again", (1,)),
        ("run* out", "it runs on and on and on until out", ()),
        ("no effect", "it has no real effect", (2,)),
        ("no effect", "effect? no", ()),
    ],
)
def test_a_term_is_found_where_it_stands(term: str, text: str, found: tuple[int, ...]) -> None:
    words = words_of(text)
    assert met([term], words) == found
    assert TermIndex([term]).find(words) == ({term: found} if found else {})


@given(
    st.lists(st.sampled_from(["leak*", "run* out", "no", "semen", "s*", "out of"]), min_size=1),
    st.text("abnorsemlku t"),
)
def test_the_index_finds_what_looking_term_by_term_finds(terms: list[str], text: str) -> None:
    words = words_of(text)
    slowly = {term: places for term in terms if (places := met([term], words))}
    assert TermIndex(terms).find(words) == slowly


def test_a_term_is_read_once() -> None:
    assert term_of("Run* out") == term_of("run* out")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("testicel", "testicle"),  # two letters swapped
        ("testcle", "testicle"),  # one missing
        ("testiccle", "testicle"),  # one too many
        ("testacle", "testicle"),  # one wrong
        ("testicle", "testicle"),
        ("nut", "nut"),  # short words are left alone
        ("xylophone", "xylophone"),
    ],
)
def test_one_slip_in_a_long_word_is_mended(typed: str, meant: str) -> None:
    assert Speller(["testicle", "pregnant", "condom", "nuts"]).mend([typed]) == (meant,)


def test_between_two_known_words_nothing_is_guessed() -> None:
    assert Speller(["semens", "semena"]).mend(["semenx"]) == ("semenx",)


@given(st.text("abcdefgh", min_size=5, max_size=10), st.data())
def test_any_single_slip_of_a_lone_word_is_mended(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + "z" + word[place:],
        word[:place] + "z" + word[place + 1 :],
    ]
    slip = data.draw(st.sampled_from(slips))
    mended = Speller([word]).mend([slip])
    assert mended == ((word,) if len(slip) >= 5 else (slip,))


def test_folded_texts_unfold_to_their_n_grams() -> None:
    texts = ["Semen leaks.", "It doesn't leak at all", "", "caf\u00e9"]
    rarity = rarity_of(texts)
    assert list(unfold(fold(texts, rarity), tuple(rarity.grams))) == [grams_of(words_of(text)) for text in texts]


WORDS = st.lists(st.sampled_from(["semen", "leaks", "leaking", "out", "never", "womb", "wombat"]), max_size=8)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6), WORDS.map(" ".join))
def test_no_text_is_more_alike_than_the_bound_says_and_nothing_more_than_itself(texts: list[str], own: str) -> None:
    likeness = Likeness.over(texts)
    known = likeness.grams.texts(grams_of(words_of(text)) for text in texts)
    bag = likeness.by_grams(own)
    shared = known.shared(bag)
    cosines = known.cosines(shared)
    assert max(cosines) <= known.most(shared) + 1e-9
    assert cosines == pytest.approx(known.cosines(bag))
    assert all(value == pytest.approx(1.0) for value, text in zip(cosines, texts, strict=True) if text == own and own)
    assert max(cosines) <= 1.0 + 1e-9
