"""The keys are those of Playwright's own keyboard; what it refuses is never handed to it."""

import pytest

from shopper.journey.key_names import NAMES, key_mistake
from shopper.visit.browser import find


@pytest.mark.parametrize(
    "typed", [*NAMES, "a", "A", "+", " ", "Control+A", "Control++", "Control+Shift+ArrowLeft", "ControlOrMeta+a"]
)
def test_a_key_that_is_there(typed: str) -> None:
    assert key_mistake(typed) == ("", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Entr", "Enter"),
        ("enter", "Enter"),
        ("Return", "Enter"),
        ("ctrl+A", "Control+A"),
        ("Down", "ArrowDown"),
        ("esc", "Escape"),
    ],
)
def test_a_key_by_another_name(typed: str, meant: str) -> None:
    assert key_mistake(typed) == (f"there is no key `{typed}`", f"did you mean `{meant}`?")


@pytest.mark.parametrize("typed", ["", "é", "Control+", "++", "a b", "nonsense"])
def test_no_key_at_all(typed: str) -> None:
    problem, hint = key_mistake(typed)
    assert problem == f"there is no key `{typed}`"
    assert hint


@pytest.mark.browser
def test_the_browser_knows_the_same_keys() -> None:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
        )
        keyboard = browser.new_page().keyboard
        for name in [*NAMES, "+", "~", " "]:
            keyboard.down(name)
            keyboard.up(name)
        for name in ("Entr", "é", "Control+", "++"):
            with pytest.raises(Error, match="Unknown key"):
                keyboard.press(name)
        browser.close()
