import pytest
from factories import SHOP_URL, a_mail, a_visit

from shopper import Link, LinkProbe, Outcome
from shopper.inbox_checks.links.redirect_chain import redirect_chain
from shopper.model import Verdict

LINK = Link(text="Theo dõi", href=f"{SHOP_URL}/go")


def judged(**changes: object) -> list[Verdict]:
    probe = LinkProbe.model_validate(
        {"href": LINK.href, "outcome": "opened", "status": 200, "url": f"{SHOP_URL}/end", **changes}
    )
    return list(redirect_chain(a_visit(mails=[a_mail("shipping_notice", links=(LINK,), probes=(probe,))])))


def through(count: int) -> tuple[str, ...]:
    return tuple(f"{SHOP_URL}/{step}" for step in range(count))


def test_a_long_chain_fails() -> None:
    (verdict,) = judged(redirects=through(4))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shipping notice sends “Theo dõi” through 5 redirects before a page opens."


@pytest.mark.parametrize("count", [0, 1, 2])
def test_three_redirects_are_fine(count: int) -> None:
    (verdict,) = judged(redirects=through(count))
    assert verdict.outcome is Outcome.PASS
    assert verdict.actual == f"{count + 1} redirects"


def test_no_redirect_is_fine() -> None:
    assert judged(url=LINK.href)[0].actual == "0 redirects"


@pytest.mark.parametrize(
    "reason",
    [
        "it redirects in a circle",
        "it redirects more than 9 times",
        "net::ERR_TOO_MANY_REDIRECTS at https://x",
        "NS_ERROR_REDIRECT_LOOP",
    ],
)
def test_a_circle_fails(reason: str) -> None:
    (verdict,) = judged(outcome="unreachable", status=None, reason=reason, url="")
    assert verdict.sentence == "The shipping notice sends “Theo dõi” round in circles without end."


def test_a_cookie_that_sends_her_back_once_is_no_circle() -> None:
    (verdict,) = judged(redirects=(f"{SHOP_URL}/cookie",), url=LINK.href)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize("outcome", ["refused", "not_opened", "unreachable"])
def test_what_was_not_opened_is_not_judged(outcome: str) -> None:
    assert judged(outcome=outcome, status=None, url="") == []
