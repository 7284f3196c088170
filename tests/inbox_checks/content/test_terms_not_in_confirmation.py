import pytest
from factories import a_mail, a_visit

from shopper import Link, MailPart, Outcome, Verdict
from shopper.inbox_checks.content.terms_not_in_confirmation import terms_not_in_confirmation

TERMS, RETURNS = (
    Link(text=text, href=f"https://www.gomsen.test/en/policies/{slug}")
    for text, slug in (("Terms of sale", "terms"), ("Returns policy", "returns"))
)
FILES = tuple(MailPart(type="application/pdf", name=name, size=30_000) for name in ("Terms of sale.pdf", "Returns policy.pdf"))


def judged(locale: str, links: tuple[Link, ...] = (), parts: tuple[MailPart, ...] = ()) -> Verdict:
    (verdict,) = terms_not_in_confirmation(a_visit(mails=[a_mail(links=links, parts=parts)], locale=locale))
    return verdict


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB", "de-DE", "en-US"])
def test_nothing_of_either_fails_everywhere(locale: str) -> None:
    verdict = judged(locale)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation has nothing about the terms of the sale and nothing about withdrawing or sending goods back."
    )


@pytest.mark.parametrize(
    ("locale", "outcome"),
    [("de-DE", Outcome.REVIEW), ("en-GB", Outcome.REVIEW), ("vi-VN", Outcome.PASS), ("en-US", Outcome.PASS)],
)
def test_a_link_is_enough_only_where_no_law_asks_for_more(locale: str, outcome: Outcome) -> None:
    assert judged(locale, (TERMS, RETURNS)).outcome is outcome


def test_in_the_union_one_of_both_is_not_enough() -> None:
    verdict = judged("fr-FR", (TERMS,))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation has nothing about withdrawing or sending goods back."
    assert judged("vi-VN", (TERMS,)).outcome is Outcome.PASS


def test_a_sentence_about_it_goes_to_a_person() -> None:
    text = """Thank you for your order.
Your right to cancel: you may return any book in new condition within 14 days of receipt, and get your money back in full.
Terms and conditions of sale: prices include VAT where it applies. The contract is concluded when we send the goods to you."""
    (verdict,) = terms_not_in_confirmation(a_visit(mails=[a_mail(text=text, parts=())], locale="en-GB"))
    assert verdict.outcome is Outcome.REVIEW


def test_files_with_the_mail_pass() -> None:
    assert judged("de-DE", parts=FILES).outcome is Outcome.PASS


def test_other_mails_and_strangers_are_not_judged() -> None:
    for mail in (a_mail("shipping_notice"), a_mail("appointment_confirmation"), a_mail(solicited=False)):
        assert list(terms_not_in_confirmation(a_visit(mails=[mail]))) == []
