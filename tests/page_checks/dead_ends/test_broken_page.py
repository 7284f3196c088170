import pytest
from factories import SHOP_URL, a_mail, a_page, a_step, a_visit

from shopper import Link, LinkProbe, Outcome, PageView, StepRecord
from shopper.model import Verdict
from shopper.page_checks.dead_ends.broken_page import broken_page
from shopper.testing import an_exploration


def judged(*pages: PageView) -> list[Verdict]:
    return list(broken_page(a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1)))))


def test_a_server_error_fails_by_its_path() -> None:
    (verdict,) = judged(a_page("/vi/chinh-sach/giao-hang", status=500, text="Internal Server Error"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The page /vi/chinh-sach/giao-hang answered 500: “Internal Server Error”."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/chinh-sach/giao-hang", "web shop", ("step:1",))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (None, Outcome.PASS),
        (200, Outcome.PASS),
        (304, Outcome.PASS),
        (404, Outcome.FAIL),
        (410, Outcome.FAIL),
        (405, Outcome.FAIL),
        (502, Outcome.FAIL),
        (400, Outcome.PASS),
        (402, Outcome.PASS),
        (422, Outcome.PASS),
        (401, Outcome.CANT_TELL),
        (403, Outcome.CANT_TELL),
        (429, Outcome.CANT_TELL),
    ],
)
def test_answers_of_the_server(status: int | None, outcome: Outcome) -> None:
    (verdict,) = judged(a_page(status=status, text="Thanh toán\nThẻ của bạn bị từ chối. Vui lòng thử thẻ khác."))
    assert verdict.outcome is outcome


def test_a_bot_challenge_proves_nothing() -> None:
    (verdict,) = judged(a_page(status=503, challenged=True))
    assert verdict.outcome is Outcome.CANT_TELL


def test_an_apology_with_status_200_is_a_broken_page() -> None:
    header, footer = "Sản phẩm", "Gốm Sen làm gốm men ngọc bằng tay tại Bát Tràng. " * 20
    pages = [a_page(f"/vi/{name}", text=f"{header}\n{name} đẹp\n{footer}") for name in ("bat", "dia", "coc")]
    *fine, verdict = judged(*pages, a_page("/vi/don-hang/GS-10023", text=f"{header}\nRất tiếc, đã xảy ra lỗi.\n{footer}"))
    assert {v.outcome for v in fine} == {Outcome.PASS}
    assert verdict.outcome is Outcome.FAIL
    assert verdict.about == "/vi/don-hang/…"
    assert "đã xảy ra lỗi" in verdict.sentence


def test_the_same_apology_on_every_page_is_no_footer() -> None:
    pages = [a_page(f"/vi/{name}", text="Đã xảy ra lỗi") for name in ("bat", "dia", "coc")]
    assert {verdict.outcome for verdict in judged(*pages)} == {Outcome.FAIL}


def test_the_same_page_at_three_steps_is_one_verdict_the_worst() -> None:
    broken = a_page("/vi/gio-hang", status=500)
    (verdict,) = judged(a_page("/vi/gio-hang"), broken, a_page("/vi/gio-hang?x=1"))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:2",))


def landed_on(page: PageView, probed: str) -> tuple[list[StepRecord], list[Verdict]]:
    steps = [a_step("1", "open_mail_link", page), a_step("2", "see", page), a_step("3", page=a_page("/vi/"))]
    mail = a_mail("shipping_notice", probes=(LinkProbe(href=probed, outcome="opened", status=404, url=probed),))
    return steps, list(broken_page(a_visit(steps=tuple(steps), mails=[mail])))


def test_a_mails_broken_landing_is_left_to_the_check_of_its_link() -> None:
    url = "https://track.vanchuyen.test/vi/kien-hang/VC12345"
    _, verdicts = landed_on(a_page(url, status=404), url)
    assert [verdict.about for verdict in verdicts] == ["/vi"]


def test_a_landing_that_nobody_probed_is_judged_here() -> None:
    _, verdicts = landed_on(a_page("https://track.vanchuyen.test/vi/a", status=404), "https://track.vanchuyen.test/vi/b")
    assert [(v.outcome, v.owner) for v in verdicts] == [(Outcome.FAIL, "track.vanchuyen.test"), (Outcome.PASS, "web shop")]


def test_a_page_that_a_mail_also_links_to_is_judged_when_the_customer_walks_there() -> None:
    page = a_page("/vi/don-hang", text="Đã xảy ra lỗi")
    mail = a_mail(probes=(LinkProbe(href=page.url, outcome="opened", status=200, url=page.url),))
    (verdict,) = broken_page(a_visit(steps=(a_step("1", page=page),), mails=[mail]))
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize("url", ["about:blank", "chrome-error://chromewebdata/"])
def test_the_browsers_own_pages_are_not_the_shops(url: str) -> None:
    page = a_page(status=None, text="").model_copy(update={"url": url})
    assert judged(page) == []


def test_steps_without_a_page_say_nothing() -> None:
    assert list(broken_page(a_visit(steps=(a_step("1", "await_mail"),)))) == []


def test_a_page_that_an_exploration_opened_is_judged() -> None:
    exploration = an_exploration(a_page("/vi/"), a_page("/vi/chinh-sach/giao-hang", status=404))
    fine, broken = broken_page(a_visit(steps=(), explorations=(exploration,)))
    assert (fine.outcome, broken.outcome, broken.evidence) == (Outcome.PASS, Outcome.FAIL, ("page:p2",))


def test_it_is_said_on_which_pages_the_link_stands() -> None:
    sale = Link(text="Khuyến mãi", href=f"{SHOP_URL}/vi/khuyen-mai", where="header")
    pages = [a_page(f"/vi/{name}", links=(sale,)) for name in ("", "bat", "dia")]
    gone = a_page("/vi/khuyen-mai", status=404, text="Không có trang này", links=(sale,))
    verdicts = broken_page(a_visit(steps=(), explorations=(an_exploration(*pages, gone),)))
    assert [verdict.sentence for verdict in verdicts if verdict.outcome is Outcome.FAIL] == [
        "The page /vi/khuyen-mai answered 404; it is linked as “Khuyến mãi” from /vi and 2 more pages."
    ]
