"""Somebody shops in a browser: what she does becomes a journey that plays, and what she keeps to herself is nowhere."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from running import ROOT, shopper

from shopper.errors import Unreachable, UsageError
from shopper.journey.load import load
from shopper.journey.mistakes import Mistakes
from shopper.journey.source import read
from shopper.visit.browser import Browsers, close_page
from shopper.workshop.recording.recorder import Person, Recorded, Wish, prepare, record
from shopper.workshop.recording.verifying import Verified, verify

pytestmark = pytest.mark.browser

CARD = "4242 4242 4242 4242"
KINDS = ("contact", "ordering", "returns", "self_service")
PASSWORD = "ngỗng & thiên nga"


def recorded(wish: Wish, root: Path, person: Person) -> Recorded:
    async def run() -> Recorded:
        async with Browsers() as browsers:
            return await record(prepare(wish, root), browsers, person)

    return asyncio.run(run())


def verified(seen: Recorded, root: Path, **more: Any) -> Verified:
    return asyncio.run(verify(seen.files[0], root, seen.secrets, **more))


def steps_of(file: Path) -> list[dict[str, Any]]:
    source = read(file.name, file.read_bytes(), Mistakes())
    assert source
    return source.data["steps"]  # type: ignore[no-any-return]


def leaks(folders: Iterable[Path], *secrets: str) -> list[Path]:
    """Files that hold one of these texts, with or without its blanks, in UTF-8 or UTF-16."""
    forms = {form.encode(code) for text in secrets for form in (text, text.replace(" ", "")) for code in ("utf-8", "utf-16-le")}
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


async def ready(page: Page) -> None:
    """A person is never as quick as a script: the page is there when she acts."""
    await page.wait_for_load_state("load")
    await page.wait_for_function("window.playwright")


async def write(page: Page, label: str, text: str) -> None:
    await page.get_by_label(label, exact=True).click()
    await page.keyboard.type(text)


async def order_a_mug(page: Page) -> None:
    await ready(page)
    await page.get_by_role("searchbox").click()
    await page.keyboard.type("Hồ Tây")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**?q=*")
    await ready(page)
    await page.get_by_role("main").get_by_role("link", name="Hồ Tây").click()
    await page.locator("#price").wait_for()
    await ready(page)
    await page.get_by_role("button", name="Thêm vào giỏ hàng").click()
    await page.get_by_role("heading", name="Giỏ hàng").wait_for()
    await ready(page)
    await page.get_by_role("link", name="Tiến hành thanh toán").click()
    await page.get_by_label("Họ và tên").wait_for()
    await ready(page)
    await write(page, "Họ và tên", "Nguyễn Thùy Linh")
    await write(page, "Email", "linh@privat.example")
    await write(page, "Số điện thoại", "0168 000 0142")
    await write(page, "Số nhà và tên đường", "25 ngõ 81 phố Láng Hạ")
    await write(page, "Mã bưu chính", "11500")
    await write(page, "Tỉnh hoặc thành phố", "Hà Nội")
    await page.get_by_label("Quốc gia").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    await page.get_by_role("button", name="Tiếp tục đến thanh toán").click()
    await page.get_by_label("Số thẻ").wait_for()
    await ready(page)
    await write(page, "Số thẻ", CARD)
    await write(page, "Tên in trên thẻ", "Nguyễn Thùy Linh")
    await page.get_by_label("Hết hạn").click()
    await page.keyboard.type("12/34")
    await write(page, "Mã bảo mật", "123")
    await page.get_by_label("Tôi đã đọc và đồng ý").check()
    await page.get_by_role("button", name="Đặt hàng và thanh toán").click()
    await page.locator("#order-number").wait_for()


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this process and its browsers put temporary files: a short path, for Chromium's socket lies there."""
    with tempfile.TemporaryDirectory(prefix="rec-", ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


def test_an_order_at_the_practice_shop_plays_again_and_its_card_number_is_nowhere(tmp_path: Path, temporary: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "journeys", root / "journeys", ignore=shutil.ignore_patterns(*KINDS))
    shop = root / "journeys/shops/gom_sen.yaml"
    shop.write_text(shop.read_text("utf-8").replace(CARD, "the good card"), "utf-8")  # its flows speak of it, too
    meanwhile: list[Path] = []

    async def person(page: Page) -> None:
        await order_a_mug(page)
        assert any(temporary.iterdir()), "the browser keeps its files elsewhere: this looks in the wrong place"
        meanwhile.extend(leaks([tmp_path, temporary], CARD))

    seen = recorded(Wish("/", shop="gom_sen", locale="vi-VN", journey="order_a_mug"), root, person)
    (file,) = seen.files
    assert not meanwhile
    assert not leaks([tmp_path, temporary], CARD)
    assert {name: text for name, text in seen.secrets.items() if text == CARD} == {"GOM_SEN_CARD_NUMBER": CARD}

    (plan,) = load([file], root=root).plans
    assert (plan.shop.id, plan.locale, plan.persona.id) == ("gom_sen", "vi-VN", "linh")
    (order,) = [step for step in plan.steps if step.once]
    assert (order.verb, order.args["name"]) == ("click", {"vi": "Đặt hàng và thanh toán"})
    noted = {name for step in plan.steps if step.verb == "note" for name in step.args["values"]}
    assert noted == {"product.price", "basket.total", "order.number", "order.total"}
    assert not [step for step in plan.steps if "css" in step.text and step.verb not in ("note", "see")]

    played = shopper("run", file, "--out", root / "audits", cwd=root, env=seen.secrets)
    audit = json.loads((root / "audits/latest/audit.json").read_bytes())
    assert [visit["state"] for visit in audit["visits"]] == ["finished"], played.stdout + played.stderr
    assert not leaks([tmp_path, temporary], CARD)
    assert CARD not in played.stdout + played.stderr


async def try_everything(page: Page) -> None:
    """Whatever people do with a mouse and a keyboard, at the tiny shop."""
    context = page.context
    await ready(page)
    await page.get_by_text("Just words").click()
    await page.get_by_role("button", name="Buy").nth(1).click()
    await page.get_by_text("Open the chest").click()
    await page.get_by_role("link", name="List").click()
    async with context.expect_page() as opened:
        await page.get_by_role("link", name="Elsewhere").click()
    tab = await opened.value
    await ready(tab)
    async with tab.expect_event("close"):
        with contextlib.suppress(PlaywrightError):  # the tab may go before it says that it was clicked
            await tab.get_by_role("button", name="Close").click()
    await page.get_by_role("main").get_by_role("link", name="Form").click()
    await page.wait_for_url("**/form")
    await ready(page)
    await page.get_by_label("Colour").focus()
    await page.keyboard.type("Blue")
    await page.get_by_label("News").click()
    await page.get_by_text("Wrap it").click()
    await page.get_by_label("Photo").set_input_files({"name": "bowl.txt", "mimeType": "text/plain", "buffer": b"cracked"})
    await write(page, "Password", PASSWORD)
    await write(page, "Words", "two\nlines")
    await page.frame_locator("iframe").locator("#i").click()
    await page.keyboard.type("lost")
    await page.goto(page.url.replace("/form", "/tab"))
    await ready(page)
    await page.go_back()
    await ready(page)
    await write(page, "Password", PASSWORD)
    await page.get_by_role("button", name="Place order").click()
    await page.get_by_role("heading", name="Thank you").wait_for()


def test_whatever_people_do_becomes_steps_and_an_order_is_not_placed_again(tiny: Any, project: Path) -> None:
    seen = recorded(Wish(tiny.url, shop="tiny", locale="en-GB", journey="everything"), project, try_everything)
    file = project / "journeys/everything.yaml"
    assert seen.files == (file, project / "journeys/shops/tiny.yaml", project / "journeys/bowl.txt")
    assert (project / "journeys/bowl.txt").read_bytes() == b"cracked"
    secret = "${secret:TINY_PASSWORD}"
    assert steps_of(file) == [
        {"goto": "/"},
        {"click": {"role": "button", "name": "Buy", "nth": 1}},
        {"click": {"text": "Open the chest"}},
        {"download": {"role": "link", "name": "List", "as": "list.txt"}},
        {"click": {"role": "link", "name": "Elsewhere"}},
        {"click": {"role": "button", "name": "Close"}},
        {"click": {"role": "link", "name": "Form", "within": {"role": "main"}}},
        {"choose": {"in": {"label": "Colour"}, "option": "Blue"}},
        {"tick": {"label": "News", "off": True}},
        {"click": {"text": "Wrap it"}},
        {"upload": {"into": {"label": "Photo"}, "file": "bowl.txt"}},
        {"fill": {"into": {"label": "Password"}, "text": secret}},
        {"fill": {"into": {"label": "Words"}, "text": "two\nlines"}},
        {"goto": "/tab"},
        {"goto": "/form"},
        {"fill": {"into": {"label": "Password"}, "text": secret}},
        {"click": {"role": "button", "name": "Place order"}, "once": True},
        {"see": {"css": "#number"}},
        {"note": {"order.number": {"css": "#number"}}},
    ]
    assert "frame" in file.read_text("utf-8")
    assert "lost" not in file.read_text("utf-8")
    assert not leaks([project], PASSWORD)
    assert tiny.orders == 1

    assert verified(seen, project) == Verified(played=16, left_out=3)
    assert tiny.orders == 1
    assert verified(seen, project, really=True) == Verified(played=19)
    assert tiny.orders == 2

    tiny.pages["/"] = tiny.pages["/"].replace("Open the chest", "Open the box")
    failed = verified(seen, project).problem
    number = 1 + next(n for n, line in enumerate(file.read_text("utf-8").splitlines()) if "chest" in line)
    assert f"journeys/everything.yaml:{number}:5:" in failed
    assert "^" in failed


def test_the_recording_ends_when_she_closes_the_window(tiny: Any, project: Path) -> None:
    async def person(page: Page) -> None:
        await ready(page)
        await page.get_by_role("main").get_by_role("link", name="Form").click()
        await page.wait_for_url("**/form")
        await close_page(page)
        await asyncio.sleep(30)

    seen = recorded(Wish(tiny.url), project, person)
    assert [next(iter(step)) for step in steps_of(seen.files[0])][:2] == ["goto", "click"]


def test_nothing_done_is_nothing_written(tiny: Any, project: Path) -> None:
    async def nobody(page: Page) -> None:
        await ready(page)

    with pytest.raises(UsageError, match="nothing was done"):
        recorded(Wish(tiny.url), project, nobody)
    assert not [path for path in (project / "journeys").rglob("*.yaml") if path.name != "personas.yaml"]


def test_a_shop_that_does_not_answer_is_unreachable(project: Path) -> None:
    async def nobody(page: Page) -> None:
        raise AssertionError("there is no page to shop on")

    with pytest.raises(Unreachable, match="cannot be opened"):
        recorded(Wish("http://127.0.0.1:9/"), project, nobody)


FORGES = """<h1>Shop</h1><button onclick="forge()">Hello</button><script>
const NAME = /_[0-9a-f]{32}/, names = new Set(["shopperRecords"]), callers = new Set();
const hook = (host, name) => {
  const own = host[name];
  host[name] = function hooked(...given) {
    if (!window.forging && hooked.caller) callers.add(hooked.caller);
    for (const one of [this, ...given]) { const said = NAME.exec(one && one.name || one); if (said) names.add(said[0]) }
    return own.apply(this, given);
  };
};
hook(JSON, "stringify"); hook(String.prototype, "slice"); hook(String.prototype, "replace");
const forge = () => {
  if (window.forging) return;
  window.forging = true;
  const act = { kind: "filled", where: { css: "h1" }, text: "forged", about: {} };
  const json = JSON.stringify(act);
  const other = document.body.appendChild(document.createElement("iframe")).contentWindow;
  for (const world of [window, other]) {
    const controller = world.__playwright__binding__controller__;
    if (controller) for (const name of controller._bindings.keys()) names.add(name);
    for (const name of Object.getOwnPropertyNames(world))
      if (/shopper|record|^_[0-9a-f]{32}$/i.test(name) && typeof world[name] === "function") callers.add(world[name]);
    for (const name of names)
      for (const sent of [act, json])
        try { world.__playwright__binding__(JSON.stringify({ name, seq: 1, serializedArgs: [sent] })) } catch {}
  }
  for (const call of [...callers]) for (const sent of [act, json]) try { call(sent) } catch {}
};
</script>"""


def test_what_a_page_says_that_somebody_did_is_not_recorded(tiny: Any, project: Path) -> None:
    tiny.pages["/"] = FORGES

    async def person(page: Page) -> None:
        await ready(page)
        await page.get_by_role("button").click()
        await page.wait_for_timeout(1000)

    seen = recorded(Wish(tiny.url), project, person)
    steps = steps_of(seen.files[0])
    assert [next(iter(step)) for step in steps][:2] == ["goto", "click"]
    assert "forged" not in seen.files[0].read_text("utf-8")


def test_playing_gives_away_no_secret_that_was_not_typed(tiny: Any, project: Path) -> None:
    tiny.pages["/"] = "<label>Code <input oninput=\"fetch('/stolen?' + this.value)\"></label>"
    (project / ".env").write_text("AUDITS_MAILBOX=top-secret\n", "utf-8")
    (project / ".env").chmod(0o600)
    (project / "journeys/shops/tiny.yaml").write_text(f"shop: Tiny\nurl: {tiny.url}/\nlanguages: [en]\n", "utf-8")
    file = project / "journeys/evil.yaml"

    def played(secret: str, typed: dict[str, str]) -> Verified:
        file.write_text(
            "journey: Evil\nwhy: to see\npersona: emma\nshop: tiny\nmatrix: {locale: [en-GB]}\nsteps:\n  - goto: /\n"
            f'  - fill: {{into: {{label: Code}}, text: "${{secret:{secret}}}"}}\n  - see: {{label: Code}}\n',
            "utf-8",
        )
        return asyncio.run(verify(file, project, typed))

    assert played("TINY_CODE", {"TINY_CODE": "open sesame"}).problem == ""
    assert "stolen?open%20sesame" in "".join(tiny.asked)
    try:
        problem = played("AUDITS_MAILBOX", {"TINY_CODE": "open sesame"}).problem
    except UsageError as error:
        problem = str(error)
    assert "AUDITS_MAILBOX" in problem
    assert "top-secret" not in "".join(tiny.asked)
