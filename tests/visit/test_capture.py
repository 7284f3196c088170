"""What a page shows is read as a person reads it: what stands apart is not glued together, and forms say what they ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, async_playwright

from shopper.model import FormField, PageView
from shopper.visit.browser import find
from shopper.visit.capture import read_page

PAGES: Mapping[str, tuple[str, str]] = {
    "a_new_line": ("<p>Hello<br>World", "Hello World"),
    "boxes_in_a_line": (
        "<nav><a style='display:inline-block'>Basket</a><a style='display:inline-block'>Contact</a>",
        "Basket Contact",
    ),
    "a_blank_between": ("<p><b>Order</b> <i>now</i>", "Order now"),
    "blocks": ("<h1>The Corner Shop</h1><a style='display:block'>Basket</a>", "The Corner Shop\nBasket"),
    "a_word_partly_bold": ("<p>un<b>break</b>able", "unbreakable"),
    "animated_letters": ("<p>" + "".join(f"<span style='display:inline-block'>{letter}</span>" for letter in "Hello"), "Hello"),
    "an_empty_text": ("<p>Order<script>document.currentScript.replaceWith('')</script>ed", "Ordered"),
}


def field(view: PageView, number: int = 0) -> FormField:
    return view.fields[number]


def places(view: PageView) -> dict[str, str]:
    return {block.text: block.where for block in view.blocks}


def folds(view: PageView) -> dict[str, bool]:
    return {block.text: block.folded for block in view.blocks}


Look = Callable[[PageView], Any]
SEEN: Mapping[str, tuple[str, Look, Any]] = {
    # --- where things stand ---
    "landmarks": (
        "<header>Top<nav>Menu</nav></header><main>Middle<article><header>Its head</header></article></main>"
        "<aside>Aside</aside><footer>Bottom<nav>Small menu</nav></footer><div role=dialog>Window</div>Nowhere",
        places,
        {"Top": "header", "Menu": "nav", "Middle": "main", "Its head": "main", "Aside": "aside", "Bottom": "footer",
         "Small menu": "footer", "Window": "dialog", "Nowhere": ""},
    ),
    "links": (
        "<footer><a href=/de hreflang=de>Deutsch</a><a href=/fr><span lang=fr>Français</span></a></footer>",
        lambda view: [(link.text, link.where, link.lang) for link in view.links],
        [("Deutsch", "footer", "de"), ("Français", "footer", "fr")],
    ),
    "headings": ("<h1>One</h1><h2 hidden>No</h2><div role=heading>Two</div>", lambda view: view.headings, ("One", "Two")),
    "alerts": (
        "<p role=alert>Card <b>declined</b></p><p role=status hidden>Saved</p><p aria-live=assertive>Look</p><p role=status>",
        lambda view: view.alerts,
        ("Card declined", "Look"),
    ),
    "folded_answers": (
        "<details><summary>How long is the warranty?</summary><p>Two <b>years</b>.</p><p hidden>Draft<p><details>"
        "<summary>More</summary>By post</details></details><details open><summary>Open</summary>Seen</details>",
        folds,
        {"How long is the warranty?": False, "Two years.": True, "More": True, "By post": True, "Open": False, "Seen": False},
    ),
    "accordions": (
        "<h3><button aria-expanded=false aria-controls=a>Returns</button></h3><div id=a hidden>30 days</div>"
        "<h3><button aria-expanded=false aria-controls=b>Costs</button></h3><div id=b style='height:0;overflow:clip'>Free</div>"
        "<h3><button aria-expanded=false aria-controls=c>Hours</button></h3><p id=c>Always seen</p>"
        "<h3><button aria-expanded=true aria-controls=d>Gone</button></h3><p id=d hidden>Left over</p>"
        "<p hidden=until-found>Found by the browser",
        folds,
        {"Returns": False, "30 days": True, "Costs": False, "Free": True, "Hours": False, "Always seen": False, "Gone": False,
         "Found by the browser": True},
    ),
    "menus_are_no_answers": (
        "<nav><h2><button aria-expanded=false aria-controls=m>Menu</button></h2><ul id=m hidden><li>Tea</ul></nav>"
        "<button aria-expanded=false aria-controls=s>Search</button><div id=s hidden>What are you looking for?</div>"
        "<header><details><summary>English</summary>Tiếng Việt</details></header>",
        folds,
        {"Menu": False, "Search": False, "English": False},
    ),
    "folded_is_out_of_sight": ("<p>Seen<details><summary>Q</summary>Answer</details>",
        lambda view: (view.text, view.in_sight.text), ("Seen\nQ\nAnswer", "Seen\nQ")),
    # --- forms ---
    "a_label": ("<label for=m>Email *</label><input id=m type=email name=mail autocomplete=email required>", field,
        FormField(label="Email *", name="mail", kind="email", autocomplete="email", required=True)),
    "a_label_around": ("<label>Country <select name=c><option>Vietnam<option>France</select></label>", field,
        FormField(label="Country", name="c", kind="select", filled=True, options=("Vietnam", "France"))),
    "names_by_aria": ("<b id=a>Gift</b><b id=b>card</b><input aria-labelledby='a b'><input aria-label=Code>"
                      "<input placeholder=Hint>",
        lambda view: [one.label for one in view.fields], ["Gift card", "Code", "Hint"]),
    "nothing_typed_is_kept": ("<input name=n value='Nguyễn Thùy Linh'>", lambda view: (field(view).filled, "Linh" in str(view)),
        (True, False)),
    "ticked_by_the_page": ("<input type=checkbox name=news checked><input type=checkbox name=terms>",
        lambda view: [(one.name, one.filled, one.ticked_first) for one in view.fields],
        [("news", True, True), ("terms", False, False)]),
    "unticked_by_her": ("<input type=checkbox id=b checked><script>b.checked = false</script>",
        lambda view: (field(view).filled, field(view).ticked_first), (False, True)),
    "a_prettier_box": ("<input type=checkbox id=b style='opacity:0;position:absolute'><label for=b>Insurance</label>",
        lambda view: (field(view).label, field(view).visible), ("Insurance", True)),
    "hidden_and_ticked": ("<input type=checkbox name=x checked style='display:none'><input name=y style='display:none'>",
        lambda view: [(one.name, one.visible) for one in view.fields], [("x", False)]),
    "wrong": ("<input aria-invalid=true aria-describedby=m><p id=m>Enter a <b>valid</b> address</p>",
        lambda view: (field(view).invalid, field(view).message), (True, "Enter a valid address")),
    "forms": ("<form><input name=a></form><form id=f></form><input name=b form=f><input name=c>",
        lambda view: [one.form for one in view.fields], [1, 2, 0]),
    "no_fields": ("<input type=hidden><input type=submit><button>Go</button>", lambda view: view.fields, ()),
    # --- what it says to machines ---
    "json_ld": ('<script type="application/ld+json">{"@graph": [{"@type": "Product", "name": "Cup"}]}</script>'
                '<script type="application/ld+json">{"broken</script>',
        lambda view: view.structured, ({"@type": "Product", "name": "Cup"},)),
    "too_much_json_ld": (f'<script type="application/ld+json">{{"a": "{"x" * 200_000}"}}</script>',
        lambda view: view.structured, ()),
    "microdata": ("<div itemscope itemtype=https://schema.org/Product><b itemprop=name>Cup</b>"
                  "<i itemprop=offers itemscope itemtype=https://schema.org/Offer><meta itemprop=price content=19.90></i>",
        lambda view: view.structured, ({"@context": "https://schema.org", "@type": "Product", "name": "Cup",
            "offers": {"@context": "https://schema.org", "@type": "Offer", "price": "19.90"}},)),
    "robots": ("<meta name=Robots content=noindex>", lambda view: view.robots, "noindex, none"),
    "alternates": ("<link rel=alternate hreflang=vi href=/vi/><link rel=canonical href=/en/>",
        lambda view: (view.alternates, view.canonical),
        ({"vi": "https://shop.test/vi/"}, "https://shop.test/en/")),
    "insecure": ("<img src=http://shop.test/a.png><form action=http://shop.test/send></form><a href=http://shop.test/>x</a>",
        lambda view: view.insecure, ("http://shop.test/a.png", "http://shop.test/send")),
    "last_modified": ("", lambda view: view.modified, datetime(2024, 5, 1, 12, tzinfo=UTC)),
    # --- captchas ---
    "a_captcha": ("<form><input><div class=g-recaptcha></div></form>", lambda view: view.captcha, "recaptcha"),
    "an_invisible_captcha": ("<form><input><div class=g-recaptcha data-size=invisible></div></form>",
        lambda view: view.captcha, ""),
    "letters_in_a_picture": ("<label>Nhập mã trong hình <input name=code></label>", lambda view: view.captcha, "picture"),
    # --- what lies over it ---
    "a_banner": ("<main>Shop</main><div style='position:fixed;bottom:0;width:100%;height:25%'>Cookies? <button>No</button>",
        lambda view: view.overlay and (view.overlay.text, view.overlay.controls, 0.2 <= view.overlay.covers <= 0.3),
        ("Cookies? No", ("No",), True)),
    "a_wall": ("<main>Shop</main><div style='position:fixed;inset:0'></div><div role=dialog "
               "style='position:fixed;inset:40%'>Newsletter!</div>", lambda view: view.overlay and view.overlay.covers, 1.0),
    "its_own_header": ("<header style='position:sticky;top:0;height:30vh'>Shop<nav>Menu</nav></header><main>x</main>",
        lambda view: view.overlay, None),
    "a_small_bubble": ("<div style='position:fixed;bottom:0;right:0;width:80px;height:80px'>Chat</div>",
        lambda view: view.overlay, None),
    # --- dress ---
    "fonts": ("<body style='font-family:\"Be Vietnam Pro\", Arial'>Twelve chars <code style='font-family:Courier'>xy</code>",
        lambda view: view.fonts, {"Be Vietnam Pro": 12, "Courier": 2}),
    "colours": ("<body style='background:#fbf9f5;color:#111111'><p>text</p><a href=/ style='color:#0b6b5d'>link</a>"
                "<button style='background:#0b6b5d;color:#ffffff'>button</button>",
        lambda view: {(use.what, use.colour, use.weight) for use in view.colours},
        {("text", "#111111", 4), ("link", "#0b6b5d", 4), ("button", "#0b6b5d", 6), ("background", "#fbf9f5", 8),
         ("background", "#0b6b5d", 6)}),
    "pictures": ("<header><a href=/><img src=/logo.png alt=Shop style='display:block;width:100px'></a></header>"
                 "<main><img src=/cup.jpg>"
                 "<img src=/x.png alt='Bank logo' style='display:block;width:60px'></main>",
        lambda view: [(one.src.rpartition("/")[2], one.alt, one.width, one.where, bool(one.href)) for one in view.pictures],
        [("logo.png", "Shop", 100, "header", True), ("x.png", "Bank logo", 60, "main", False)]),
    "a_drawn_logo": ("<header><svg aria-label=Shop width=90 height=30></svg></header>",
        lambda view: [(one.src, one.alt, one.width) for one in view.pictures], [("", "Shop", 90)]),
    # --- width ---
    "it_fits": ("<p>Hello", lambda view: (view.width, view.page_width, view.widest), (1280, 1280, "")),
    "too_wide": ("<table style='width:1500px'><tr><td>Prices</table>",
        lambda view: (view.page_width >= 1500, view.widest), (True, "a table of 1500 px (“Prices”)")),
    "cut_off": ("<body style='overflow-x:hidden'><div style='width:1500px'>x", lambda view: view.page_width, 1280),
}  # fmt: skip

HOSTILE: Mapping[str, str] = {
    "names_in_place_of_functions": "<img name=querySelectorAll><img name=title><img name=body><form><input name=tagName>"
    "<input name=parentElement><input name=lang><input name=getAttribute><input name=action></form>",
    "a_getter_that_throws": "<h1>Shop</h1><script>Object.defineProperty(document, 'title', {get() { throw 1 }})</script>",
    "properties_that_poison": "<div itemscope><b itemprop='__proto__ constructor toString'>x</b></div>",
    "labels_in_a_circle": "<p id=a aria-labelledby=b>A</p><input id=b aria-labelledby='a b' aria-describedby=b>",
    "no_address": "<a href='http://['>x</a><img src='http://['><form action='http://['></form>",
}


def read(pages: Mapping[str, str]) -> dict[str, PageView | None]:
    """Each page of `https://shop.test`, read in one browser."""

    async def all_of_them() -> dict[str, PageView | None]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            page = await page_of(browser, pages)
            views = {name: await read_at(page, name) for name in pages}
            await browser.close()
        return views

    return asyncio.run(all_of_them())


async def page_of(browser: Browser, pages: Mapping[str, str], **options: Any) -> Page:
    page = await browser.new_page(viewport={"width": 1280, "height": 800}, **options)

    async def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name not in pages:
            await route.fulfill(status=404)
            return
        policy = {
            "Content-Security-Policy": "script-src 'unsafe-inline'; trusted-types none; require-trusted-types-for 'script'"
        }
        style = "<style>body { margin: 0 }</style>"
        await route.fulfill(
            body=f"<!doctype html><html lang=en><meta charset=utf-8>{style}{pages[name]}",
            content_type="text/html",
            headers=policy,
        )

    await page.route("**/*", answer)
    return page


async def read_at(page: Page, name: str) -> PageView | None:
    await page.goto(f"https://shop.test/{name}", wait_until="domcontentloaded")
    return await read_page(page, 200, {"x-robots-tag": "none", "last-modified": "Wed, 01 May 2024 12:00:00 GMT"})


@pytest.fixture(scope="module")
def views() -> dict[str, PageView | None]:
    return read({**{name: page[0] for name, page in (PAGES | SEEN).items()}, **HOSTILE})


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_words_stand_apart_as_a_person_sees_them(views: Mapping[str, PageView], name: str) -> None:
    assert views[name].text == PAGES[name][1]


@pytest.mark.browser
@pytest.mark.parametrize("name", SEEN)
def test_a_page_is_read_under_a_strict_policy(views: Mapping[str, PageView], name: str) -> None:
    _, look, wanted = SEEN[name]
    assert look(views[name]) == wanted


@pytest.mark.browser
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_all_the_same(views: Mapping[str, PageView | None], name: str) -> None:
    assert views[name] is not None


@pytest.mark.browser
def test_a_huge_page_is_bounded() -> None:
    row = "<div><a href=/x style='color:red'>word</a><input type=checkbox checked><img src=/logo.png alt=logo></div>"
    view = read({"huge": row * 2500})["huge"]
    assert view
    assert (len(view.links), len(view.fields), len(view.pictures)) == (2000, 200, 40)
    assert len(view.model_dump_json()) < 2_000_000


@pytest.mark.browser
def test_a_page_that_knows_no_phones_is_too_wide_for_them() -> None:
    pages = {"old": "<p>Hello", "new": "<meta name=viewport content='width=device-width'><p>Hello"}

    async def look() -> dict[str, PageView | None]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            page = await page_of(browser, pages, is_mobile=True, has_touch=True)
            await page.set_viewport_size({"width": 375, "height": 812})
            views = {name: await read_at(page, name) for name in pages}
            await browser.close()
        return views

    views = asyncio.run(look())
    old, new = views["old"], views["new"]
    assert old and new
    assert (new.width, new.page_width, new.widest) == (375, 375, "")
    assert old.width == 375
    assert old.page_width >= 980
    assert "says nothing of phones" in old.widest
