"""A tiny shop for the tutorial: two languages, a search, a basket, an order. Its Vietnamese basket has a flaw; find it.

python corner_shop.py [PORT]     # http://localhost:8765, until Ctrl-C; nothing is kept
"""

import sys
from collections import Counter
from collections.abc import Iterable
from html import escape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs, urlsplit

GOODS = {
    "tea": {"en": ("Ginger tea", 4.20), "vi": ("Trà gừng", 115000)},
    "oats": {"en": ("Oat biscuits", 2.80), "vi": ("Bánh yến mạch", 76000)},
    "soap": {"en": ("Lavender soap", 3.50), "vi": ("Xà phòng oải hương", 95000)},
}
BASKET_PRICES = {"en": {}, "vi": {"tea": 119000}}
TEXTS = {
    "shop": ("The Corner Shop", "Tiệm Đầu Ngõ"),
    "hello": ("Good things from round the corner", "Quà ngon ngay đầu ngõ"),
    "lead": ("Small things for every day, packed by hand.", "Những món nhỏ dùng hằng ngày, gói bằng tay."),
    "search": ("Search", "Tìm kiếm"),
    "find": ("Find", "Tìm"),
    "found": ("Found", "Kết quả"),
    "nothing": ("Nothing of that name is on our shelf.", "Trên kệ không có món nào tên như vậy."),
    "price": ("Price", "Giá"),
    "add": ("Add to basket", "Thêm vào giỏ"),
    "basket": ("Basket", "Giỏ hàng"),
    "empty": ("Your basket is still empty.", "Giỏ hàng của bạn còn trống."),
    "total": ("Total", "Tổng cộng"),
    "order": ("Order now", "Đặt hàng"),
    "name": ("Your name", "Họ và tên"),
    "where": ("Address", "Địa chỉ"),
    "place": ("Place the order", "Gửi đơn hàng"),
    "thanks": ("Thank you for your order", "Cảm ơn bạn đã đặt hàng"),
    "number": ("Order number", "Mã đơn hàng"),
    "soon": ("We shall bring it to your door the day after tomorrow.", "Chúng tôi sẽ giao tận nhà bạn vào ngày kia."),
    "contact": ("Contact", "Liên hệ"),
    "ask": ("Ask us", "Hỏi chúng tôi"),
    "hours": (
        "Call us on 020 7946 0142, Monday to Friday, 9:00–17:00.",
        "Gọi cho chúng tôi: 020 7946 0142, thứ Hai đến thứ Sáu, 9:00–17:00.",
    ),
    "away": ("There is no such page.", "Không có trang này."),
}
OTHER = {"en": ("vi", "Tiếng Việt"), "vi": ("en", "English")}
PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>{head} – {shop}</title><style>a {{ display: inline-block; padding: 8px }}
input, button {{ font: inherit; padding: 8px }}</style>
<header><a href="/{language}/">{shop}</a> <a href="/{language}/basket">{basket}</a>
<a href="/{language}/contact">{contact}</a> <a href="/{other}/" lang="{other}" hreflang="{other}">{other_name}</a>
<form role="search" action="/{language}/search"><input type="search" name="q" aria-label="{search}">
<button>{find}</button></form></header>
<main><h1>{head}</h1>{main}</main><footer><p>{hours}</p></footer></html>"""

baskets: dict[str, Counter[str]] = {}
orders: dict[str, str] = {}
numbers = count(1001)


class Shop(BaseHTTPRequestHandler):
    """One request. Pages are /LANGUAGE/WHAT; a cookie tells baskets apart."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.language, *rest = [part for part in url.path.split("/") if part] or [""]
        if url.path == "/":
            return self.go_to("/vi/" if self.headers.get("Accept-Language", "").startswith("vi") else "/en/")
        match [self.language in OTHER, *rest]:
            case [True]:
                self.show("hello", f"<p>{self.say('lead')}</p>{self.shelf(GOODS)}")
            case [True, "search"]:
                words = parse_qs(url.query).get("q", [""])[0].casefold()
                self.show("found", self.shelf(id for id in GOODS if words in self.good(id)[0].casefold()))
            case [True, "item", id] if id in GOODS:
                name, price = self.good(id)
                stated = f'<p>{self.say("price")}: <span id="price">{self.money(price)}</span></p>'
                button = f'<button name="id" value="{id}">{self.say("add")}</button>'
                self.show(name, f'{stated}<form method="post" action="/{self.language}/basket">{button}</form>')
            case [True, "basket"]:
                self.show("basket", self.basket() if self.mine() else f"<p>{self.say('empty')}</p>")
            case [True, "order"]:
                fields = [
                    f'<p><label>{self.say(key)} <input name="{key}" autocomplete="{what}" required></label></p>'
                    for key, what in (("name", "name"), ("where", "street-address"))
                ]
                self.show("order", f'<form method="post">{"".join(fields)}<button>{self.say("place")}</button></form>')
            case [True, "order", number] if number in orders:
                stated = f'<p>{self.say("number")}: <span id="number">{number}</span></p>'
                total = f'<p>{self.say("total")}: <span id="total">{orders[number]}</span></p>'
                self.show("thanks", f"{stated}{total}<p>{self.say('soon')}</p>")
            case [True, "contact"]:
                self.show("ask", '<p><a href="mailto:hello@corner.example">hello@corner.example</a></p>')
            case _:
                self.show("away", "", status=404)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.language = self.path.split("/")[1]
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path.endswith("/basket"):
            self.mine()[form["id"][0]] += 1
            self.go_to(f"/{self.language}/basket")
        else:
            number = f"CS-{next(numbers)}"
            orders[number] = self.money(self.total())
            self.mine().clear()
            self.go_to(f"/{self.language}/order/{number}")

    def say(self, key: str) -> str:
        return TEXTS[key][self.language == "vi"]

    def good(self, id: str) -> tuple[str, float]:
        return GOODS[id][self.language]

    def money(self, amount: float) -> str:
        return f"{amount:,.0f} ₫".replace(",", ".") if self.language == "vi" else f"£{amount:.2f}"

    def mine(self) -> Counter[str]:
        """The basket of whoever asks; a new customer gets one."""
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        self.customer = cookies["customer"].value if "customer" in cookies else f"c{len(baskets)}"
        return baskets.setdefault(self.customer, Counter())

    def price(self, id: str) -> float:
        return BASKET_PRICES[self.language].get(id, self.good(id)[1])

    def total(self) -> float:
        return sum(self.price(id) * pieces for id, pieces in self.mine().items())

    def basket(self) -> str:
        rows = (
            f'<li>{pieces} × {self.good(id)[0]}: <span class="price">{self.money(self.price(id))}</span></li>'
            for id, pieces in self.mine().items()
        )
        total = f'<p>{self.say("total")}: <span id="total">{self.money(self.total())}</span></p>'
        return f'<ul>{"".join(rows)}</ul>{total}<p><a href="/{self.language}/order">{self.say("order")}</a></p>'

    def shelf(self, ids: Iterable[str]) -> str:
        cards = "".join(f'<li><a href="/{self.language}/item/{id}">{self.good(id)[0]}</a></li>' for id in ids)
        return f"<ul>{cards}</ul>" if cards else f"<p>{self.say('nothing')}</p>"

    def show(self, head: str, main: str, status: int = 200) -> None:
        """A page; `head` is the key of a text, or a text."""
        self.language = self.language if self.language in OTHER else "en"
        (other, other_name), words = OTHER[self.language], {key: self.say(key) for key in TEXTS}
        head = escape(words.get(head, head))
        page = PAGE.format(language=self.language, head=head, main=main, other=other, other_name=other_name, **words)
        self.answer(status, {"Content-Type": "text/html; charset=utf-8"}, page.encode())

    def go_to(self, path: str) -> None:
        self.answer(303, {"Location": path})

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        cookie = {"Set-Cookie": f"customer={self.customer}; Path=/; SameSite=Lax"} if hasattr(self, "customer") else {}
        for name, value in {**headers, **cookie, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: whoever plays at it looks at another terminal."""


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8765
    with ThreadingHTTPServer(("127.0.0.1", port), Shop) as server:
        print(f"The corner shop is open: http://localhost:{port}  (Ctrl-C closes it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
