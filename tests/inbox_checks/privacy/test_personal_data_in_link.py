import pytest
from factories import a_mail, a_visit

from shopper import Link, MailPicture, Markup, Outcome
from shopper.inbox_checks.privacy.personal_data_in_link import personal_data_in_link
from shopper.model import Verdict


def judged(href: str, *, address: str = "shops+v1@inbox.test", **changes: object) -> list[Verdict]:
    mail = a_mail("shipping_notice", links=(Link(text="Theo dõi", href=href),), **changes)
    return list(personal_data_in_link(a_visit(mails=[mail], address=address)))


@pytest.mark.parametrize(
    "query",
    [
        "email=shops+v1@inbox.test",
        "email=shops%2Bv1%40inbox.test",
        "u=c2hvcHMrdjFAaW5ib3gudGVzdA==",
        "next=%2Ftrack%3Femail%3Dshops%252Bv1%2540inbox.test",
        "phone=%2B84912345678",
        "tel=0912345678",
    ],
)
def test_her_address_and_phone_fail(query: str) -> None:
    (verdict,) = judged(f"https://www.gomsen.test/track?{query}")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.endswith("/track.")


def test_her_name_goes_to_a_person() -> None:
    assert judged("https://www.gomsen.test/hello?name=Nguyen+Thuy+Linh")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "href",
    [
        "https://www.gomsen.test/vi/don-hang/q7Rk2pXw93",
        "https://track.vanchuyen.test/vi/kien-hang/VC912345678VN",
        "https://www.gomsen.test/u?m=8f14e45fceea167a5a36dedd4bea2543",
        "https://www.gomsen.test/lien-he?topic=linh-kien",
    ],
)
def test_tokens_and_numbers_pass(href: str) -> None:
    (verdict,) = judged(href)
    assert verdict.outcome is Outcome.PASS


def test_a_pictures_address_counts() -> None:
    picture = MailPicture(src="https://t.test/o.gif?e=shops%2Bv1@inbox.test")
    assert judged("https://www.gomsen.test/", markup=Markup(pictures=(picture,)))[0].outcome is Outcome.FAIL


def test_links_that_write_and_strangers_are_left_alone() -> None:
    assert judged("mailto:hello@gomsen.test?subject=shops+v1@inbox.test") == []
    assert judged("https://x.test/?e=shops+v1@inbox.test", solicited=False) == []
