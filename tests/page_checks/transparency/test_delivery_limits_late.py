import pytest
from factories import a_page, a_plan, a_shop, a_step, a_visit

from shopper import FormField, Outcome, PageView, Persona
from shopper.model import Verdict
from shopper.page_checks.transparency.delivery_limits_late import delivery_limits_late

TERMS = a_page("/en/policies/delivery", title="Delivery terms", text="We deliver to Vietnam, Germany and France.")
SILENT = a_page("/en/policies/delivery", title="Delivery terms", text="Parcels travel well packed.")


def a_checkout(*options: str, label: str = "Country") -> PageView:
    return a_page("/en/checkout", fields=(FormField(label=label, name="country", kind="select", options=options),))


def judged(*pages: PageView, country: str = "VN") -> list[Verdict]:
    persona = Persona(id="linh", name="Linh", country=country)
    plan = a_plan(shop=a_shop(), persona=persona, locale="en-GB")
    steps = tuple(a_step(str(number), page=page) for number, page in enumerate(pages, 1))
    return list(delivery_limits_late(a_visit(plan=plan, steps=steps)))


def test_a_promised_country_that_the_checkout_does_not_have_fails() -> None:
    (verdict,) = judged(TERMS, a_checkout("Vietnam", "Germany"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "/en/policies/delivery says “We deliver to Vietnam, Germany and France.”, but the checkout does not offer France."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("countries", "web shop", ("step:1", "step:2"))


def test_said_in_passing_it_goes_to_a_person_unless_it_is_her_country() -> None:
    home = a_page("/en/", title="Celadon", text="Now shipping to France, too!")
    assert [verdict.outcome for verdict in judged(home, a_checkout("Vietnam"))] == [Outcome.REVIEW]
    assert [verdict.outcome for verdict in judged(home, a_checkout("Vietnam"), country="FR")] == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("text", "checkout"),
    [
        ("We deliver within Vietnam and to Germany and France.", a_checkout("Please choose", "Vietnam", "Germany", "France")),
        ("Wir liefern nach Deutschland und Österreich.", a_checkout("Deutschland", "Österreich", label="Land")),
        ("Wir liefern nicht in die Schweiz.\nVersand innerhalb Deutschlands", a_checkout("Deutschland", label="Land")),
        ("Livraison en France métropolitaine", a_checkout("France", label="Pays")),
        ("Giao hàng toàn quốc", a_checkout("Việt Nam", label="Quốc gia")),
        ("Worldwide shipping from Denmark", a_checkout("Denmark", "Sweden", "Norway")),
    ],
)
def test_ordinary_shops_say_where_they_deliver(text: str, checkout: PageView) -> None:
    assert Outcome.FAIL not in [verdict.outcome for verdict in judged(a_page("/p/shipping", text=text), checkout)]


def test_her_own_country_missing_without_a_word_before_fails() -> None:
    (verdict,) = judged(SILENT, a_checkout("Germany", "France"))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:2",))
    assert verdict.sentence == "That the shop does not deliver to the customer's country is first learnt in the checkout."


def test_who_read_no_terms_cannot_tell() -> None:
    assert [verdict.outcome for verdict in judged(a_checkout("Germany"))] == [Outcome.CANT_TELL]


def test_lists_of_the_whole_world_and_her_own_country_limit_nobody() -> None:
    assert judged(SILENT, a_checkout("Vietnam", "Germany")) == []
    assert judged(TERMS, a_checkout(*["Vietnam"] * 60)) == []
    assert judged(TERMS, a_checkout("+84", "+49", label="Country code")) == []
