from factories import a_mail, a_plan, a_shop, a_visit

from shopper import ColourUse, Mail, MailPicture, Markup, Outcome
from shopper.inbox_checks.identity.inconsistent_template import inconsistent_template
from shopper.model import Brand, Verdict

BRAND = Brand(name="Gốm Sen", legal="Công ty TNHH Gốm Sen", colours=("#0b6b5d",), fonts=("Roboto",))
FOOT = "Cảm ơn bạn.\nCông ty TNHH Gốm Sen\nMã số thuế: 0101234567"
LOGO = MailPicture(src="https://www.gomsen.test/logo.png", alt="Gốm Sen")
DRESS = Markup(
    pictures=(LOGO,), colours=(ColourUse(what="link", colour="#0b6b5d", weight=9),), fonts={"Arial": 90}, layout_tables_marked=2
)


def mail(id: str, kind: str, markup: Markup = DRESS, text: str = FOOT, **changes: object) -> Mail:
    return a_mail(kind, id=id, html="<p>…</p>", markup=markup, text=text, **changes)


def judged(*mails: Mail) -> list[Verdict]:
    return list(inconsistent_template(a_visit(mails=list(mails), plan=a_plan(shop=a_shop(brand=BRAND)))))


def dressed() -> list[Mail]:
    return [mail("m1", "order_confirmation"), mail("m2", "invoice", DRESS.model_copy(update={"fonts": {"Georgia": 90}}))]


def test_mails_of_one_house_pass_though_their_layouts_differ() -> None:
    third = mail("m3", "shipping_notice", DRESS.model_copy(update={"layout_tables_marked": 9}))
    assert [verdict.outcome for verdict in judged(*dressed(), third)] == [Outcome.PASS] * 3


def test_a_programs_bare_default_fails_and_the_others_do_not() -> None:
    *others, bare = judged(*dressed(), mail("m3", "ready_to_ship", Markup(), "Đã đóng gói."))
    assert [verdict.outcome for verdict in others] == [Outcome.PASS, Outcome.PASS]
    assert bare.outcome is Outcome.FAIL
    assert bare.sentence.startswith("The ready to ship wears neither a font of its own, nor a logo, nor a page of its own, nor")


def test_two_missing_pieces_go_to_a_person_and_one_is_nothing() -> None:
    two = DRESS.model_copy(update={"pictures": (), "colours": ()})
    assert judged(*dressed(), mail("m3", "ready_to_ship", two))[-1].outcome is Outcome.REVIEW
    one = DRESS.model_copy(update={"pictures": ()})
    assert judged(*dressed(), mail("m3", "ready_to_ship", one))[-1].outcome is Outcome.PASS


def test_with_too_few_to_compare_nothing_is_said() -> None:
    assert judged(mail("m1", "order_confirmation"), mail("m2", "invoice", Markup(), "x")) == []
    partner = mail("m3", "carrier_notice", Markup(), "x", sender="notice@vanchuyen.test")
    assert len(judged(*dressed(), partner)) == 0


def test_broken_letters_say_nothing_of_a_dress() -> None:
    garbled = mail("m3", "ready_to_ship", Markup(), "Ä‘Æ¡n hÃ ng cá»§a báº¡n")
    assert [verdict.about for verdict in judged(*dressed(), mail("m4", "refund"), garbled)] == [
        "order_confirmation", "invoice", "refund",
    ]  # fmt: skip
