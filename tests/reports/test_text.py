"""How the reports write times and words, and what they do with characters that act."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from shopper.reports._text import TEMPLATES, Calendar, Words, anchor, clean, language_tag, short_url, span, without_controls


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 sec"), (34, "34 sec"), (59.6, "1 min"), (320, "5 min 20 sec"), (3600, "1 hr"), (26 * 3600, "26 hr"),
        (26 * 3600 + 5, "26 hr"), (50 * 3600, "2 days 2 hr"), (14 * 86400 + 20, "14 days"), (-3, "0 sec"),
    ],
)  # fmt: skip
def test_durations(seconds: float, said: str) -> None:
    assert span(timedelta(seconds=seconds)) == said


def test_durations_in_another_language() -> None:
    assert span(timedelta(hours=26, minutes=4), "vi") == "26 giờ 4 phút"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("invoice\u202egpj.exe", "invoice⟨U+202E⟩gpj.exe"),
        ("half \ud83d pair", "half ⟨U+D83D⟩ pair"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo⟨U+000D⟩three\tfour"),
        ("Cảm ơn chị 👩‍👧", "Cảm ơn chị 👩‍👧"),
    ],
)
def test_what_would_act_is_shown(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


def test_what_would_act_is_left_out() -> None:
    assert without_controls("a\x00b\x1bc\u202ed\ufffee") == "abcde"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.test/checkout?step=2", "/checkout?step=2"),
        ("https://shop.test.evil.test/", "https://shop.test.evil.test/"),
        ("https://track.test/t?key=Zk3nB8sQxY7vR2mT9wLp&x=1", "https://track.test/t?key=…&x=1"),
        ("https://a.test/" + "x" * 200, "https://a.test/" + "x" * 74 + "…"),
    ],
)
def test_urls_are_short_and_keep_no_tokens(url: str, shown: str) -> None:
    assert short_url(url, "https://shop.test") == shown


def test_times_are_the_shops() -> None:
    at = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    assert Calendar("Asia/Ho_Chi_Minh").full(at) == "Mon 23 Nov 2026, 01:30:00"
    assert Calendar("Asia/Nowhere").zone == Calendar("../etc/passwd").zone == "UTC"


def test_only_language_tags_are_declared() -> None:
    assert language_tag("vi-VN") == "vi-VN"
    assert language_tag('vi" onclick="x') == language_tag("") == ""


def test_fragments_hold_no_surprises() -> None:
    assert anchor("finding", "late/mail#1 “ü”") == "finding-late-mail-1-"


def test_plurals() -> None:
    words = Words()
    assert (words("n_visits", n=1), words("n_visits", n=4)) == ("1 visit", "4 visits")


def test_every_word_is_used_and_there() -> None:
    """Words that templates put together (`state_` ~ state) count by their beginnings."""
    sources = [path.read_text("utf-8") for path in TEMPLATES.glob("*.html")]
    sources += [path.read_text("utf-8") for path in TEMPLATES.parent.glob("*.py")]
    text = "\n".join(sources)
    whole = set(re.findall(r"""\b(?:t|words|_words)\(f?["'](\w+)["']""", text))
    begun = set(re.findall(r"""\b(?:t|words|_words)\(f?["'](\w+_)(?:["'] ~|\{)""", text))
    missing = whole - Words().keys - begun
    assert not missing, f"add to en.yaml: {missing}"
    mentioned = set(re.findall(r"""["'](\w+)["']""", text)) | {"in_time", "late", "unsure"}
    unused = {key for key in Words().keys - mentioned if not key.startswith(tuple(begun))}
    assert not unused, f"nobody says this any more; take it out of en.yaml: {unused}"
