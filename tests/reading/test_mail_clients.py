import pytest

from shopper.reading.mail_clients import families, hidden_in, in_words, title_of


def test_the_usual_programs_stand_for_those_that_a_shop_does_not_name() -> None:
    assert list(families(())) == ["Gmail", "Outlook", "Apple Mail"]
    assert "gmail.ios" in families(())["Gmail"]
    assert list(families(("web-de", "no-such-program"))) == ["WEB.DE"]


@pytest.mark.parametrize(
    ("feature", "nowhere", "somewhere"),
    [
        ("image-png", (), ()),
        ("image-svg", ("Gmail",), ()),  # half of its versions say no, none says yes
        ("image-webp", (), ("Outlook",)),  # on Windows alone
        ("css-display-grid", (), ("Outlook",)),
        ("no-such-feature", (), ()),
    ],
)
def test_what_is_hidden_where(feature: str, nowhere: tuple[str, ...], somewhere: tuple[str, ...]) -> None:
    assert hidden_in(feature, ()) == (nowhere, somewhere)


def test_words() -> None:
    assert title_of("css-display-flex") == "display:flex"
    assert [in_words(("a",)), in_words(("a", "b")), in_words(("a", "b", "c"))] == ["a", "a and b", "a, b and c"]
