"""A draft says what is sure as keys, what is not as comments, and is read without mistakes."""

from __future__ import annotations

from pathlib import Path

import yaml

from shopper.journey.load import load_profiles
from shopper.model import Link, PageView, Shop
from shopper.testing import a_page, a_visit, an_exploration
from shopper.workshop.draft_shop import draft_shop
from shopper.workshop.first_look import FirstLook, Logo, plan_of

SHOP = Shop(id="tra", name="Trà: Ngon #1", url="https://tra.vn/", languages=("vi", "en"), hosts=("tra.vn", "*.tra.vn"))
CALL = Link(text="1900 1234", href="tel:19001234")


def page(path: str, *lines: str, **more: object) -> PageView:
    fields = {
        "url": f"https://tra.vn{path}",
        "title": lines[0],
        "headings": lines[:1],
        "links": (CALL,),
        "text": "\n".join(lines),
    }
    return a_page(path, **fields | more)  # type: ignore[arg-type]


def drafted(*pages: PageView, logo: Logo | None = None) -> tuple[str, dict[str, bytes]]:
    visits = [a_visit(plan=plan_of(SHOP, "vi"), explorations=(an_exploration(*pages),), steps=(), mails=())]
    files = draft_shop("tra.yaml", FirstLook(SHOP, pages[0], logo), visits)
    return files["tra.yaml"].decode(), files


def test_what_is_sure_is_a_key_and_the_file_is_read_without_mistakes(tmp_path: Path) -> None:
    firm = {"@type": "Organization", "legalName": "Công ty TNHH Trà Ngon", "taxID": "0312345678", "email": "mailto:chao@tra.vn"}
    text, files = drafted(page("/", "Trà Ngon", structured=(firm,)), page("/tra", "Trà"), logo=Logo(b"<svg/>", ".svg"))
    said = yaml.safe_load(text)
    assert said["shop"] == "Trà: Ngon #1" and said["languages"] == ["vi", "en"] and said["hosts"] == ["tra.vn", "*.tra.vn"]
    assert said["brand"] == {
        "name": "Trà: Ngon #1", "legal": "Công ty TNHH Trà Ngon", "tax": "0312345678", "phone": "1900 1234",
        "email": "chao@tra.vn", "logos": ["tra.svg"],
    }  # fmt: skip
    home = tmp_path / "journeys/shops"
    home.mkdir(parents=True)
    (home / "tra.yaml").write_bytes(files["tra.yaml"])
    (home / "tra.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert load_profiles(tmp_path).shops["tra"].profile.brand.tax == "0312345678"


def test_what_is_not_sure_is_a_comment() -> None:
    imprint = page("/imprint", "Imprint", "Tea Trading Ltd", "Tea Holding GmbH", "VAT number: DE123456789", links=())
    other = page("/a", "A", links=(Link(text="Call", href="tel:+4930123456"),))
    text, _ = drafted(page("/", "Tea", links=()), imprint, other, page("/b", "B", links=(CALL,)))
    assert "  # legal: Tea Trading Ltd or Tea Holding GmbH" in text and "  # phone: " in text
    assert yaml.safe_load(text)["brand"] == {"name": "Trà: Ngon #1", "tax": "DE123456789"}


def test_a_firm_with_its_street_behind_it_is_one_firm_and_hours_are_written_as_the_file_has_them() -> None:
    imprint = page("/ve-chung-toi", "Thông tin doanh nghiệp", "Công ty TNHH Trà Ngon", "Công ty TNHH Trà Ngon 12 đường Trà Mộc",
                   "Giờ làm việc: Thứ Hai – Thứ Sáu: 8:00 – 17:30")  # fmt: skip
    text, _ = drafted(page("/", "Trà Ngon"), imprint)
    assert "  legal: Công ty TNHH Trà Ngon\n" in text
    assert "# hours: {zone: Asia/Ho_Chi_Minh, mon-fri: 08:00-17:30}" in text


def test_pages_of_another_language_are_not_counted_and_a_page_of_its_own_comes_first() -> None:
    questions = page("/hoi-dap", "Hỏi đáp", "Giao hàng mất bao lâu?", "Chúng tôi giao hàng trong ba ngày. " * 8, lang="vi",
                     headings=("Hỏi đáp", "Giao hàng"))  # fmt: skip
    delivery = page("/giao-hang", "Giao hàng", "Chúng tôi giao hàng trong ba ngày. " * 8, lang="vi")
    german = page("/de/widerruf", "Widerruf", "Sie können binnen vierzehn Tagen widerrufen. " * 8, lang="de")
    text, _ = drafted(page("/", "Trà Ngon", lang="vi"), questions, delivery, german)
    assert "delivery (1): https://tra.vn/giao-hang" in text and "widerruf" not in text


def test_policies_stand_there_with_their_addresses_and_clicks() -> None:
    returns = page("/chinh-sach-doi-tra", "Chính sách đổi trả", "Bạn được trả hàng trong 30 ngày kể từ khi nhận hàng. " * 6)
    text, _ = drafted(page("/", "Trà Ngon"), returns)
    assert "#   returns (1): https://tra.vn/chinh-sach-doi-tra" in text
