"""Pages that answer 200 and say that something went wrong."""

from __future__ import annotations

import re
from collections.abc import Collection

from shopper.model import PageView
from shopper.reading.text import normal, words_of

_SORRY = (
    r"(?:(?:oops|uh[- ]oh|ouch|whoops|sorry|we(?:'re| are) sorry|apologies|error|lỗi|ối|rất tiếc|xin lỗi(?: bạn| quý khách)?"
    r"|hoppla|ups|entschuldigung|leider|fehler|oups|désolé|nous sommes désolés|erreur|vaya|lo sentimos|lo siento"
    r"|but|nhưng|aber|mais|pero|4\d\d|5\d\d)[\s,.:;!…–—-]*)*"
)
_WRONG = (
    r"something (?:went|has gone) wrong|an? (?:unexpected |internal |server |unknown )*error (?:has )?occurred"
    r"|(?:the |this |that )?page (?:was |could |can |is )?(?:not|n't|no longer) (?:be )?(?:found|exist|available)"
    r"|(?:the |this )?page (?:you (?:requested|are looking for|were looking for) )?"
    r"(?:doesn['’]t exist|does not exist|cannot be found)"
    r"|we (?:can['’]t|cannot|couldn['’]t|could not) find (?:that|this|the) page|internal server error|server error|bad gateway"
    r"|(?:service|site|page) (?:is )?(?:temporarily |currently )?unavailable|this page isn['’]t working|application error"
    r"|(?:đã )?(?:xảy ra|gặp)(?: một)? (?:lỗi|sự cố)|(?:đã )?có(?: một)? (?:lỗi|sự cố)(?: đã)?(?: vừa)? xảy ra"
    r"|không tìm thấy trang|trang (?:này |bạn (?:tìm|yêu cầu|đang tìm) )?không (?:tồn tại|tìm thấy|khả dụng)"
    r"|lỗi (?:máy chủ|hệ thống)|hệ thống (?:đang )?(?:gặp (?:lỗi|sự cố)|bị lỗi|bận)|dịch vụ (?:tạm thời )?không khả dụng"
    r"|es ist ein (?:unerwarteter |interner )?fehler aufgetreten|ein (?:unerwarteter )?fehler ist aufgetreten"
    r"|(?:da ist |hier ist )?etwas (?:ist )?schiefgelaufen|(?:die |diese )?seite (?:wurde )?nicht (?:gefunden|verfügbar)"
    r"|interner serverfehler"
    r"|une erreur (?:inattendue |interne )?(?:est survenue|s['’]est produite)|(?:cette |la )?page (?:introuvable|non trouvée)"
    r"|(?:cette |la )?page n['’]existe (?:pas|plus)|erreur (?:interne du )?serveur|service (?:temporairement )?indisponible"
    r"|(?:se ha producido|ha ocurrido) un error|algo (?:ha ido|ha salido|salió) mal|página no encontrada"
    r"|(?:esta |la )?página no (?:existe|está disponible)|error (?:interno )?del servidor|servicio no disponible"
)
_ERROR = re.compile(rf"{_SORRY}(?:{_WRONG})(?!\w)", re.IGNORECASE)
_FEW_WORDS = 90
_FIRST_BLOCKS = 3


def error_text(page: PageView, *, common: Collection[str] = ()) -> str:
    """The words by which a page says that it failed; empty if it does not.

    Only a page that says so at once, in its title or one of its first three blocks, at the beginning of a sentence, and says
    little else (under 90 words) is taken for an error page: not a help page about errors, not a form that shows one.
    `common`: blocks that stand on the shop's other pages too (header, footer), which say nothing about this one.
    """
    own = [text for block in page.blocks if (text := normal(block.text)) not in common or _says_error(text)]
    if sum(len(words_of(text)) for text in own) > _FEW_WORDS:
        return ""
    heads = [*re.split(r"\s[|–—·•-]\s", normal(page.title)), *own[:_FIRST_BLOCKS]]
    return next((head for head in heads if len(head) < 300 and _says_error(head)), "")


def _says_error(text: str) -> bool:
    sentences = re.split(r"(?<=[.!…])\s+", text)
    return any(_ERROR.match(sentence) and not sentence.rstrip().endswith("?") for sentence in sentences)
