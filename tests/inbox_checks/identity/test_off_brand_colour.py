from factories import a_mail, a_plan, a_shop, a_visit

from shopper import ColourUse, Markup, Outcome
from shopper.inbox_checks.identity.off_brand_colour import off_brand_colour
from shopper.model import Brand, Verdict


def judged(*uses: tuple[str, str, int], **changes: object) -> list[Verdict]:
    markup = Markup(colours=tuple(ColourUse(what=what, colour=colour, weight=weight) for what, colour, weight in uses))
    shop = a_shop(brand=Brand(name="Gốm Sen", colours=changes.pop("brand", ("#0b6b5d",))))
    return list(off_brand_colour(a_visit(mails=[a_mail("invoice", markup=markup, **changes)], plan=a_plan(shop=shop))))


def test_links_in_another_colour_fail() -> None:
    (verdict,) = judged(("link", "#0000ee", 80), ("text", "#1e2a27", 900))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice’s links are in #0000ee, far from the brand’s colour #0b6b5d."


def test_shades_of_the_brand_and_greys_pass() -> None:
    for colour in ("#0b6b5d", "#0d7a6a", "#09574c", "#000000", "#ffffff", "#1e2a27"):
        (verdict,) = judged(("link", colour, 50))
        assert verdict.outcome is Outcome.PASS, colour


def test_a_mix_goes_to_a_person_and_the_brands_share_wins() -> None:
    assert judged(("link", "#0000ee", 55), ("link", "#0b6b5d", 45))[0].outcome is Outcome.REVIEW
    assert judged(("link", "#0000ee", 20), ("link", "#0b6b5d", 80))[0].outcome is Outcome.PASS


def test_a_button_in_another_colour_fails_though_links_are_right() -> None:
    (verdict,) = judged(("link", "#0b6b5d", 80), ("button", "#c0392b", 12))
    assert verdict.outcome is Outcome.FAIL
    assert "buttons" in verdict.sentence


def test_partners_mails_without_links_and_shops_without_colours_are_left_alone() -> None:
    assert judged(("link", "#0000ee", 80), sender="notice@vanchuyen.test") == []
    assert judged(("text", "#0000ee", 80)) == []
    assert judged(("link", "#0000ee", 80), brand=()) == []
