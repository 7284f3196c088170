import pytest
from factories import SHOP_URL, a_mail, a_page, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.inbox_checks.links.landing_language_differs import landing_language_differs
from shopper.model import Verdict

TEXTS = {
    "vi": "Kiện hàng của bạn đang trên đường tới\nChúng tôi đã nhận kiện hàng từ người gửi vào sáng nay và sẽ giao cho bạn vào"
    " thứ Năm. Nếu bạn không có ở nhà, người giao hàng sẽ gọi cho bạn và hẹn một lúc khác trong ngày.",
    "en": "Your parcel is on its way to you\nWe took it over from the sender this morning and will bring it on Thursday. If you"
    " are not at home, our courier will call you and arrange another time with you on the same day.",
    "de": "Ihr Paket ist auf dem Weg zu Ihnen\nWir haben es heute Morgen vom Absender übernommen und bringen es Ihnen am"
    " Donnerstag. Wenn Sie nicht zu Hause sind, ruft der Bote Sie an und vereinbart mit Ihnen eine andere Zeit.",
    "fr": "Votre colis est en route vers vous\nNous l'avons reçu de l'expéditeur ce matin et nous vous l'apporterons jeudi. Si"
    " vous n'êtes pas chez vous, notre livreur vous appellera et conviendra avec vous d'un autre moment.",
}
LINK = Link(text="Theo dõi kiện hàng", href="https://track.vanchuyen.test/kien-hang/VC123456789VN")


def judged(page: PageView, locale: str = "vi-VN", status: int = 200) -> list[Verdict]:
    probe = LinkProbe(href=LINK.href, outcome="opened", status=status, url=page.url, page=page)
    mail = a_mail("shipping_notice", links=(LINK,), probes=(probe,))
    return list(landing_language_differs(a_visit(mails=[mail], locale=locale)))


def test_a_page_in_another_language_fails() -> None:
    (verdict,) = judged(a_page("/parcel", text=TEXTS["en"], lang="en"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("The shipping notice links “Theo dõi kiện hàng” to a page in English (")
    assert verdict.sentence.endswith("; the customer shops in Vietnamese.")
    assert verdict.about == "shipping_notice: Theo dõi kiện hàng"


@pytest.mark.parametrize(("language", "locale"), [("vi", "vi-VN"), ("en", "en-GB"), ("de", "de-DE"), ("fr", "fr-FR")])
def test_her_own_language_passes(language: str, locale: str) -> None:
    (verdict,) = judged(a_page("/parcel", text=TEXTS[language], lang=language), locale)
    assert verdict.outcome is Outcome.PASS


def test_a_page_in_two_languages_passes() -> None:
    assert judged(a_page("/parcel", text=f"{TEXTS['en']}\n{TEXTS['vi']}"))[0].outcome is Outcome.PASS


def test_few_words_say_nothing() -> None:
    assert judged(a_page("/parcel", text="VC123456789VN\nDelivered on Thursday\nHà Nội")) == []


def test_errors_are_another_check_s_matter_and_veils_cannot_be_told() -> None:
    assert judged(a_page("/parcel", text=TEXTS["en"], status=404), status=404) == []
    assert judged(a_page("/parcel", text=TEXTS["en"], status=429), status=429)[0].outcome is Outcome.CANT_TELL
    assert judged(a_page("/parcel", text=TEXTS["en"], challenged=True))[0].outcome is Outcome.CANT_TELL


def test_two_links_to_one_place_are_judged_once() -> None:
    page = a_page("/parcel", text=TEXTS["en"], lang="en")
    links = (LINK, Link(text="Track", href=f"{LINK.href}?from=foot"))
    probes = tuple(
        LinkProbe(href=link.href, outcome="opened", status=200, url=SHOP_URL + "/parcel", page=page) for link in links
    )
    mail = a_mail("shipping_notice", links=links, probes=probes)
    assert len(list(landing_language_differs(a_visit(mails=[mail])))) == 1
