"""YAML as a person would write it, and as the journey's own reader reads it back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.journey.mistakes import Mistakes
from shopper.journey.source import read
from shopper.workshop.recording.yaml_text import WIDTH, comments, flow, scalar, step


def read_back(text: str) -> Any:
    mistakes = Mistakes()
    source = read("written.yaml", text.encode(), mistakes)
    mistakes.raise_if_any()
    assert source
    return source.data


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Tiến hành thanh toán", "Tiến hành thanh toán"),
        ("/vi/san-pham?q=bat", "/vi/san-pham?q=bat"),
        ("https://track.vanchuyen.test/", "https://track.vanchuyen.test/"),
        ("11500", '"11500"'),
        ("12/34", '"12/34"'),
        ("no", '"no"'),
        ("${visit.mail}", '"${visit.mail}"'),
        ("#total", '"#total"'),
        ("a, b", '"a, b"'),
        ('say "hi": now', '"say \\"hi\\": now"'),
        ("", '""'),
        (True, "true"),
        (2, "2"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(value: Any, written: str) -> None:
    assert scalar(value) == written


IMPOSSIBLE = "\x00\ud800\udfff\ufffe\uffff"
TEXTS = st.text(alphabet=st.one_of(st.characters(exclude_categories=[]), st.sampled_from(IMPOSSIBLE)), max_size=60)


def possible(text: str) -> str:
    """The text as far as a file can hold it."""
    return text.translate(
        {ord(character): "\ufffd" for character in IMPOSSIBLE} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    )


@given(TEXTS)
def test_any_text_is_read_back_as_far_as_a_file_can_hold_it(text: str) -> None:
    kept = possible(text)
    assert read_back(f"- {flow({'text': text, 'in': {'vi': text}})}\n") == [{"text": kept, "in": {"vi": kept}}]


@pytest.mark.parametrize("character", IMPOSSIBLE)
def test_what_no_file_can_hold_is_replaced(character: str) -> None:
    assert read_back(f"- {flow(f'Mua{character}')}\n") == ["Mua\ufffd"]


@given(st.text(max_size=200))
def test_a_comment_never_ends_early(text: str) -> None:
    lines = comments(text)
    assert len(lines) == len("\n".join(lines).splitlines()) == 1
    assert read_back("\n".join([*lines, "- goto: /", ""])) == [{"goto": "/"}]


@given(TEXTS, st.text(max_size=100))
def test_a_step_of_any_length_means_the_same(name: str, remark: str) -> None:
    said = {"click": {"role": "button", "name": {"vi": possible(name * 5)}}, "once": True}
    assert read_back("\n".join(["steps:", *step(said, remark), ""])) == {"steps": [said]}


def test_a_long_step_takes_several_lines_and_a_remark_never_makes_one_too_long() -> None:
    said = {"fill": {"into": {"label": {"vi": "Nội dung"}}, "text": "Men lò có an toàn cho trẻ nhỏ không? " * 3}}
    lines = step(said, "short")
    assert [line.split(":")[0] for line in lines] == ["  - fill", "      into", "      text"] or lines[0].startswith(
        "  # short"
    )
    assert step({"goto": "/" + "a" * (WIDTH - 12)}, "a remark")[0] == "  # a remark"
