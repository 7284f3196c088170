"""What can be wrong with a wish to record is said before any browser opens."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, shopper

from shopper.errors import UsageError
from shopper.workshop.recording.recorder import Wish, prepare


def wish(**more: Any) -> Wish:
    return Wish(**{"url": "/", "shop": "gom_sen", "out": Path("never_written.yaml")} | more)


def test_the_shop_is_found_by_its_name_or_by_its_address() -> None:
    for given in (wish(), wish(shop="", url="https://www.gomsen.test/vi/gio-hang"), wish(shop="", practice=True)):
        ready = prepare(given, ROOT)
        assert ready.described
        assert ready.setting.shop.id == "gom_sen"
    assert prepare(wish(url="/vi/gio-hang"), ROOT).url == "https://www.gomsen.test/vi/gio-hang"


def test_who_shops_lives_where_the_locale_is_spoken_unless_somebody_is_named() -> None:
    assert prepare(wish(), ROOT).setting.persona.id == "linh"
    assert prepare(wish(locale="en-GB"), ROOT).setting.persona.id == "emma"
    assert prepare(wish(locale="en-GB", persona="jonas"), ROOT).setting.persona.id == "jonas"


def test_a_shops_own_flows_tell_which_buttons_cannot_be_undone() -> None:
    certain = prepare(wish(), ROOT).setting.certain
    assert certain["huỷ đơn hàng này"] == {"use": "order_is_cancelled"}
    assert certain["gửi câu hỏi"] is None


@pytest.mark.parametrize(
    ("url", "id", "hosts"),
    [
        ("https://www.little-kiln.example/vi?x=1", "little_kiln", ("little-kiln.example", "*.little-kiln.example")),
        ("http://127.0.0.1:8000/", "127_0_0_1", ("127.0.0.1",)),
        ("http://localhost:8000/", "localhost", ("localhost",)),
        ("https://shop.kiln.co.uk/", "kiln", ("shop.kiln.co.uk", "*.shop.kiln.co.uk")),
    ],
)
def test_a_shop_that_nobody_described_is_known_by_its_address(url: str, id: str, hosts: tuple[str, ...]) -> None:
    ready = prepare(wish(shop="", url=url), ROOT)
    assert not ready.described
    assert (ready.setting.shop.id, ready.setting.shop.hosts) == (id, hosts)
    assert ready.url == url


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        ({"shop": "gom_se"}, "there is no shop `gom_se`", "Did you mean `gom_sen`"),
        ({"shop": "gom_se", "url": "https://new.test/"}, "there is no shop `gom_se`", "Did you mean `gom_sen`"),
        ({"shop": "mine", "url": "https://gomsen.test/vi"}, "the address is of `gom_sen`", "--shop gom_sen"),
        ({"shop": "Ấm Trà", "url": "https://tea.test/"}, "not a name for a shop", "`am_tra`"),
        ({"shop": "", "url": "ftp://kiln.test"}, "not a web address", "https://"),
        ({"locale": "es-ES"}, "does not speak `es-ES`", "Languages: vi, en, de, fr"),
        ({"device": "fridge"}, "`fridge` is not a device", "desktop, phone"),
        ({"persona": "linn"}, "no persona `linn`", "Did you mean `linh`"),
        ({"journey": "Mua-trà", "out": None}, "`Mua-trà` is not a name for a journey", "`mua_tra`"),
        ({"out": Path("1st.yaml")}, "`1st` is not a name for a journey", "`journey_1st`"),
        ({"out": Path("README.md")}, "no YAML file", "README.md.yaml"),
        ({"out": ROOT / "journeys/ordering/guest_order.yaml"}, "such a file already", "--journey"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(given: dict[str, Any], problem: str, remedy: str) -> None:
    with pytest.raises(UsageError) as raised:
        prepare(wish(**given), ROOT)
    assert problem in raised.value.problem
    assert remedy in raised.value.remedy


def test_nobody_can_shop_without_a_persona(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    with pytest.raises(UsageError, match="no persona"):
        prepare(Wish("https://kiln.test/"), tmp_path)


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "no display"),
        ({"DISPLAY": ":99", "DEBUG": "pw:protocol"}, "writes everything that is typed"),
    ],
)
def test_the_command_refuses_where_it_cannot_or_must_not_record(env: dict[str, str], says: str) -> None:
    done = shopper("record", "--practice", env={**os.environ, **env})
    assert done.returncode == 2
    assert says in done.stderr


def test_a_journey_lies_among_the_others_unless_told_otherwise() -> None:
    ready = prepare(wish(out=None, journey="a_new_one"), ROOT)
    assert ready.file == ROOT / "journeys/a_new_one.yaml"
