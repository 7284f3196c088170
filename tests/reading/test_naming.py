from factories import a_kind, a_mail, a_shop, a_visit

from shopper import Outcome
from shopper.reading.naming import kind_name, mail_about, mail_name, mail_owner, on_mail, quoted


def test_a_mail_is_named_by_its_kind() -> None:
    assert mail_name(a_mail(), a_shop()) == "The order confirmation"
    titled = a_kind("platform", "orders@gomsen.test", vi="x").model_copy(update={"title": "Receipt"})
    assert kind_name("order_confirmation", a_shop(mails={"order_confirmation": titled})) == "receipt"
    acronym = titled.model_copy(update={"title": "VAT invoice"})
    assert kind_name("invoice", a_shop(mails={"invoice": acronym})) == "VAT invoice"


def test_a_mail_of_no_known_kind_is_named_by_its_subject_and_sender() -> None:
    mail = a_mail(kind="", system="", subject="Rate us " * 20, sender="news@gomsen.test")
    assert mail_name(mail, a_shop()) == "The mail “Rate us Rate us Rate us Rate us Rate us Rate us Rate us R…”"
    assert (mail_about(mail), mail_owner(mail, a_shop())) == ("news@gomsen.test", "gomsen.test")
    assert mail_name(a_mail(kind="", subject=""), a_shop()) == "The mail “without subject”"


def test_a_verdict_on_a_mail_names_it_and_its_owner() -> None:
    verdict = on_mail(a_mail(), a_visit(), Outcome.FAIL, "has no logo", expected="a logo", actual="none", more=("blob.jpg",))
    assert verdict.sentence == "The order confirmation has no logo."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1", "blob.jpg"))


def test_words_are_quoted_on_one_line_and_cut() -> None:
    assert quoted(" Gốm\n Sen ") == "“Gốm Sen”"
    assert quoted("x" * 200) == f"“{'x' * 89}…”"
