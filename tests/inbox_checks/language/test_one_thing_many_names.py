from typing import Any

from factories import CONFIRMATIONS, a_letter, a_mail, a_plan, a_shop, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.one_thing_many_names import one_thing_many_names
from shopper.model import Verdict

GLOSSARY = {"parcel": ("package", "shipment"), "kiện hàng": ("bưu kiện",), "Paket": ("Sendung",)}


def judged(text: str, glossary: dict[str, tuple[str, ...]] | None = None, **changes: Any) -> list[Verdict]:
    letters = changes.pop("letters", ())
    plan = a_plan(shop=a_shop(glossary=GLOSSARY if glossary is None else glossary))
    return list(one_thing_many_names(a_visit(plan=plan, mails=[a_mail(text=text, **changes)], letters=letters)))


def test_the_shop_s_own_words_pass() -> None:
    for text in (*(text for _, text in CONFIRMATIONS.values()), "Ihr Paket mit der Sendungsnummer 1Z999 ist da."):
        assert [verdict.outcome for verdict in judged(text)] == [Outcome.PASS]


def test_another_name_fails_in_any_language() -> None:
    (verdict,) = judged("Hello Linh,\nyour package has left.")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation says “package” (“your package has left.”), the shop's word is “parcel”."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))
    assert [v.outcome for v in judged("Bưu kiện của bạn đã rời xưởng.")] == [Outcome.FAIL]


def test_a_subject_counts_too() -> None:
    assert [v.actual for v in judged("Hello", subject="Your shipment")] == ["shipment"]


def test_her_own_words_are_hers() -> None:
    letter = a_letter(subject="My package", text="Where is my package?")
    found = judged("It comes today.\nWhere is my package?\n> package", subject="Re: My package", letters=(letter,))
    assert [verdict.outcome for verdict in found] == [Outcome.PASS]


def test_without_a_glossary_and_for_others_nothing_is_judged() -> None:
    assert judged("package", {}) == []
    assert judged("package", solicited=False) == []
    assert judged("package", sender="notice@vanchuyen.test") == []
