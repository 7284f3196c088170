import pytest
from factories import CONTACT, a_mail, a_visit

from shopper import Markup, Outcome
from shopper.inbox_checks.links.empty_link import empty_link
from shopper.model import Verdict


def judged(*words: str) -> list[Verdict]:
    return list(empty_link(a_visit(mails=[a_mail("return_label", links=(CONTACT,), markup=Markup(empty_links=words))])))


def test_a_button_without_an_address_fails() -> None:
    (verdict,) = judged("Find a parcel shop")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The return label has a link “Find a parcel shop” that leads nowhere."
    assert verdict.about == "return_label"


@pytest.mark.parametrize("words", ["", "12.03.2026", "1800 0108", "+49 (0)30 1234567", "€36.80", "03 Apr 2026", "9 Uhr"])
def test_links_that_keep_programs_from_making_their_own_go_to_a_person(words: str) -> None:
    assert [verdict.outcome for verdict in judged(words)] == [Outcome.REVIEW]


@pytest.mark.parametrize("words", ["Theo dõi", "Hier klicken", "Suivre mon colis", "Ver pedido 10023"])
def test_words_that_promise_something_fail(words: str) -> None:
    assert [verdict.outcome for verdict in judged(words, "12.03.2026")] == [Outcome.FAIL]


def test_a_mail_whose_links_all_lead_somewhere_passes() -> None:
    assert [verdict.outcome for verdict in judged()] == [Outcome.PASS]


def test_a_mail_without_any_link_says_nothing() -> None:
    assert list(empty_link(a_visit(mails=[a_mail()]))) == []
