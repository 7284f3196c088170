import pytest
from factories import a_page, a_step, a_visit

from shopper import FormField, Outcome
from shopper.model import Verdict
from shopper.page_checks.effort.no_autocomplete import no_autocomplete
from shopper.testing import an_exploration

GOOD = (
    FormField(label="Full name", autocomplete="name", form=2),
    FormField(label="Email", kind="email", autocomplete="email", form=2),
    FormField(label="Street and number", autocomplete="shipping street-address", form=2),
    FormField(label="Postcode", autocomplete="shipping postal-code", form=2),
    FormField(label="Town or city", form=2),
)


def judged(*fields: FormField, path: str = "/en/checkout") -> list[Verdict]:
    return list(no_autocomplete(a_visit(steps=(a_step("1", page=a_page(path, fields=fields)),))))


def off(*fields: FormField) -> tuple[FormField, ...]:
    return tuple(field.model_copy(update={"autocomplete": "off"}) for field in fields)


def test_a_form_that_switches_it_off_fails_once() -> None:
    (verdict,) = judged(*off(*GOOD))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The form on /en/checkout does not tell browsers what “Full name”, “Email” and 2 more ask for."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/en/checkout", "web shop", ("step:1",))


def test_a_form_that_tells_passes_and_one_that_lacks_one_goes_to_a_person() -> None:
    assert [verdict.outcome for verdict in judged(*GOOD)] == [Outcome.PASS]
    assert [verdict.outcome for verdict in judged(*off(GOOD[0]), *GOOD[1:])] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "labels",
    [
        ("Họ và tên", "Số điện thoại", "Địa chỉ"),
        ("Vorname*", "Nachname*", "PLZ"),
        ("Prénom", "Code postal", "Pays"),
        ("Nombre", "Dirección", "Teléfono"),
        ("Card number", "Name on card", "Security code"),
    ],
)
def test_fields_are_known_in_five_languages(labels: tuple[str, ...]) -> None:
    (verdict,) = judged(*(FormField(label=label, form=1) for label in labels))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "0 of 3 fields have one")


def test_search_newsletter_log_in_and_other_forms_are_left_alone() -> None:
    search = FormField(label="Search", kind="search", form=1)
    newsletter = FormField(label="Email", kind="email", form=2)
    log_in = (FormField(label="Email", kind="email", form=3), FormField(label="Password", kind="password", form=3))
    voucher = (FormField(label="Gift card name", form=4), FormField(label="Order number", form=4))
    assert judged(search, newsletter, *log_in, *voucher, path="/en/") == []


def test_a_hidden_field_and_another_firm_s_form_are_left_alone() -> None:
    assert judged(*(field.model_copy(update={"visible": False}) for field in off(*GOOD))) == []
    assert judged(*off(*GOOD), path="https://pay.example.com/card") == []


def test_the_same_form_on_many_pages_is_one_finding() -> None:
    pages = [a_page(f"/vi/san-pham/{name}", fields=off(*GOOD)) for name in ("bat", "dia", "coc")]
    (verdict,) = no_autocomplete(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert verdict.sentence.startswith("The form on /vi/san-pham/bat and 2 more pages does not tell browsers")
    assert (verdict.about, verdict.evidence) == ("/vi/san-pham/bat", ("page:p1", "page:p2", "page:p3"))
