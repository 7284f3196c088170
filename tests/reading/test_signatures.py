from typing import Any

from factories import a_kind, a_mail, a_shop, a_visit

from shopper import Authentication, Mail, Signature
from shopper.reading.signatures import dkim_of, dmarc_of, sends_for, server_s_word, spf_of

ME = "mx.inbox.test"


def told(method: str, result: str, server: str = ME, topmost: bool = True, **properties: str) -> Authentication:
    said = {name.replace("_", "."): value for name, value in properties.items()}
    return Authentication(server=server, topmost=topmost, method=method, result=result, properties=said)


def a_signed(*authentication: Authentication, **changes: Any) -> Mail:
    return a_mail(authentication=authentication, headers={"dkim-signature": ("v=1",)}, **changes)


def test_only_the_mailbox_s_own_server_is_heard() -> None:
    visit = a_visit(authserv_id=ME.upper())
    mine, forged, old = told("spf", "pass"), told("spf", "fail", server="mx.sender.test"), told("spf", "fail", topmost=False)
    assert server_s_word(a_signed(mine, forged, old), visit, "spf") == [mine]
    assert server_s_word(a_signed(mine), a_visit(), "spf") == []


def test_a_signature_that_holds_beats_one_that_does_not() -> None:
    visit = a_visit(authserv_id=ME)
    broken = Signature(domain="gomsen.test", outcome="fail", reason="body hash mismatch")
    assert dkim_of(a_signed(signatures=(broken,)), visit) == ("fail", ("gomsen.test",), "body hash mismatch")
    held = a_signed(told("dkim", "pass", header_i="@mail.gomsen.test"), signatures=(broken,))
    assert dkim_of(held, visit) == ("pass", ("mail.gomsen.test",), "")


def test_what_is_not_known_is_not_made_up() -> None:
    visit = a_visit(authserv_id=ME)
    assert dkim_of(a_mail(), visit).state == "unknown"  # no headers were read at all
    assert dkim_of(a_mail(headers={"from": ("x",)}), visit).state == "none"
    assert dkim_of(a_signed(told("dkim", "temperror")), visit).state == "unknown"
    assert spf_of(a_signed(), visit).state == "unknown"
    assert dmarc_of(a_signed(), visit).state == "unknown"


def test_spf_names_the_domain_that_was_asked() -> None:
    visit = a_visit(authserv_id=ME)
    assert spf_of(a_signed(told("spf", "fail", smtp_mailfrom="b@news.gomsen.test")), visit) == (
        "fail",
        ("news.gomsen.test",),
        "spf=fail",
    )
    assert spf_of(a_signed(told("spf", "pass", smtp_mailfrom="news.gomsen.test")), visit).domains == ("news.gomsen.test",)
    assert spf_of(a_signed(told("spf", "pass"), envelope_sender="b@gomsen.test"), visit).domains == ("gomsen.test",)


def test_who_sends_for_a_shop() -> None:
    shop = a_shop(partners=("relay91.test",), mails={"delivered": a_kind("carrier", "*@*.vanchuyen.test")})
    assert all(sends_for(domain, shop) for domain in ("gomsen.test", "mail.vanchuyen.test", "relay91.test"))
    assert not sends_for("askwell-panel.test", shop)
