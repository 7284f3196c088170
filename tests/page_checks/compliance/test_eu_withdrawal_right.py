import pytest

from shopper import Link, PageView
from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.eu_withdrawal_right import eu_withdrawal_right
from shopper.testing import a_page, a_plan, a_plan_step, a_step, a_visit, an_exploration

GERMAN = (
    "Widerrufsrecht\nSie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen.\n"
    "Dazu genügt eine E-Mail."
)
FRENCH = "Vous pouvez vous rétracter dans un délai de 14 jours, par courrier ou par e-mail."
ENGLISH = "You have the right to withdraw from the contract within 14 days. Write to us by email."

GLAZE = "L’émail se rétracte plus vite que la terre ; le vase reste trois jours rempli d’eau, puis 3 jours au sec."


def explored(*pages: PageView, **changes: object) -> list[Verdict]:
    first = an_exploration(a_page("/de/", text="Willkommen"), *pages, language="de", **changes)
    return list(eu_withdrawal_right(a_visit(locale="de-DE", steps=(), explorations=(first,))))


@pytest.mark.parametrize("text", [GERMAN, FRENCH, ENGLISH])
def test_fourteen_days_and_how_pass(text: str) -> None:
    (verdict,) = explored(a_page("/de/widerruf", text=text))
    assert (verdict.outcome, verdict.actual, verdict.evidence) == (Outcome.PASS, "14 days", ("page:p2",))


def test_a_shorter_time_fails_with_its_words() -> None:
    (verdict,) = explored(a_page("/de/agb", text="Sie können den Vertrag binnen 7 Tagen widerrufen, per E-Mail."))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("/de/agb gives 7 days to withdraw (“Sie können den Vertrag binnen 7 Tagen")


def test_a_shorter_time_beside_the_full_one_goes_to_a_person() -> None:
    first, second = explored(
        a_page("/de/widerruf", text=GERMAN), a_page("/de/agb", text="Bitte melden Sie den Widerruf binnen 7 Tagen.")
    )
    assert {first.outcome, second.outcome} == {Outcome.PASS, Outcome.REVIEW}
    both = explored(
        a_page("/de/widerruf", text=f"{GERMAN}\nBitte melden Sie den Widerruf möglichst binnen 7 Tagen per E-Mail.")
    )
    assert sorted(one.outcome for one in both) == [Outcome.PASS, Outcome.REVIEW]


@pytest.mark.parametrize(
    ("path", "title", "text"),
    [
        ("/datenschutz", "Datenschutz", "Einwilligung jederzeit widerrufen; Ihre Adresse wird dann binnen 3 Tagen gelöscht."),
        ("/datenschutz", "Datenschutz", "Widerruf Ihrer Einwilligung\nServer-Logfiles werden nach 7 Tagen gelöscht."),
        ("/de/r", "Rückgabe", "Nach Ihrem Widerruf erstatten wir den Kaufpreis meist schon innerhalb von 5 Tagen."),
        ("/de/r", "Returns", "If you withdraw, we collect bulky goods within 5 days."),
        ("/de/r", "CGV", "Après votre rétractation, vous renvoyez le bien ; nous accusons réception sous 2 jours."),
        ("/de/r", "Condiciones", "Si desiste, recogemos el paquete en 3 días."),
        ("/de/vase", "Vase", GLAZE),
    ],
)
def test_times_of_consent_refunds_and_collection_are_none_to_withdraw(path: str, title: str, text: str) -> None:
    (verdict,) = explored(a_page("/de/widerruf", text=GERMAN), a_page(path, title=title, text=text))
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "14 days")


@pytest.mark.parametrize(
    "text",
    [
        "Al ser un producto perecedero no se admiten devoluciones por desistimiento (art. 103 TRLGDCU).",
        "Bei schnell verderblichen Waren besteht kein Widerrufsrecht.",
    ],
)
def test_a_word_that_there_is_no_such_right_goes_to_a_person(text: str) -> None:
    (verdict,) = explored(a_page("/de/agb", text=text))
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "no time")
    assert text in verdict.sentence


def test_a_glaze_that_shrinks_withdraws_from_nothing() -> None:
    (verdict,) = explored(a_page("/de/vase", title="Vase", text=GLAZE))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "nothing about it")


@pytest.mark.parametrize("text", ["binnen 14 (vierzehn) Tagen", "within fourteen (14) days", "binnen 14 Tagen"])
def test_days_are_read_however_they_are_written(text: str) -> None:
    (verdict,) = explored(a_page("/de/agb", text=f"Right to withdraw: {text}, by email."))
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "14 days")


def test_terms_that_could_not_be_read_are_not_missing() -> None:
    home = a_page(
        "/de/", text="Willkommen", links=(Link(text="Widerrufsbelehrung (PDF)", href="https://www.gomsen.test/w.pdf"),)
    )
    foreign = Link(text="Right of withdrawal", href="https://www.gomsen.test/en/withdrawal", lang="en")
    for links, outcomes in ((home.links, []), ((foreign,), [Outcome.FAIL])):
        first = an_exploration(home.model_copy(update={"links": links}), language="de")
        found = eu_withdrawal_right(a_visit(locale="de-DE", steps=(), explorations=(first,)))
        assert [one.outcome for one in found] == outcomes


def test_a_right_without_the_way_to_it_goes_to_a_person() -> None:
    (verdict,) = explored(a_page("/de/agb", text="Sie können binnen 14 Tagen widerrufen."))
    assert verdict.outcome is Outcome.REVIEW


def test_returns_alone_go_to_a_person_and_nothing_at_all_fails_once_all_was_looked_at() -> None:
    (verdict,) = explored(a_page("/de/r", text="Sie können unbenutzte Ware innerhalb von 30 Tagen zurückgeben."))
    assert verdict.outcome is Outcome.REVIEW
    assert [one.outcome for one in explored(a_page("/de/agb", text="Es gilt deutsches Recht."))] == [Outcome.FAIL]
    assert explored(a_page("/de/agb", text="Es gilt deutsches Recht."), complete=False) == []


def ordered(*links: Link) -> list[Verdict]:
    plan = a_plan(
        locale="de-DE", steps=(a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"name": "Kaufen"}))
    )
    page = a_page("/de/checkout", controls=("Kaufen",), links=links, text="Gesamtbetrag: 36,80 €")
    return list(eu_withdrawal_right(a_visit(plan=plan, steps=(a_step("1", page=page), a_step("2", "click")))))


def test_an_order_on_whose_way_nothing_even_links_to_it_fails() -> None:
    assert [one.outcome for one in ordered()] == [Outcome.FAIL]
    assert ordered(Link(text="Widerrufsbelehrung", href="https://www.gomsen.test/de/widerruf")) == []
