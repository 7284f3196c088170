"""The keys that can be pressed: https://playwright.dev/python/docs/api/class-keyboard, on its US keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, WrapValidator
from pydantic_core import PydanticCustomError

from shopper.journey.mistakes import closest
from shopper.journey.values import Text, allow_template

NAMES = (
    "Enter", "Escape", "Tab", "Space", "Backspace", "Delete", "Insert", "Home", "End", "PageUp", "PageDown", "ArrowUp",
    "ArrowDown", "ArrowLeft", "ArrowRight", "Control", "Shift", "Alt", "Meta", "ControlOrMeta", "ControlLeft",
    "ControlRight", "ShiftLeft", "ShiftRight", "AltLeft", "AltRight", "MetaLeft", "MetaRight", "AltGraph", "CapsLock",
    "NumLock", "ScrollLock", "ContextMenu", "PrintScreen", "Pause", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9",
    "F10", "F11", "F12", "Backquote", "Minus", "Equal", "Backslash", "BracketLeft", "BracketRight", "Semicolon", "Quote",
    "Comma", "Period", "Slash", "NumpadDivide", "NumpadMultiply", "NumpadSubtract", "NumpadAdd", "NumpadDecimal",
    "NumpadEnter", "AudioVolumeMute", "AudioVolumeDown", "AudioVolumeUp", "MediaTrackNext", "MediaTrackPrevious",
    "MediaPlayPause", "Digit0", "Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8", "Digit9",
    "Numpad0", "Numpad1", "Numpad2", "Numpad3", "Numpad4", "Numpad5", "Numpad6", "Numpad7", "Numpad8", "Numpad9", "KeyA",
    "KeyB", "KeyC", "KeyD", "KeyE", "KeyF", "KeyG", "KeyH", "KeyI", "KeyJ", "KeyK", "KeyL", "KeyM", "KeyN", "KeyO", "KeyP",
    "KeyQ", "KeyR", "KeyS", "KeyT", "KeyU", "KeyV", "KeyW", "KeyX", "KeyY", "KeyZ",
)  # fmt: skip
_MEANT: Mapping[str, str] = {
    "return": "Enter", "esc": "Escape", "del": "Delete", "ctrl": "Control", "strg": "Control", "cmd": "Meta",
    "command": "Meta", "option": "Alt", "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight",
}  # fmt: skip
"""What other programs call them."""


def key_mistake(typed: str) -> tuple[str, str]:
    """What is wrong with a key or a combination (`Control+A`), and what to write instead; two empty texts if nothing is."""
    keys = _split(typed)
    if all(map(_is_key, keys)):
        return "", ""
    meant = [key if _is_key(key) else _MEANT.get(key.lower(), "") or closest(key, NAMES) for key in keys]
    known = "a key is called Enter, Escape, Tab, ArrowDown …, or is one character, and + joins several: Control+A"
    return f"there is no key `{typed}`", f"did you mean `{'+'.join(meant)}`?" if all(meant) else known


def _split(typed: str) -> list[str]:
    """The keys of a combination, as Playwright reads it: the plus key may be one of them, such as `Control++`."""
    keys = [""]
    for letter in typed:
        if letter == "+" and keys[-1]:
            keys.append("")
        else:
            keys[-1] += letter
    return keys


def _is_key(key: str) -> bool:
    return key in NAMES or (len(key) == 1 and " " <= key <= "~")


def _key(text: str) -> str:
    problem, hint = key_mistake(text)
    if problem:
        raise PydanticCustomError("key", "{problem}; {hint}", {"problem": problem, "hint": hint})
    return text


Key = Annotated[Text, AfterValidator(_key), WrapValidator(allow_template)]
"""A key or a combination, as `press` takes it."""
