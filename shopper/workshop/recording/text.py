"""The files that a recording proposes, as text: the journey, and a shop that nobody has described yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shopper.model import Shop
from shopper.workshop.recording import yaml_text
from shopper.workshop.recording.steps import Remark, Setting, Steps

_FIRST_MAIL = "order_confirmation"


def journey_text(title: str, steps: Steps, setting: Setting) -> str:
    """A journey's file. It plays in the recorded language, at the recorded shop."""
    top = yaml_text.mapping([
        ("journey", title),
        ("matrix", {"locale": [setting.locale], "device": [setting.device]}),
        ("persona", setting.persona.id),
        ("shop", setting.shop.id),
    ])  # fmt: skip
    top.insert(1, 'why: ""  # what she wants, and why it must work')
    return "\n".join([*_head(steps, setting), *top, "steps:", *_lines(steps), *_mails(steps, setting)]) + "\n"


def _head(steps: Steps, setting: Setting) -> list[str]:
    said = [f"Recorded at {setting.shop.name} in {setting.locale}. Read it, shorten it, give it a purpose."]
    if setting.others:
        others = " and ".join(setting.others)
        said.append(
            f"Its words stand in one language: add {others} beside `{setting.language}`, then its locale to the matrix."
        )
    if steps.secrets:
        said.append(f"Secrets come from the environment or a file, never from here: {', '.join(steps.secrets)}.")
    return [f"# {yaml_text.comment(line)}" for line in said]


def _lines(steps: Steps) -> list[str]:
    lines: list[str] = []
    for line in steps.lines:
        if isinstance(line, Remark):
            lines += [""] * (line.page and bool(lines)) + yaml_text.comments(line.text)
        else:
            lines += yaml_text.step(line.step, line.remark)
    return lines


def _mails(steps: Steps, setting: Setting) -> list[str]:
    """What the shop will write now, as a proposal: only its people know what they promise."""
    shop = setting.shop
    if not (steps.ordered and shop.mails and shop.mailbox):
        return []
    promised = [kind for kind, mail in shop.mails.items() if not mail.reply and isinstance(shop.standards.get(kind), str)]
    kinds = promised or [_FIRST_MAIL if _FIRST_MAIL in shop.mails else next(iter(shop.mails))]
    expected = {kind: {"within": shop.standards.get(kind, "1h")} for kind in kinds}
    return [
        "",
        "  # Which mails must come now, and when? The shop's file has these kinds; the visit goes on while they travel.",
        f"  # - expect_mail: {yaml_text.flow(expected)}",
    ]


def shop_text(shop: Shop, refused: Sequence[str] = ()) -> str:
    """A file for a shop that nobody has described yet. `refused`: hosts that its pages asked for in vain."""
    pairs: list[tuple[str, Any]] = [
        ("shop", shop.name),
        ("scope", shop.scope),
        ("url", shop.url),
        ("languages", list(shop.languages)),
        ("hosts", list(shop.hosts)),
    ]
    if shop.consent:
        pairs.append(("consent", shop.consent))
    lines = [
        "# Proposed by a recording. What else can stand here: docs/your_shop.md.",
        *yaml_text.mapping(pairs),
    ]
    if refused:
        lines += [
            "# Its pages also asked for these hosts, in vain. Add to `hosts` what customers need (payment, carrier), not what",
            "# watches them:",
            *(f"#   {yaml_text.comment(host)}" for host in refused),
        ]
    return (
        "\n".join(
            [*lines, "# mailbox: NAME  # from mailboxes.yaml: where the mails of visits arrive; then ${visit.mail} has a value"]
        )
        + "\n"
    )
