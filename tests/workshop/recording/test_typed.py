"""What was typed, as a journey may keep it."""

from __future__ import annotations

import pytest

from shopper.model import Persona
from shopper.workshop.recording.acts import FieldFacts
from shopper.workshop.recording.typed import NO_MAILBOX, NOT_KEPT, Typist, passes_luhn, secret_kind

LINH = Persona(
    id="linh", name="Nguyễn Thùy Linh", given="Thùy Linh", family="Nguyễn", phone="0168 000 0142",
    street="25 ngõ 81 phố Láng Hạ", city="Hà Nội", postcode="11500", country="VN",
)  # fmt: skip


def a_typist(**more: object) -> Typist:
    return Typist(LINH, "KILN", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "text", "kind"),
    [
        ({"type": "password"}, "open sesame", "PASSWORD"),
        ({"type": "text", "name": "user_pwd"}, "open sesame", "PASSWORD"),
        ({"type": "text", "label": "Mật khẩu"}, "vừng ơi mở ra", "PASSWORD"),
        ({"type": "password", "name": "cvc"}, "123", "CARD_CODE"),
        ({"autocomplete": "section-pay billing cc-number"}, "4", "CARD_NUMBER"),
        ({"autocomplete": "cc-exp"}, "12/34", "CARD_EXPIRY"),
        ({"autocomplete": "one-time-code"}, "123456", "ONE_TIME_CODE"),
        ({"label": "Mã xác thực"}, "123456", "ONE_TIME_CODE"),
        ({"name": "card-1"}, "4242", "CARD_NUMBER"),
        ({"label": "Số thẻ"}, "4242 4242", "CARD_NUMBER"),
        ({"label": "Kartenprüfnummer"}, "123", "CARD_CODE"),
        ({"name": "q"}, "4000-0000-0000-0002", "CARD_NUMBER"),
        ({"name": "account"}, "DE89 3704 0044 0532 0130 00", "IBAN"),
        ({"name": "q"}, "4242 4242 4242 4241", ""),
        ({"name": "order"}, "GS-10023", ""),
        ({"autocomplete": "postal-code", "label": "PIN code"}, "560001", ""),
        ({"name": "shipping_note", "label": "Note for the courier"}, "Ring twice", ""),
        ({"name": "spinner", "label": "Antique pottery"}, "bowl", ""),
        ({"label": "Gift card note"}, "For Mai", ""),
    ],
)
def test_a_secret_is_known_by_its_field_or_by_itself(about: dict[str, str], text: str, kind: str) -> None:
    assert secret_kind(FieldFacts(**about), text) == kind


@pytest.mark.parametrize("number", ["4242 4242 4242 4242", "5555555555554444", "378282246310005", "6200000000000005"])
def test_luhn_knows_card_numbers_and_finds_a_wrong_digit(number: str) -> None:
    assert passes_luhn(number)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not passes_luhn(wrong)


@pytest.mark.parametrize(
    ("about", "text", "written"),
    [
        ({"autocomplete": "name"}, "Nguyễn Thùy Linh", "${persona.name}"),
        ({"autocomplete": "tel"}, "+0168 000 0142", "${persona.phone}"),
        ({"label": "Địa chỉ"}, "25 Ngõ 81  phố Láng Hạ", "${persona.street}"),
        ({"autocomplete": "cc-name"}, "NGUYỄN THÙY LINH", "${persona.name}"),
        ({"type": "email"}, "mai@privat.example", "${visit.mail}"),
        ({"label": "Your message"}, "Is it ${persona.phone}?", "Is it $${persona.phone}?"),
        ({"type": "search"}, "Hồ Tây", "Hồ Tây"),
        ({"label": "Đường"}, "", ""),
    ],
)
def test_her_own_data_go_by_their_names_and_the_rest_is_what_was_typed(about: dict[str, str], text: str, written: str) -> None:
    typist = a_typist()
    assert typist.write(FieldFacts(**about), text) == (written, "")
    assert not typist.secrets


def test_a_strangers_address_is_not_kept() -> None:
    written = a_typist().write(FieldFacts(autocomplete="shipping street-address"), "1 Secret Lane")
    assert written == ("${persona.street}", NOT_KEPT)


def test_a_name_on_the_card_that_is_not_hers_is_a_secret() -> None:
    typist = a_typist()
    assert typist.write(FieldFacts(autocomplete="cc-name"), "Mai Anh") == ("${secret:KILN_CARD_NAME}", "")
    assert typist.secrets == {"KILN_CARD_NAME": "Mai Anh"}


def test_the_same_secret_keeps_its_name_and_another_gets_its_own() -> None:
    typist, password = a_typist(), FieldFacts(type="password")
    written = [typist.write(password, text)[0] for text in ("old", "new", "new")]
    assert written == ["${secret:KILN_PASSWORD}", "${secret:KILN_PASSWORD_2}", "${secret:KILN_PASSWORD_2}"]


def test_who_logs_in_with_an_account_that_exists_needs_its_name_from_outside() -> None:
    login = FieldFacts(type="email", login=True)
    assert a_typist().write(login, "mai@privat.example")[0] == "${secret:KILN_LOGIN}"
    registered = a_typist()
    registered.write(FieldFacts(type="email"), "mai@privat.example")
    assert registered.write(login, "mai@privat.example")[0] == "${visit.mail}"


def test_without_a_mailbox_an_address_stays_and_is_spoken_of() -> None:
    assert a_typist(mailbox=False).write(FieldFacts(type="email"), "a@b.example") == ("a@b.example", NO_MAILBOX)


def test_secrets_are_in_no_traceback() -> None:
    typist = a_typist()
    typist.write(FieldFacts(type="password"), "open sesame")
    assert "sesame" not in repr(typist)
