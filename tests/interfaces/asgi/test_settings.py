"""What a server is told survives the way to its worker processes, and nonsense is refused with a way to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.errors import ServeProblem
from unblush.interfaces.asgi.settings import VARIABLE, Settings

names = st.text("abc.:-", min_size=1, max_size=8)


@given(
    st.builds(
        Settings,
        host=names,
        port=st.integers(0, 65_535),
        keys=st.none() | st.just(Path("/srv/some.keys")),
        workers=st.integers(1, 9),
        hosts=st.tuples(names, names),
        proxy_headers=st.booleans(),
        trusted_proxies=st.tuples(names),
        secure=st.booleans(),
        engine=st.sampled_from(["best", "plain", "numpy", "numba"]),
        token_hours=st.floats(0.1, 48),
        pseudo_language=st.booleans(),
    )
)
def test_settings_survive_the_environment(settings: Settings) -> None:
    assert Settings.from_environment({VARIABLE: settings.to_json()}) == settings


def test_nothing_in_the_environment_means_safe_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert not settings.proxy_headers


def test_the_name_of_a_key_file_holds_in_another_folder() -> None:
    path = Settings.from_json(Settings(keys=Path("some.keys")).to_json()).keys
    assert path == Path("some.keys").absolute()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not one JSON object"),
        ("[" * 100_000, "not one JSON object"),
        ("[]", "not one JSON object"),
        ('{"prot": 1}', "Did you mean 'port'"),
        ('{"port": "80"}', 'write it like "port": 8000'),
        ('{"port": true}', 'write it like "port": 8000'),
        ('{"port": 70000}', "70000 is no port"),
        ('{"hosts": "example.org"}', '"hosts": ["example.org"]'),
        ('{"hosts": ["*"]}', "name the site"),
        ('{"keys": 3}', "not the name of a file"),
        ('{"host": ""}', "is empty"),
        ('{"engine": "nmupy"}', "Did you mean 'numpy'"),
        ('{"workers": 0}', "above 0"),
        ('{"token_hours": -1}', "above 0"),
        ('{"token_hours": NaN}', "above 0"),
        ('{"secure": 1}', "true or false"),
    ],
)
def test_settings_that_cannot_be_meant_say_how_to_mend_them(text: str, says: str) -> None:
    with pytest.raises(ServeProblem, match=re.escape(says)) as caught:
        Settings.from_environment({VARIABLE: text})
    assert "Mend: " in str(caught.value)
