"""Pages that answer 200 and say that something went wrong."""

from __future__ import annotations

import re
from collections.abc import Collection

from shopper.model import PageView
from shopper.reading.remembered import remembered
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
_EXPIRED = re.compile(
    rf"{_SORRY}(?:"
    r"(?:(?:this|that|the|your|our) )?(?:[\w-]+ )?(?:link|url|session|invitation)"
    r"(?: (?:that )?(?:you|we) (?:\w+ ){1,3})? ?(?:has|is|was|may have|seems to be|appears to be)?"
    r" ?(?:(?:already|now|been|either|since) ){0,3}"
    r"(?:expired|no longer (?:valid|active|available|works?)|not valid|invalid|used already|(?:already )?(?:been )?used"
    r"|timed out|out of date)"
    r"|(?:expired|invalid|used) (?:or (?:expired|invalid|used) )?(?:link|url|session)"
    r"|(?:liên kết|đường dẫn|đường link|link|phiên(?: làm việc| đăng nhập)?)(?: [^\W\d]+){0,4}?"
    r" (?:đã )?(?:hết (?:hạn|hiệu lực)|không còn (?:hiệu lực|hợp lệ|dùng được|sử dụng được)|không hợp lệ"
    r"|(?:được )?(?:sử dụng|dùng) (?:trước đó|rồi)|được sử dụng)"
    r"|(?:(?:dieser|der|ihr|dein|diese|die|ihre|deine) )?(?:[\w-]*link|(?:[\w-]*)sitzung|url)(?: [^\W\d]+){0,4}?"
    r" (?:abgelaufen|ungültig|nicht mehr (?:gültig|aktiv|verfügbar)|(?:bereits|schon) (?:verwendet|benutzt|genutzt|eingelöst))"
    r"|(?:abgelaufene|ungültige)r link"
    r"|(?:(?:ce|le|votre|cette|la) )?(?:lien|session|url)(?: [^\W\d]+){0,4}?"
    r" (?:a expiré|(?:est )?(?:expirée?|périmée?|invalide)|n['’]est (?:plus|pas) (?:valide|valable|actif|active)"
    r"|a déjà été (?:utilisée?|ouverte?)|déjà utilisée?)"
    r"|(?:(?:este|el|su|tu|esta|la) )?(?:enlace|vínculo|sesión|url)(?: [^\W\d]+){0,4}?"
    r" (?:(?:ha )?(?:caducado|expirado|vencido)|(?:ya )?no es válid[oa]|no válido|inválido"
    r"|ya (?:se )?ha (?:sido )?(?:usado|utilizado))"
    r")(?!\w)",
    re.IGNORECASE,
)
_USED = re.compile(
    r"(?<!\w)(?:used|sử dụng|dùng|verwendet|benutzt|genutzt|eingelöst|utilisée?|ouverte?|usado|utilizado)(?!\w)", re.IGNORECASE
)
_FEW_WORDS = 90
_NOT_MANY_WORDS = 400
_FIRST_BLOCKS = 3


def error_text(page: PageView, *, common: Collection[str] = ()) -> str:
    """The words by which a page says that it failed; empty if it does not.

    Only a page that says so at once, in its title or one of its first three blocks, at the beginning of a sentence, and says
    little else (under 90 words) is taken for an error page: not a help page about errors, not a form that shows one.
    `common`: blocks that stand on the shop's other pages too (header, footer), which say nothing about this one.
    """
    return _error_text(page, common) if common else _error_text_alone(page)


@remembered
def _error_text_alone(page: PageView) -> str:
    return _error_text(page, ())


def _error_text(page: PageView, common: Collection[str]) -> str:
    own = [text for block in page.in_sight.blocks if (text := normal(block.text)) not in common or _says_error(text)]
    if sum(len(words_of(text)) for text in own) > _FEW_WORDS:
        return ""
    heads = [*re.split(r"\s[|–—·•-]\s", normal(page.title)), *own[:_FIRST_BLOCKS]]
    return next((head for head in heads if len(head) < 300 and _says_error(head)), "")


def expired_text(page: PageView) -> str:
    """The words by which a page says that the link to it has expired, is not valid, or was used before; empty if it does not.

    They must begin a sentence of its title or of a short block, on a page of at most 400 words: not a help page that explains
    what to do when a link has expired.
    """
    if sum(len(words_of(block.text)) for block in page.in_sight.blocks) > _NOT_MANY_WORDS:
        return ""
    heads = [*re.split(r"\s[|–—·•-]\s", normal(page.title)), *(normal(block.text) for block in page.in_sight.blocks)]
    return next((head for head in heads if len(head) < 300 and _says(_EXPIRED, head)), "")


def says_used(text: str) -> bool:
    """Whether the words of `expired_text` say that somebody used the link before."""
    return bool(_USED.search(text))


def _says_error(text: str) -> bool:
    return _says(_ERROR, text)


def _says(what: re.Pattern[str], text: str) -> bool:
    sentences = re.split(r"(?<=[.!…])\s+", text)
    return any(what.match(sentence) and not sentence.rstrip().endswith("?") for sentence in sentences)
