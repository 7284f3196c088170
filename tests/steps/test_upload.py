"""What the customer hands in reaches the shop byte by byte, and is kept."""

from __future__ import annotations

from typing import Any

import pytest

from shopper.model import Evidence, VisitState

pytestmark = pytest.mark.browser

PHOTO = b"\xff\xd8\xff\xe0 a broken bowl"
FLOW = {
    "inputs": {"photo": "text"},
    "steps": [{"upload": {"into": {"label": "Photo"}, "file": "${inputs.photo}"}}],
}


def hand_in(step: dict[str, Any]) -> dict[str, Any]:
    return {"steps": [{"goto": "/damage"}, step, {"click": {"role": "button", "name": "Send"}}, {"see": "Damage"}]}


@pytest.fixture(scope="module")
def played(play: Any) -> Any:
    return play(
        {
            "returns/visible": hand_in({"upload": {"into": {"label": "Photo"}, "file": "broken.jpg"}}),
            "returns/hidden": hand_in({"upload": {"into": {"label": "Receipt"}, "file": "broken.jpg"}}),
            "returns/dialogue": hand_in({"upload": {"into": {"role": "button", "name": "Choose"}, "file": "broken.jpg"}}),
            "returns/by_flow": hand_in({"use": "show_damage", "with": {"photo": "broken.jpg"}}),
        },
        files={"returns/broken.jpg": PHOTO},
        flows={"show_damage": FLOW},
    )


def test_in_firefox_too(play: Any) -> None:
    step = {"upload": {"into": {"label": "Receipt"}, "file": "broken.jpg"}}
    visit = play({"fox": {**hand_in(step), "matrix": {"browser": "firefox"}}}, files={"broken.jpg": PHOTO}).seen["fox"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)


@pytest.mark.parametrize("name", ["visible", "hidden", "dialogue", "by_flow"])
def test_the_shop_gets_the_file_and_the_evidence_keeps_it(played: Any, tiny_shop: Any, name: str) -> None:
    visit: Evidence = played.seen[name]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    field = {"hidden": b"receipt", "dialogue": b"letter"}.get(name, b"photo")
    wanted = b'name="' + field + b'"; filename="broken.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + PHOTO
    assert any(wanted in body for body in tiny_shop.handed_in)
    (event,) = played.events(name, "upload")
    assert (played.folder / event["blob"]["path"]).read_bytes() == PHOTO
