import pytest

from shopper import Brand
from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.vn_owner import vn_owner
from shopper.testing import a_page, a_plan, a_shop, a_visit, an_exploration

COMPANY = "CÔNG TY TNHH GỐM LÀNG\nSố 5 đường Gốm, xã Bát Tràng, Hà Nội\nHotline: 0243 874 1234\nMST: 0101234567"
HOUSEHOLD = (
    "Hộ kinh doanh Lụa Vân\nĐịa chỉ: 12 Hàng Gai, phường Hàng Gai, Hà Nội\nĐiện thoại: 0912 345 678\n"
    "GCN ĐKKD số 01A8012345 do UBND quận cấp ngày 2/3/2020"
)
CODE = "Công ty CP Trà Sương\nĐịa chỉ: 8 Trần Phú, Đà Lạt\nĐT: 1800 0108\nMã số doanh nghiệp: 5801234567"


def judged(text: str, *, complete: bool = True) -> list[Verdict]:
    first = an_exploration(a_page("/vi/", text=text, links=()), complete=complete)
    return list(vn_owner(a_visit(plan=a_plan(shop=a_shop(brand=Brand())), steps=(), explorations=(first,))))


@pytest.mark.parametrize("text", [COMPANY, HOUSEHOLD, CODE])
def test_ordinary_footers_pass(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.PASS, verdict.sentence


def test_a_missing_number_or_phone_fails() -> None:
    (verdict,) = judged(COMPANY.partition("\nMST")[0])
    assert (verdict.outcome, verdict.sentence) == (
        Outcome.FAIL,
        "No page that could be found names an enterprise or tax number.",
    )
    assert [one.outcome for one in judged(COMPANY.replace("Hotline: 0243 874 1234\n", ""))] == [Outcome.FAIL]


def test_what_is_not_found_in_part_of_a_shop_is_not_missing() -> None:
    assert judged("Chào mừng bạn", complete=False) == []
