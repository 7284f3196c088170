import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shopper.journey.mistakes import Mistakes, Span
from shopper.journey.source import MAX_BYTES, Source, read


def source(text: str) -> Source:
    mistakes = Mistakes()
    found = read("a.yaml", text.encode(), mistakes)
    assert found and not mistakes, [str(mistake) for mistake in mistakes.in_order()]
    return found


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("no", "no"), ("on", "on"), ("yes", "yes"), ("12:30", "12:30"), ("2024-05-01", "2024-05-01"), ("1_000", "1_000"),
        ("true", True), ("FALSE", False), ("~", None), ("null", None), ("", None),
        ("7", 7), ("-3", -3), ("0", 0), ("2.5", 2.5),
        ("007", "007"), ("+84 28 3822 0000", "+84 28 3822 0000"), ("+84", "+84"), ("1.50", "1.50"), ("0x1F", "0x1F"),
        ("1e3", "1e3"), (".5", ".5"), ("9" * 30, "9" * 30), ("'7'", "7"), ('"true"', "true"),
    ],
)  # fmt: skip
def test_scalars_are_what_the_person_meant(typed: str, value: object) -> None:
    found = source(f"key: {typed}").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text() -> None:
    assert source("true: 1\nno: 2\n3: 4").data == {"true": 1, "no": 2, "3": 4}


def test_places_count_letters_from_one_also_after_vietnamese_and_emoji() -> None:
    found = source('a: 1\nb: {vi: "Gốm Sứ 🏺", en: Pottery}\nc: [x, [y]]')
    assert found.span(("b", "en"), key=True) == Span(2, 21, 2, 23)
    assert found.span(("b", "en")) == Span(2, 25, 2, 32)
    assert found.span(("c", 1, 0)) == Span(3, 9, 3, 10)
    assert found.span(("b", "fr", "x"), key=True) == found.span(("b",), key=True), "the nearest thing that is there"


def test_a_word_is_found_within_a_value_over_several_lines() -> None:
    assert source("a: one\n  two ${x}\n  three").find(("a",), "${x}") == Span(2, 7, 2, 11)


def test_a_step_reads_as_typed_on_one_line_without_comments() -> None:
    found = source('steps:\n  - click:   # the big one\n      role: button\n      name: {vi: "Đặt hàng"}\n    once: true\n')
    assert found.typed(("steps", 0)) == 'click: {role: button, name: {vi: "Đặt hàng"}}, once: true'
    assert source(f"a: {'x' * 1000}").typed(("a",)).endswith("x…")


def test_windows_files_read_the_same() -> None:
    found = Mistakes()
    read_in = read("a.yaml", "\ufeffa: 1\r\nb: Gốm\r\n".encode(), found)
    assert read_in and read_in.data == {"a": 1, "b": "Gốm"}
    assert read_in.span(("b",)).line == 2


@pytest.mark.parametrize(
    ("raw", "place", "problem"),
    [
        ("journey: Gốm\nwhy: Sứ".encode("utf-16"), "a.yaml:1:1", "not UTF-8"),
        ("journey: Gốm\nwhy: S".encode() + b"\xe1 x", "a.yaml:2:7", "not UTF-8"),
        (b"a: 1\nb: x\x1b[31m", "a.yaml:2:5", "U+001B"),
        (b"a" * (MAX_BYTES + 1), "a.yaml", "bytes"),
        (b"[" * 100_000, "a.yaml:1:51", "50 levels"),
        (b"a: &a [*a]", "a.yaml:1:4", "aliases"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(raw: bytes, place: str, problem: str) -> None:
    mistakes = Mistakes()
    assert read("a.yaml", raw, mistakes) is None
    [mistake] = mistakes.in_order()
    assert str(mistake.place) == place
    assert problem in mistake.problem


def test_a_terminal_cannot_be_steered_by_a_file() -> None:
    mistakes = Mistakes()
    read("a.yaml", "a: 1\n\u202ea: 2\na: 3".encode(), mistakes)
    assert mistakes.in_order()
    assert not {"\u202e", "\x1b"} & set(str(mistakes.in_order()[0]))


def test_a_secret_is_blacked_out_where_it_stands() -> None:
    found = source("one: {password: hunter2, user: me}\ntwo: {password: '${secret:TWO}'}")
    found.hide("password")
    assert found.lines == ["one: {password: •••••••, user: me}", "two: {password: '${secret:TWO}'}"]


@pytest.mark.parametrize(
    "line",
    ["pasword: hunter2", "Client-Secret: hunter2", "imap_pass: hunter2", "refreshtoken: [hunter2]", "kennwort: {of: hunter2}"],
)
def test_so_is_one_under_a_key_that_is_near_to_a_secrets_name(line: str) -> None:
    found = source(f"one:\n  user: me\n  {line}")
    found.hide("password", known={"user", "password"}, names=1)
    assert "hunter2" not in str(found.lines)
    assert found.lines[1] == "  user: me"


def test_a_number_is_a_secret_too_and_a_name_of_ones_own_is_none() -> None:
    found = source("token_users:\n  user: me\n  pasword: 123456")
    found.hide("password", known={"user", "password"}, names=1)
    assert found.lines == ["token_users:", "  user: me", "  pasword: ••••••"]


@pytest.mark.parametrize(
    "text",
    [
        "one:\n  pasword: hunter2\n\tuser: me",
        "one:\n  password: hunter2\n  password: hunter2",
        "one:\n  password: hunter2\n  -user: me",
        'one: {user: me, "secret": hunter2, ',
        "one:\n  -password: hunter2",
        "one:\n  token: !!binary hunter2",
    ],
)
def test_a_file_that_cannot_be_read_is_quoted_without_its_secrets(text: str) -> None:
    mistakes = Mistakes()
    read("a.yaml", text.encode(), mistakes)
    assert mistakes.in_order()
    assert "hunter2" not in str(mistakes.in_order())


@settings(max_examples=300, deadline=20_000)
@given(st.one_of(st.text(max_size=200), st.text(alphabet="ab:- \n\t[]{}'\"&*!|>#%@`,?~0.🏺ố", max_size=80)))
@example("\ud800").via("a surrogate")
@example("a: |\n \n\x85b")
@example("? [a]\n: 1")
def test_any_text_is_read_or_explained(text: str) -> None:
    mistakes = Mistakes()
    found = read("a.yaml", text.encode("utf-8", "surrogatepass"), mistakes)
    assert found is not None or mistakes
    for mistake in mistakes.in_order():
        assert str(mistake)
