from factories import a_mail, a_shop

from shopper import ColourUse, MailPicture, Markup
from shopper.model import Brand
from shopper.reading.dress import COLOUR, COMPANY, FONT, LOGO, PAGE, dress_of

SHOP = a_shop(brand=Brand(name="Gốm Sen", legal="Công ty TNHH Gốm Sen", colours=("#0b6b5d",), fonts=("Roboto",)))
WHOLE = Markup(
    pictures=(MailPicture(src="https://www.gomsen.test/logo.png", alt="Gốm Sen"),),
    colours=(ColourUse(what="background", colour="#0b6b5d", weight=3),),
    fonts={"Roboto": 90},
    layout_tables_marked=1,
)


def test_every_piece_is_seen() -> None:
    mail = a_mail(html="<p>…</p>", markup=WHOLE, text="Xin chào\nCông ty TNHH Gốm Sen")
    assert dress_of(mail, SHOP) == {LOGO, COLOUR, FONT, COMPANY, PAGE}


def test_bare_mails_and_text_mails_wear_nothing() -> None:
    assert dress_of(a_mail(html="<p>Xin chào</p>", text="Xin chào"), SHOP) == frozenset()
    assert dress_of(a_mail(text="Công ty TNHH Gốm Sen"), SHOP) == frozenset()
