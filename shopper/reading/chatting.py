"""What is said in a chat: whom the customer asks for, what the bot has no answer to, where she is sent instead.

In vi, en, de, fr and es; whatever is not surely one of these is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from shopper.model import Evidence, Turn
from shopper.reading.contact import addresses_in, numbers_in
from shopper.reading.hours import opening_hours
from shopper.reading.tone import plain, sends_to_phone, sentences

_PERSON = (
    r"(?:a |an |some|your |the |one of your )?(?:real |live |actual )?(?:person|human(?: being)?|agent|somebody|someone"
    r"|advis[eo]r"
    r"|colleague|representative|member of (?:your )?(?:staff|team)|staff)"
)
_ASKS_FOR_PERSON = re.compile(
    rf"(?<!\w)(?:(?:speak|talk|chat) (?:to|with) {_PERSON}|(?:connect|transfer|put) me (?:through )?(?:to|with) {_PERSON}"
    rf"|(?:want|need) {_PERSON}"
    r"|(?:gap|noi chuyen voi|ket noi (?:toi |em |minh )?(?:voi )?|chat voi|tro chuyen voi) (?:mot |voi )*(?:nhan vien"
    r"|tu van vien"
    r"|nguoi(?: that)?|ai do|tong dai vien)"
    r"|mit (?:einem|einer|ihrem|jemandem)(?: \w+)? ?(?:menschen|mitarbeiter\w*|berater\w*|person|kolleg\w+)?"
    r" ?(?:sprechen|reden|chatten|verbunden|verbinden)"
    r"|parler (?:a|avec) (?:une (?:vraie )?personne|quelqu'un|un (?:conseiller|humain|agent|employe)|une conseillere)"
    r"|hablar con (?:una? )?(?:persona|humano|agente|alguien|asesora?))(?!\w)"
)
_HANDS_OVER = re.compile(
    r"(?<!\w)(?:(?:pass|put|connect|transfer|hand|forward)\w* (?:you|your (?:question|chat|request))|(?:somebody|someone|a"
    r" (?:person|colleague|human)|an agent|one of (?:us|our \w+)) (?:will|is going to|can|joins|answers)"
    r"|call(?:ing)? you back|get (?:back|in touch)|will (?:be with|answer|help) you"
    r"|(?:chuyen|noi may|ket noi) (?:cho )?(?:ban|quy khach|anh|chi|minh|em)|(?:nhan vien|tu van vien|mot nguoi|dong nghiep)"
    r" (?:\w+ ){0,2}(?:se|tra loi|ho tro|lien he)|se (?:lien he|goi lai|tra loi|phan hoi)|goi lai cho"
    r"|(?:gebe|leite|verbinde|stelle) (?:ich )?(?:sie|ihre)|sie werden verbunden|(?:jemand|ein (?:mensch|kollege|mitarbeiter)"
    r"|eine (?:kollegin|mitarbeiterin)) (?:\w+ ){0,2}(?:wird|antwortet|meldet|hilft)|(?:melden|rufen) (?:wir )?(?:uns|sie)"
    r"|(?:vous (?:passe|mets|transfere|met|redirige)|mets? en relation|(?:quelqu'un|une? (?:conseillere?|personne"
    r"|collegue|agent))"
    r" (?:\w+ ){0,2}(?:va|vous|repond))|vous (?:rappel|recontact)\w+"
    r"|(?:le|te|lo|la) (?:paso|transfiero|comunico|conecto|atendera)|(?:alguien|un (?:agente|asesor|companero)|una (?:persona"
    r"|companera)) (?:\w+ ){0,2}(?:va|respondera|atendera))(?!\w)"
)
_WAY = re.compile(
    r"(?<!\w)(?:contact (?:page|form|us)|(?:our|the) (?:form|hotline|help ?desk)|trang lien he|bieu mau"
    r"|lien he (?:voi )?(?:chung toi"
    r"|shop|hotline|tong dai)|hotline|tong dai|kontakt(?:seite|formular)|page (?:de )?contact|formulaire|contactez"
    r"|pagina de contacto"
    r"|formulario|contactenos|write .{0,20}person|(?:viet|go|nhap|bam|chon) .{0,20}(?:nhan vien|nguoi)"
    r"|schreiben sie .{0,20}mensch"
    r"|ecrivez .{0,20}personne|escriba .{0,20}persona|(?:click|press|type|choose) .{0,20}(?:agent|person|human))(?!\w)"
)
_REFUSES = re.compile(
    r"(?<!\w)(?:cannot|can't|can not|unable|no (?:agents?|one|body) (?:\w+ )?available|khong the|khong co (?:nhan vien|ai)"
    r"|kann (?:ich )?(?:sie )?(?:leider )?nicht|niemand|ne (?:peux|pouvons) pas|aucun \w+ n'est|no (?:puedo|podemos|hay))(?!\w)"
)
_AT_A_LOSS = re.compile(
    r"(?<!\w)(?:(?:did|do|could|can)(?:n't| not|not) (?:quite |fully |really )?(?:understand|get|catch|follow)"
    r"|not (?:quite |entirely )?sure (?:that )?(?:i understand|what you)|rephrase|in other words|put it another way"
    r"|(?:have|find) (?:no|not an|any) answer|(?:can|could)(?:n't|not| not) (?:answer|help (?:you )?with) (?:that|this)"
    r"|still learning|(?:only|can) help (?:you )?with the following|(?:choose|select|pick) one of"
    r"|(?:chua|khong) (?:the )?hieu|chua ro (?:cau hoi|y)|dien dat lai|noi (?:ro hon|lai|cach khac)"
    r"|hoi (?:lai )?(?:theo )?cach khac"
    r"|(?:chua|khong) (?:co|tim (?:duoc|thay)) cau tra loi|chua (?:ho tro|tra loi) duoc|chon mot trong"
    r"|nicht (?:ganz |richtig )?verstanden|verstehe (?:\w+ ){0,3}nicht|umformulieren|anders (?:ausdrucken|formulieren|sagen)"
    r"|keine antwort|(?:kann|konnte) (?:\w+ ){0,3}nicht (?:beantworten|helfen)|(?:wahlen|nennen) sie (?:bitte )?eine?[sn]? der"
    r"|(?:pas|n'ai pas) (?:bien |tout )?(?:compris|saisi)|(?:ne )?comprends pas|reformul\w+|autrement dit|pas de reponse"
    r"|ne (?:peux|sais) pas (?:vous )?(?:repondre|aider)|choisissez (?:l'un|une)"
    r"|no (?:he |te |le |lo |la |puedo )*(?:entend\w+|comprend\w+|respond\w+)|con otras palabras|no tengo (?:una )?respuesta"
    r"|elija una)(?!\w)"
)
_MESSENGER = (
    r"whatsapp|zalo|messenger|facebook|fanpage|viber|telegram|instagram|twitter|tiktok"
    r"|(?:our )?(?:app|store|shop floor|branch)|ung dung|cua hang gan nhat|filiale|boutique|tienda"
)
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:please|kindly|you (?:must|need to|have to|should)) (?:\w+ ){0,3}(?:write|message|contact|reach|text"
    r"|ask|use|come"
    r"|visit|go)"
    r"|(?:vui long|xin|hay|ban can|quy khach can) (?:\w+ ){0,3}(?:nhan|lien he|inbox|ket ban|den|dung|tai)"
    r"|bitte (?:\w+ ){0,3}(?:schreiben|kontaktieren|nutzen|kommen|wenden|besuchen)|(?:schreiben|kontaktieren|nutzen|wenden)"
    r" sie (?:\w+ ){0,2}bitte"
    r"|(?:veuillez|merci de) (?:\w+ ){0,2}(?:ecrire|contacter|utiliser|passer|envoyer)|(?:ecrivez|contactez|passez)[- ]"
    r"|(?:por favor,? )?(?:escriba|escribanos|contacte|contactenos|use|visite|acuda)(?: \w+){0,2})"
    rf"[^.!?\n]{{0,40}}?(?<!\w)(?:{_MESSENGER})(?!\w)"
)
_OR = re.compile(
    r"(?<!\w)(?:or|if|also|here|hoac|neu|cung|tai day|oder|falls|wenn|auch|hier|ou|si|aussi|ici|o|tambien|aqui)(?!\w)"
)
_BY_MAIL = re.compile(r"(?<!\w)(?:e-?mails?|mail|courriel|correo|thu dien tu)(?!\w)")
_FORM = re.compile(r"(?<!\w)(?:form|formular|formulaire|formulario|kontaktformular|bieu mau)(?!\w)")


class Exchange(NamedTuple):
    """A message of the customer's, and what the shop said before her next one."""

    asked: Turn
    answers: tuple[Turn, ...]


