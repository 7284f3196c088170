"""Examples of the documentation, put into projects that fit them: what a reader would have around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running import ROOT

from shopper import registry
from shopper.journey.mistakes import Mistakes
from shopper.journey.schema import JourneyFile, ShopFile
from shopper.journey.source import read

_BLOCK = re.compile(r"^( *)```ya?ml\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of YAML of a page, with the line at which it begins. `data` is what stands in it."""

    page: str
    line: int
    text: str

    @property
    def data(self) -> Any:
        return read_data(self.text)

    @property
    def kind(self) -> str:
        """`journey`, `shop`, `mailboxes`, `personas`, `baseline`; `steps`, or `parts` of a journey."""
        data, place = self.data, self.text.partition("\n")[0]
        if isinstance(data, list):
            return "baseline" if "id" in data[0] else "steps"
        for word in ("shop", "mailboxes", "personas", "scorecard", "baseline"):
            if place.startswith("#") and word in place:
                return word
        if "journey" in data:
            return "journey"
        if {*data} <= {*ShopFile.model_fields}:
            return "shop"
        return "parts" if {*data} <= {*JourneyFile.model_fields} else "mailboxes"

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def read_data(text: str) -> Any:
    source = read("example.yaml", text.encode(), mistakes := Mistakes())
    assert source and not len(mistakes), "\n".join(map(str, mistakes.in_order()))
    return source.data


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for match in _BLOCK.finditer(text):
        code = "".join(line.removeprefix(match[1]) for line in match[2].splitlines(keepends=True))
        yield Block(page.relative_to(ROOT).as_posix(), text[: match.start()].count("\n") + 1, code)


def a_journey(parts: Mapping[str, Any]) -> dict[str, Any]:
    """A whole journey of some of its keys: inputs that they use, chats and mails that must have come before."""
    steps: list[Any] = parts["steps"]
    text = json.dumps(steps, ensure_ascii=False)
    inputs = {name: ["A", "B"] if name.endswith("s") else "Hồ Tây" for name in re.findall(r"inputs\.(\w+)", text)}
    loops = re.findall(r'"for_each": \{"(\w+)"', text)
    before: list[Any] = []
    for verb in (key for step in steps for key in step if key in registry.steps()):
        kind = registry.steps()[verb].args
        if kind.after and not any(kind.after in step for step in steps):
            before.append({kind.after: {"vi": "Chào shop!", "en": "Hello!"}})
    mails = [mail for step in steps for mail in _opened(step)]
    before += [{"expect_mail": {mail: {"within": "5m"}}} for mail in dict.fromkeys(mails)]
    made = {"journey": "An example", "persona": "linh", **parts, "steps": [*before, *steps]}
    needed = {name: value for name, value in inputs.items() if name not in loops}
    return made | ({"inputs": needed} if needed and "inputs" not in parts else {})


def _opened(step: Mapping[str, Any]) -> Iterator[str]:
    for verb in ("open_mail_link", "reply_mail"):
        if isinstance(given := step.get(verb), dict):
            yield given["mail"]


def a_project(folder: Path, shop: Mapping[str, Any], files: Mapping[str, Any]) -> Path:
    """The practice project in a folder, without its journeys: its shop with some more keys, and other files by path."""
    home = folder / "journeys"
    all_files: dict[str, Any] = {f"{name}.yaml": _of_ours(f"{name}.yaml") for name in ("mailboxes", "personas")}
    ours = _of_ours("shops/gom_sen.yaml")
    both = {key: ours[key] | value for key, value in shop.items() if key in ("flows", "faults", "mails") and key in ours}
    all_files |= {"shops/gom_sen.yaml": ours | shop | both}
    for name, data in files.items():
        all_files[name] = all_files.get(name, {}) | data
    for name, data in all_files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        for handed_in in re.findall(r'"(?:file|attach)": "([^"$]+)"', path.read_text("utf-8")):
            (path.parent / handed_in).write_bytes(b"a picture")
    return folder


def _of_ours(name: str) -> Any:
    return _in_two_languages(read_data((ROOT / "journeys" / name).read_text("utf-8")))


def _in_two_languages(data: Any) -> Any:
    """The same for a shop that speaks Vietnamese and English, as the documentation's examples do."""
    if isinstance(data, dict):
        spoken = data.items() if not {"vi", "en"} <= data.keys() else ((key, data[key]) for key in ("vi", "en"))
        return {key: ["vi", "en"] if key == "languages" else _in_two_languages(value) for key, value in spoken}
    return [_in_two_languages(item) for item in data] if isinstance(data, list) else data
