from factories import NUMBER, T0, a_mail, a_page, a_step, a_visit, minutes

from shopper.model import Evidence, Mail
from shopper.reading.last_word import gives_the_word, last_words


def words(visit: Evidence) -> list[tuple[str, str, str, str]]:
    """What each mail said, what had been said before, where, and its source; the last line of a text is what it says."""
    found = last_words(visit, lambda page: _last(page.text), lambda mail: _last(mail.reading.text))
    return [(value, said.value, said.where, said.source) for _, value, said in found]


def _last(text: str) -> str | None:
    return text.split("\n")[-1] or None


def a_later_mail(kind: str, text: str, after: float) -> Mail:
    return a_mail(kind, text=text, id=f"m{after:.0f}", arrived=T0 + minutes(after))


def test_the_first_word_is_held_against_nothing_and_the_next_ones_against_it() -> None:
    mails = [a_mail(text="one"), a_later_mail("shipping_notice", "two", 90), a_later_mail("invoice", "three", 95)]
    assert words(a_visit(mails=mails)) == [
        ("two", "one", "the order confirmation", "mail:m1"),
        ("three", "one", "the order confirmation", "mail:m1"),
    ]


def test_the_page_that_names_the_order_has_said_it_before_the_mail_of_the_same_moment() -> None:
    page = a_step("2", "click", a_page("/vi/da-dat-hang", text=f"{NUMBER}\nzero"), ended=T0 + minutes(1.5))
    other = a_step("3", "click", a_page("/vi/san-pham", text="another thing"), ended=T0 + minutes(1.6))
    assert words(a_visit(steps=(page, other), mails=[a_mail(text="one")])) == [("one", "zero", "the shop's page", "step:2")]


def test_a_change_has_the_last_word() -> None:
    mails = [a_mail(text="one"), a_later_mail("order_changed", "two", 60), a_later_mail("shipping_notice", "three", 90)]
    assert [(value, before) for value, before, *_ in words(a_visit(mails=mails))] == [("two", "one"), ("three", "two")]


def test_returns_answers_strangers_and_other_hosts_say_nothing_about_the_order() -> None:
    stranger = a_later_mail("shipping_notice", "four", 70).model_copy(update={"solicited": False})
    mails = [a_mail(text="one"), a_later_mail("refund", "two", 60), a_later_mail("answer", "three", 65), stranger]
    page = a_step("2", "click", a_page("https://track.vanchuyen.test/p", text=f"{NUMBER}\nfive"), ended=T0)
    assert words(a_visit(steps=(page,), mails=mails)) == []


def test_confirmations_of_orders_give_the_word() -> None:
    assert gives_the_word(a_mail("order_confirmation"))
    assert gives_the_word(a_mail("order_changed"))
    assert not gives_the_word(a_mail("shipping_notice"))
    assert not gives_the_word(a_mail("return_confirmation"))
