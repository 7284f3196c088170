from factories import a_mail, a_visit

from shopper import Link, Mail
from shopper.model import Outcome
from shopper.page_checks.compliance.eu_terms_on_durable_medium import eu_terms_on_durable_medium

SHORT = "Vielen Dank für Ihre Bestellung."


def outcome(mail: Mail) -> list[Outcome]:
    return [one.outcome for one in eu_terms_on_durable_medium(a_visit(locale="de-DE", mails=[mail]))]


def test_enclosed_terms_pass() -> None:
    assert outcome(a_mail()) == [Outcome.PASS]


def test_a_link_alone_goes_to_a_person() -> None:
    link = Link(text="AGB", href="https://www.gomsen.test/de/agb")
    assert outcome(a_mail(parts=(), text=SHORT, links=(link,))) == [Outcome.REVIEW]


def test_nothing_of_them_fails_and_other_mails_need_none() -> None:
    assert outcome(a_mail(parts=(), text=SHORT)) == [Outcome.FAIL]
    assert outcome(a_mail("shipping_notice", text=SHORT)) == []
    assert outcome(a_mail(parts=(), text=SHORT, solicited=False)) == []
