import pytest
from factories import a_page, a_step, a_visit

from shopper import Effect, FormField, PageView
from shopper.reading.forms import (
    Refusal,
    has_remedy,
    is_filled_in_by_browsers,
    is_generic,
    is_kept_back,
    names_a_field,
    purpose_of,
    refusals,
)

FIELDS = (FormField(label="Email", name="email", kind="email", filled=True), FormField(label="Postcode", name="zip"))
FORM = a_page("/en/checkout", text="Address", fields=FIELDS)


def refused(after: PageView, verb: str = "click", effect: Effect | None = None, before: PageView = FORM) -> list[Refusal]:
    return list(refusals(a_visit(steps=(a_step("1", "fill", before), a_step("2", verb, after, effect=effect)))))


def test_a_form_that_comes_back_with_a_complaint_was_refused() -> None:
    after = a_page("/account/register", text="Address\nPlease enter a postcode.", fields=FIELDS)
    (refusal,) = refused(after, effect=Effect(submitted=True, navigated=True))
    assert (refusal.source, refusal.said, refusal.is_of_fields) == ("step:2", ("Please enter a postcode.",), True)


def test_a_mark_alone_is_a_complaint() -> None:
    marked = FIELDS[1].model_copy(update={"invalid": True, "message": "Five digits"})
    (refusal,) = refused(a_page("/en/checkout", text="Address", fields=(FIELDS[0], marked)))
    assert refusal.said == ("Five digits",)


def test_a_declined_card_is_a_refusal_but_not_of_fields() -> None:
    (refusal,) = refused(a_page("/en/checkout", text="Address\nThe bank declined this card.", fields=FIELDS))
    assert not refusal.is_of_fields


@pytest.mark.parametrize(
    "after",
    [
        FORM,
        a_page("/en/checkout", text="Address\nThank you!", fields=FIELDS),
        a_page("/en/payment", text="Please enter the card number.", fields=(FormField(label="Card number", name="card"),)),
        a_page("https://pay.example.com/", text="Please enter a postcode.", fields=FIELDS),
    ],
)
def test_thanks_other_forms_and_other_firms_are_no_refusal(after: PageView) -> None:
    assert refused(after) == []


def test_another_page_with_the_same_fields_in_its_foot_is_no_refusal() -> None:
    faq = a_page("/en/faq", text="What if information is missing?", fields=FIELDS)
    assert refused(faq, effect=Effect(navigated=True)) == refused(faq) == []


def test_a_search_that_finds_nothing_is_no_refusal() -> None:
    search = (FormField(label="Search", name="q", filled=True, form=1), FormField(label="Email", name="news", form=2))
    home = a_page("/en/", text="Welcome", fields=search)
    nothing = a_page("/en/", text="We could not find it. Please check your input.", fields=search)
    assert refused(nothing, effect=Effect(submitted=True), before=home) == []


def test_only_what_sends_a_form_can_be_refused() -> None:
    assert refused(a_page("/en/checkout", text="Please enter a postcode.", fields=FIELDS), verb="fill") == []


def test_a_complaint_names_a_field_by_its_label_or_by_what_it_asks() -> None:
    page = a_page("/de/kasse", fields=(FormField(label="PLZ", name="zip"), FormField(label="Vorname", name="first")))
    assert names_a_field("Bitte geben Sie eine Postleitzahl ein.", page)
    assert names_a_field("Vorname fehlt", page)
    assert not names_a_field("Bitte prüfen Sie Ihre Angaben.", page)


@pytest.mark.parametrize(
    "words", ["Please enter a postcode, such as 10000.", "Pflichtfeld", "Champ obligatoire", "Vui lòng chọn tỉnh"]
)
def test_remedies(words: str) -> None:
    assert has_remedy(words)


@pytest.mark.parametrize(
    "words", ["Error", "Please check your details.", "Ungültige Angaben", "Thông tin không hợp lệ", "Saisie incorrecte"]
)
def test_words_that_could_stand_above_any_form(words: str) -> None:
    assert is_generic(words) and not has_remedy(words)


def test_a_complaint_with_the_name_of_a_field_is_not_generic() -> None:
    assert not is_generic("Email is invalid")


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("Full name", "name"), ("Vor- und Nachname", "name"), ("Họ và tên", "name"), ("Prénom *", "name"),
        ("Apellidos", "name"),
        ("E-Mail-Adresse", "email"), ("Thư điện tử", "email"), ("Số điện thoại", "tel"), ("Telefonnummer", "tel"),
        ("Street and number", "address"), ("Địa chỉ", "address"), ("Adresse", "address"), ("Postleitzahl", "postcode"),
        ("Mã bưu chính", "postcode"), ("Code postal", "postcode"), ("Country/Region", "country"), ("Quốc gia", "country"),
        ("Card number", "card"), ("Kartennummer", "card"), ("Tên in trên thẻ", "card"),
        ("Company name", None), ("Order number", None), ("Your question", None), ("Coupon", None), ("Town or city", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_a_field_asks_for(label: str, purpose: str | None) -> None:
    assert purpose_of(FormField(label=label)) == purpose


def test_the_kind_of_a_field_tells_too_and_boxes_ask_for_nothing() -> None:
    assert purpose_of(FormField(label="…", kind="tel")) == "tel"
    assert purpose_of(FormField(label="Email me", kind="checkbox")) is None


def test_tokens_for_browsers() -> None:
    assert is_filled_in_by_browsers(FormField(autocomplete="section-a shipping postal-code"), "postcode")
    assert is_filled_in_by_browsers(FormField(autocomplete="username"), "email")
    for wrong in ("", "off", "on", "name"):
        assert not is_filled_in_by_browsers(FormField(autocomplete=wrong), "email")


@pytest.mark.parametrize(
    "field",
    [
        FormField(label="Password", kind="password"),
        FormField(label="Security code", autocomplete="cc-csc"),
        FormField(label="Expiry", autocomplete="cc-exp"),
        FormField(label="Photo", kind="file"),
        FormField(label="Captcha", name="captcha"),
        FormField(label="Newsletter", kind="checkbox"),
    ],
)
def test_what_a_form_may_lose(field: FormField) -> None:
    assert is_kept_back(field)
    assert not is_kept_back(FormField(label="Full name"))
