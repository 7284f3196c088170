import io

import pytest
from factories import a_mail, a_plan, a_shop, a_visit
from PIL import Image, ImageOps

from shopper import Mail, MailPicture, Markup, Outcome, Rendering
from shopper.fingerprints import fingerprint
from shopper.inbox_checks.identity.logo_differs import logo_differs
from shopper.model import Brand, Verdict
from shopper.practice_shop.logos import logo_png
from shopper.practice_shop.tenant import GOM_SEN, TENANTS

OWN = logo_png(GOM_SEN)
NEIGHBOUR = logo_png(next(tenant for tenant in TENANTS.values() if tenant.id == "moc_mien"))
BRAND = Brand(name="Gốm Sen", logos=("gom_sen.png",), colours=("#0b6b5d",))
SHOP = a_shop(brand=BRAND, logo_prints={"gom_sen.png": fingerprint(OWN)})


def png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def mail(look: str, src: str = "https://www.gomsen.test/logo.png", alt: str = "Gốm Sen", **changes: object) -> Mail:
    picture = MailPicture(src=src, alt=alt, width=163, height=48, fingerprint=look)
    return a_mail(html="<p>…</p>", markup=Markup(pictures=(picture,)), **changes)


def judged(mail: Mail, **changes: object) -> list[Verdict]:
    return list(logo_differs(a_visit(mails=[mail], plan=a_plan(shop=changes.pop("shop", SHOP)), **changes)))


def outcome(content: bytes) -> Outcome:
    (verdict,) = judged(mail(fingerprint(content)))
    return verdict.outcome


def test_the_shops_logo_passes_in_any_size_and_polarity() -> None:
    own = Image.open(io.BytesIO(OWN)).convert("RGB")
    assert outcome(OWN) is Outcome.PASS
    assert outcome(png(own.resize((own.width // 2, own.height // 2)))) is Outcome.PASS
    assert outcome(png(ImageOps.expand(own, 30, "white"))) is Outcome.PASS
    assert outcome(png(ImageOps.invert(own))) is Outcome.PASS


def test_another_brands_logo_fails() -> None:
    (verdict,) = judged(mail(fingerprint(NEIGHBOUR)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation shows a logo that is not Gốm Sen’s."


def test_another_form_in_the_shops_colour_and_another_colour_go_to_a_person() -> None:
    own = Image.open(io.BytesIO(OWN)).convert("RGB")
    assert outcome(png(own.crop((0, 0, own.height, own.height)))) is Outcome.REVIEW
    red = Image.new("RGB", own.size, "white")
    red.paste("#c02030", (0, 0), ImageOps.invert(own.convert("L")))
    assert outcome(png(red)) is Outcome.REVIEW


def test_what_was_loaded_when_the_mail_was_drawn_counts() -> None:
    src = "https://www.gomsen.test/logo.png"
    (verdict,) = judged(mail("", renderings=(Rendering(width=375, fingerprints={src: fingerprint(NEIGHBOUR)}),)))
    assert verdict.outcome is Outcome.FAIL


def test_a_logo_that_nobody_looked_at_cannot_be_told() -> None:
    (verdict,) = judged(mail(""))
    assert verdict.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("src", "alt"),
    [
        ("https://cdn.test/paypal-logo.png", "PayPal"),
        ("https://cdn.test/gom-sen-mug.jpg", "Cốc men ngọc Gốm Sen"),
        ("https://cdn.test/dhl_logo.svg", ""),
        ("https://cdn.test/facebook-logo.png", "Facebook"),
    ],
)
def test_other_pictures_are_no_logo(src: str, alt: str) -> None:
    assert judged(mail(fingerprint(NEIGHBOUR), src, alt)) == []


def test_partners_and_shops_without_a_picture_to_compare_are_left_alone() -> None:
    assert judged(mail(fingerprint(NEIGHBOUR), sender="notice@vanchuyen.test")) == []
    assert judged(mail(fingerprint(NEIGHBOUR)), shop=a_shop(brand=BRAND)) == []
