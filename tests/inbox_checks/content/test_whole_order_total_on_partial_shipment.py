import pytest
from factories import T0, a_fact, a_mail, a_visit, minutes

from shopper import Money, Outcome, Verdict
from shopper.inbox_checks.content.whole_order_total_on_partial_shipment import whole_order_total_on_partial_shipment

CONFIRMED = "2 × Celadon mug\t€31.80\nDelivery\t€5.00\nTotal\t€36.80"


def judged(text: str, locale: str = "en-GB") -> list[Verdict]:
    notice = a_mail("shipping_notice", text=text, id="m2", arrived=T0 + minutes(90))
    noted = [a_fact("order.total", Money(amount="36.80", currency="EUR"))]
    mails = [a_mail(text=CONFIRMED), notice]
    return list(whole_order_total_on_partial_shipment(a_visit(mails=mails, noted=noted, locale=locale)))


def test_the_whole_total_on_a_part_fails_and_quotes_the_part() -> None:
    (verdict,) = judged("This parcel holds the first part of your order.\nTotal\t€36.80")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The shipping notice is about a part of the order (“This parcel holds the first part of your order.”) "
        "and shows the whole order's total, 36.80 EUR."
    )
    assert (verdict.about, verdict.owner) == ("shipping_notice", "shipping")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi-VN", "Kiện này là một phần đơn hàng của bạn.\nTổng cộng: 36,80 €"),
        ("de-DE", "Ihre Teillieferung ist unterwegs.\nSumme: 36,80 €"),
        ("fr-FR", "Voici une partie de votre commande.\nTotal : 36,80 €"),
        ("en-GB", "1 × Celadon mug\nTotal\t€36.80"),
    ],
)
def test_a_part_is_known_in_other_languages_and_by_its_pieces(locale: str, text: str) -> None:
    (verdict,) = judged(text, locale)
    assert verdict.outcome is Outcome.FAIL


def test_its_own_total_passes_and_the_orders_by_name_goes_to_a_person() -> None:
    assert judged("Part of your order: 1 × Celadon mug\t€15.90\nTotal\t€15.90")[0].outcome is Outcome.PASS
    assert judged("Part of your order is on its way.\nOrder total: €36.80")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "text",
    ["2 × Celadon mug\nTotal\t€36.80", "Your parcel is on its way.\nTotal\t€36.80", "Part of your order is on its way."],
)
def test_a_whole_order_or_a_part_without_a_total_is_not_judged(text: str) -> None:
    assert judged(text) == []
