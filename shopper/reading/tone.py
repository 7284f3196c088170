"""What sentences of an answer do: refuse, offer a way on, send to the phone, sell. In vi, en, de, fr and es.

Whatever is not surely one of these is none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from shopper.reading.text import normal, plain_letters

_END = re.compile(r"(?<=\w[.!?…])\s+(?=[^\W\da-zà-ỹ]|[¿¡“\"(])|(?<=[!?])\s+|\n")
_LONGEST, _TOO_LONG = 400, 20_000  # characters

_BAD = re.compile(
    r"(?<!\w)(?:unfortunately|regrettably|(?:we|i) regret|(?:we|i) (?:are|am) (?:unable|not able)|(?:we|i) (?:cannot"
    r"|can't|can not)"
    r"|(?:is|are) (?:no longer|not) (?:available|possible)|out of stock|(?:was|were|has been|have been) (?:declined"
    r"|rejected|refused|lost)"
    r"|rat tiec|dang tiec|khong the(?! thieu)|khong con hang|het hang|bi tu choi|that lac"
    r"|leider|bedauerlicherweise|ist (?:es )?nicht moglich|nicht (?:mehr )?(?:lieferbar|verfugbar|vorratig)|ausverkauft"
    r"|abgelehnt"
    r"|malheureusement|(?:au|a) regret|ne (?:pouvons|pourrons|puis) (?:pas|plus)|(?:n'est|ne sont) (?:pas"
    r"|plus) (?:possible|disponibles?)"
    r"|en rupture|refusee?"
    r"|lamentablemente|desgraciadamente|por desgracia|no (?:podemos|es posible|esta disponible)|agotad[oa]s?"
    r"|rechazad[oa]s?)(?!\w)"
)
_WAY_ON = re.compile(
    r"[?]|https?://|www\.|\S@\S"
    r"|(?<!\w)(?:please|simply|just|you (?:can|may|could|have)|if you|let (?:us|me) know|(?:we|i)(?:'ll| will| shall"
    r"| have| are going)"
    r"|instead|alternative(?:ly)?|as an alternative|refund\w*|replac\w+|exchange|(?:reply|answer|call|write|contact)(?! is)"
    r"|vui long|hay (?:tra loi|goi|gui|viet|lien he|thu|chon|cho)|ban (?:co the|chi can|cu)|(?:quy khach|anh|chi"
    r"|minh) (?:co the|chi can|cu|vui long)|(?:toi|shop|em|minh|ben em) se|chung toi (?:gui|hoan|doi|xin)"
    r"|thay (?:vao do|the|bang)|hoan (?:tien|lai)|doi (?:tra|hang|chiec|san pham|moi|cho)|goi (?:cho|so|dien|ngay"
    r"|hotline|tong dai|den|\d)|lien he|neu"
    r"|bitte|einfach|(?:sie|du) (?:konnen|kannst|erhalten)|konnen sie|stattdessen|alternativ\w*|ersatz\w*|ersetzen"
    r"|erstatt\w+|umtausch\w*"
    r"|wir (?:werden|senden|schicken|bieten|melden)|ich (?:werde|sende|schicke|melde)|falls|wenn|rufen|antworten|schreiben"
    r"|merci de|veuillez|vous (?:pouvez|avez|recevrez)|pouvez-vous|a la place|sinon|nous (?:allons|vous (?:\w+)ons"
    r"|\w+erons)"
    r"|rembours\w*|remplac\w*|echang\w*|n'hesitez|contactez|appelez|repondez|si vous"
    r"|por favor|(?:puede|podra|recibira)s?|en su lugar|alternativa\w*|reembols\w*|reemplaz\w*|sustitu\w*|(?:le"
    r"|te) (?:env\w+|ofrec\w+)"
    r"|contact\w+|llam\w+|respond\w+|si (?:lo )?(?:desea|quiere|prefiere)s?)(?!\w)"
)
_CALL = re.compile(
    r"(?<!\w)(?:(?:please|kindly|you (?:must|need to|have to|should|will need to)|(?:we|i) (?:must "
    r"|would )?ask (?:that )?you(?: to)?)"
    r" (?:\w+ ){0,3}(?:call|phone|ring|telephone|contact us by (?:phone|telephone))|(?:call|phone|ring) us(?! back)"
    r"|give us a (?:call|ring)"
    r"|(?:vui long|xin|hay|ban can|quy khach can|nho (?:anh|chi|ban)) (?:\w+ ){0,3}(?:goi"
    r"|lien he (?:\w+ ){0,3}(?:hotline|tong dai|so dien thoai))"
    r"|goi (?:ngay |dien )*(?:cho (?:chung toi|shop)|hotline|tong dai|den so)"
    r"|(?:bitte )?rufen sie|ruf uns|(?:bitte )?(?:melden sie sich|kontaktieren sie uns) (?:\w+ ){0,2}telefonisch"
    r"|bitte (?:\w+ ){0,2}anrufen"
    r"|(?:veuillez|merci de) (?:nous )?(?:appeler|telephoner|contacter par telephone)|(?:appelez|telephonez)(?:-nous)?"
    r"|(?:por favor,? )?(?:llame(?:nos)?|llamanos)|(?:pongase|ponte) en contacto (?:\w+ ){0,3}telefono)(?!\w)"
)
_OTHERWISE = re.compile(
    r"(?<!\w)(?:if|or|should you|also|unless|reply|answer|e-?mail|in case|rather"
    r"|neu|hoac|tra loi|thu nay|truong hop|oder|falls|wenn|sollten|antworten|e-mail|auch"
    r"|ou|si|repond\w*|en cas|egalement|mail|o|correo|respond\w*|tambien|en caso)(?!\w)"
)
_SELLS = re.compile(
    r"(?<!\w)(?:(?:\d{1,2} ?% (?:off|discount|rabatt|de (?:remise|reduction|descuento)))|(?:giam|uu dai|sale|bis zu"
    r"|jusqu'a) (?:\w+ ){0,2}\d{1,2} ?%"
    r"|(?:discount|voucher|promo(?:tion)?|coupon) code|shop now|buy now|order now|new collection|special offers?"
    r"|(?:our )?bestsellers?"
    r"|you (?:may|might|will) also (?:like|love)|while (?:you are|you're) (?:here|waiting)|don't miss"
    r"|limited (?:time )?offer"
    r"|ma (?:giam gia|khuyen mai|uu dai)|mua ngay|dat (?:hang |mua )?ngay|bo suu tap moi|san pham ban chay|khuyen mai"
    r"|co the ban (?:cung|se) thich"
    r"|dung bo lo|uu dai dac biet"
    r"|rabattcode|gutscheincode|jetzt (?:kaufen|shoppen|bestellen|entdecken|sichern)|neue kollektion|bestseller"
    r"|sonderangebot\w*"
    r"|das konnte (?:ihnen|dir) auch gefallen|nur (?:noch )?(?:heute|kurze zeit)"
    r"|code promo|achetez maintenant|profitez|nouvelle collection|meilleures ventes|offres? speciales?"
    r"|vous aimerez aussi|ne manquez pas"
    r"|codigo (?:de descuento|promocional)|compra(?:r|e)? ahora|nueva coleccion|ofertas? especial(?:es)?|mas vendidos"
    r"|tambien te (?:puede )?gustar\w*"
    r"|no te (?:lo )?pierdas)(?!\w)"
)
_GOODWILL = re.compile(
    r"(?<!\w)(?:sorry|apolog\w+|goodwill|inconvenience|to make up|compensat\w+|xin loi|rat tiec|den bu|boi thuong|tang ban"
    r"|entschuldig\w+|kulanz|wiedergutmachung|unannehmlichkeit\w*|excus\w+|desol\w+|dedommag\w*|geste commercial"
    r"|disculp\w+|sentimos|compens\w+|perdon\w*)(?!\w)"
)


@lru_cache(maxsize=128)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, a line or shorter each, without empty ones."""
    return tuple(piece.strip() for piece in _END.split(normal(text[:_TOO_LONG])) if piece.strip())


def bad_news(text: str) -> str:
    """The first sentence that refuses something, or says that it is gone; empty if none does."""
    return next((sentence for sentence in sentences(text) if _BAD.search(plain(sentence))), "")


def way_on(text: str) -> str:
    """The first sentence that offers something, asks something or says what happens next; empty if none does."""
    return next((sentence for sentence in sentences(text) if _WAY_ON.search(plain(sentence))), "")


def sends_to_phone(text: str) -> str:
    """The sentence that tells the customer to call, and leaves her no other way; empty if none does."""
    return next((one for one in sentences(text) if _CALL.search(plain(one)) and not _OTHERWISE.search(plain(one))), "")


def sells(text: str) -> str:
    """The first sentence that advertises; empty if none does. A voucher given by way of an apology is none."""
    return next((one for one in sentences(text) if _SELLS.search(plain(one)) and not _GOODWILL.search(plain(one))), "")


def plain(sentence: str) -> str:
    """A sentence as the patterns of letters without accents want it, on one line and not too long."""
    return plain_letters(sentence[:_LONGEST]).replace("’", "'")
