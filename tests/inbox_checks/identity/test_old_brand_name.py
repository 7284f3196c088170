import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, MailPart, Outcome
from shopper.inbox_checks.identity.old_brand_name import old_brand_name
from shopper.model import Brand, Verdict

BRAND = Brand(name="Gốm Sen", legal="Công ty TNHH Gốm Sen", former_names=("Lotus Ceramics",))


def judged(brand: Brand = BRAND, **changes: object) -> list[Verdict]:
    return list(old_brand_name(a_visit(mails=[a_mail("invoice", **changes)], plan=a_plan(shop=a_shop(brand=brand)))))


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Thank you for shopping at Lotus Ceramics."},
        {"subject": "Your LOTUS CERAMICS invoice"},
        {"sender_name": "Lotus Ceramics"},
        {"preheader": "Lotus Ceramics: paid in full"},
        {"parts": (MailPart(type="application/pdf", name="Lotus-Ceramics-10023.pdf", size=9),)},
    ],
)
def test_the_old_name_fails_wherever_she_reads_it(said: dict[str, object]) -> None:
    (verdict,) = judged(**said)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice still says “Lotus Ceramics”."


@pytest.mark.parametrize(
    "text",
    [
        "Gốm Sen (formerly Lotus Ceramics)",
        "Gốm Sen, trước đây là Lotus Ceramics",
        "Lotus Ceramics heißt jetzt Gốm Sen",
        "Gốm Sen, anciennement Lotus Ceramics",
        "Gốm Sen, antes Lotus Ceramics",
        "> I bought this at Lotus Ceramics",
        "A lotus in our ceramics",
    ],
)
def test_where_it_is_said_to_be_old_it_may_stay(text: str) -> None:
    assert judged(text=text)[0].outcome is Outcome.PASS


def test_the_legal_name_may_keep_it_and_a_link_goes_to_a_person() -> None:
    legal = Brand(name="Gốm Sen", legal="Lotus Ceramics GmbH", former_names=("Lotus Ceramics",))
    assert judged(legal, text="Lotus Ceramics GmbH, Berlin")[0].outcome is Outcome.PASS
    link = Link(text="Xem", href="https://www.lotusceramics.test/o/1")
    assert judged(links=(link,))[0].outcome is Outcome.REVIEW


def test_strangers_and_shops_without_an_old_name_are_left_alone() -> None:
    assert judged(text="Lotus Ceramics", solicited=False) == []
    assert judged(Brand(name="Gốm Sen"), text="Lotus Ceramics") == []