def conversations(visit: Evidence) -> list[tuple[Turn, ...]]:
    """The visit's conversations, in their order."""
    return [tuple(turns) for _, turns in groupby(visit.chat, key=lambda turn: turn.conversation)]


def exchanges(turns: Sequence[Turn]) -> Iterator[Exchange]:
    """A conversation, message by message of the customer's."""
    starts = [at for at, turn in enumerate(turns) if turn.who == "customer"]
    for at, end in zip(starts, [*starts[1:], len(turns)], strict=True):
        yield Exchange(turns[at], tuple(turns[at + 1 : end]))


def asks_for_person(turn: Turn, visit: Evidence) -> bool:
    """Whether the customer asks for a person, by the step that said it or by its words."""
    verb = next((step.verb for step in visit.plan.steps if step.id == turn.step), "")
    return turn.who == "customer" and (verb == "ask_for_person" or bool(_ASKS_FOR_PERSON.search(plain(turn.text))))


def way_out(text: str) -> str:
    """The first sentence that hands the customer over or names a way to a person; empty if none does."""
    for sentence in sentences(text):
        said = plain(sentence)
        names_way = bool(_WAY.search(said) or addresses_in(sentence) or numbers_in(sentence))
        if names_way or (_HANDS_OVER.search(said) and not _REFUSES.search(said)):
            return sentence
    return ""


def is_at_a_loss(text: str) -> bool:
    """Whether an answer says that it has none: it did not understand, or asks to put it another way."""
    return any(_AT_A_LOSS.search(plain(sentence)) for sentence in sentences(text))


def sent_elsewhere(text: str) -> str:
    """The sentence that tells the customer to call, to write to another service or to come by, and leaves her no other way;
    empty if none does. To be sent to mail or to a form is another matter (`chat-turns-into-email`)."""
    bare = plain(text)
    if addresses_in(text) or _BY_MAIL.search(bare) or _FORM.search(bare):
        return ""
    away = (one for one in sentences(text) if _ELSEWHERE.search(said := plain(one)) and not _OR.search(said))
    return sends_to_phone(text) or next(away, "")


def is_there(visit: Evidence, at: datetime) -> bool | None:
    """Whether somebody is there by the shop's service hours; None: nobody knows them."""
    hours = opening_hours(visit.plan.shop)
    return hours.is_open(at) if hours else None
