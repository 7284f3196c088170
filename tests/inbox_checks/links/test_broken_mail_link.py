import pytest
from factories import a_mail, a_page, a_visit

from shopper import Link, LinkProbe, Outcome
from shopper.inbox_checks.links.broken_mail_link import broken_mail_link
from shopper.model import Verdict

TRACK = Link(text="Theo dõi đơn hàng", href="https://track.vanchuyen.test/vi/kien-hang/VC123456789VN")


def a_probe(**changes: object) -> LinkProbe:
    return LinkProbe.model_validate({"href": TRACK.href, "outcome": "opened", "status": 200, "attempts": 2, **changes})


def judged(*probes: LinkProbe, solicited: bool = True) -> list[Verdict]:
    mail = a_mail("shipping_notice", links=(TRACK, TRACK), probes=probes, solicited=solicited)
    return list(broken_mail_link(a_visit(mails=[mail])))


def test_a_dead_link_fails_by_its_words() -> None:
    (verdict,) = judged(a_probe(status=404, attempts=1))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shipping notice links to “Theo dõi đơn hàng”, which answered 404 (not there)."
    assert verdict.about == "shipping_notice: Theo dõi đơn hàng"
    assert verdict.owner == "shipping"


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"status": 200}, Outcome.PASS),
        ({"status": None}, Outcome.PASS),
        ({"status": 410}, Outcome.FAIL),
        ({"status": 500, "attempts": 2}, Outcome.FAIL),
        ({"status": 503, "attempts": 1}, Outcome.CANT_TELL),
        ({"status": 403}, Outcome.CANT_TELL),
        ({"status": 429}, Outcome.CANT_TELL),
        ({"status": 401}, Outcome.CANT_TELL),
        ({"status": 503, "page": a_page(challenged=True)}, Outcome.CANT_TELL),
        ({"outcome": "unreachable", "status": None, "attempts": 2}, Outcome.FAIL),
        ({"outcome": "unreachable", "status": None, "attempts": 1}, Outcome.CANT_TELL),
        ({"page": a_page()}, Outcome.PASS),
        ({"page": a_page(text="Đã xảy ra lỗi")}, Outcome.REVIEW),
    ],
)
def test_what_a_probe_proves(changes: dict[str, object], outcome: Outcome) -> None:
    (verdict,) = judged(a_probe(**changes))
    assert verdict.outcome is outcome


@pytest.mark.parametrize("outcome", ["refused", "not_opened"])
def test_links_that_were_not_opened_are_not_judged(outcome: str) -> None:
    assert judged(a_probe(outcome=outcome, status=None)) == []


def test_the_same_link_twice_is_judged_once() -> None:
    assert len(judged(a_probe(status=404), a_probe(status=404))) == 1


def test_a_link_without_words_is_named_by_a_place_that_holds() -> None:
    (verdict,) = judged(a_probe(href="https://track.vanchuyen.test/vi/kien-hang/VC999888777VN?t=1", status=404))
    assert verdict.about == "shipping_notice: track.vanchuyen.test/vi/kien-hang/…"


def test_a_strangers_links_are_left_alone() -> None:
    assert judged(a_probe(status=404), solicited=False) == []
