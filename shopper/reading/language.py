"""Which language a text is written in: by block, then by sentence, then by a vote of their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from shopper.reading.text import normal, words_of

LANGUAGES: Mapping[str, str] = {"vi": "Vietnamese", "en": "English", "de": "German", "fr": "French", "es": "Spanish"}
"""The languages that are told apart, by ISO 639-1 code, with their English names."""

MIN_WORDS = 4
"""A run of fewer words ("Order no.", a name, a price) says nothing about its language."""

_TOO_LONG = 200_000  # characters: a text beyond this is judged by its beginning


@dataclass(frozen=True)
class Guess:
    """The language of most words. `language` is None if it cannot be told; `share` is its part of the `words` judged,
    0–1; `shares` has the same for every language found."""

    language: str | None = None
    share: float = 0.0
    words: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)


def language_of(text: str, *, leave_out: Collection[str] = ()) -> Guess:
    """Guess the language of a text of several blocks (one a line).

    Left out are URLs, addresses, numbers, names (lines in which nearly every word is capitalised), blocks and sentences of
    fewer than four words, and the phrases in `leave_out` (the shop's and the customer's names and addresses).
    """
    return _guess(text[:_TOO_LONG], frozenset(leave_out))


@lru_cache(maxsize=512)
def _guess(text: str, leave_out: frozenset[str]) -> Guess:
    votes: Counter[str | None] = Counter()
    for sentence in _sentences(text, leave_out):
        votes[_detect(sentence)] += len(words_of(sentence))
    words = sum(votes.values())
    known = {language: count / words for language, count in votes.most_common() if language}
    if not known:
        return Guess(words=words)
    best = next(iter(known))
    return Guess(best, known[best], words, known)


def foreign_blocks(text: str, wanted: str, *, leave_out: Collection[str] = ()) -> list[tuple[str, str, int]]:
    """(block, language, words) of those blocks, one a line, that are surely in another language than `wanted`.

    Sure: the detector says so, and the block has at least two of the small words of that language and hardly any of ours.
    So neither "We ship with Vận Chuyển Nhanh to Hà Nội" nor a product's name is taken for a foreign block.
    """
    found = []
    for block in text[:_TOO_LONG].split("\n"):
        guess = language_of(block, leave_out=leave_out)
        other = guess.language
        if (
            other
            and other != wanted
            and wanted not in guess.shares
            and _small(block, other) >= max(2, 3 * _small(block, wanted))
        ):
            found.append((normal(block), other, guess.words))
    return found


_SMALL = {
    "vi": "bạn|của|và|được|cho|đã|đang|sẽ|là|trong|với|không|chúng|tôi|này|các|để|khi|có|nếu|vui lòng|xin|hãy|từ|đến",
    "en": "the|you|your|we|our|is|are|was|will|have|has|been|this|that|with|for|from|and|to|of|in|it|please|if|when|can",
    "de": "der|die|das|den|dem|sie|ihre|ihrer|ihnen|wir|ist|sind|wird|haben|und|mit|für|von|zu|bitte|nicht|auf|ein|eine",
    "fr": "le|la|les|des|du|vous|votre|vos|nous|notre|est|sont|sera|avez|avons|et|avec|pour|dans|sur|merci|une|pas|si|que",
    "es": "el|los|las|del|usted|su|sus|tu|nuestro|es|está|son|será|hemos|ha|y|con|para|por|en|una|gracias|si|que|no",
}
"""Words without a meaning of their own: no sentence does without them, hardly any name has two."""


def _small(block: str, language: str) -> int:
    """How many different small words of a language stand in a block."""
    return len({hit.casefold() for hit in _SMALL_WORDS[language].findall(normal(block))})


_TERMS = {
    "vi": "đơn hàng|đặt hàng|xác nhận|giao hàng|vận chuyển|ho[áà]n tiền|hoá đơn|hóa đơn|trả hàng|của bạn|quý khách",
    "en": "your|order|orders|delivery|shipped|shipping|dispatched|invoice|refund|return|confirmation|on its way|thank you",
    "de": r"ihre?r?|deine?r?|bestell\w+|versand|versendet|rechnung|lieferung|unterwegs|rücksendung|erstattung|auftrag\w*",
    "fr": r"votre|vos|commande|livraison|expédi\w+|facture|remboursement|confirmation de|merci",
    "es": r"tu|su|pedido|envío|enviado|factura|reembolso|devolución|confirmación|gracias",
}
_SMALL_WORDS = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _SMALL.items()}
_LABELS = {language: re.compile(rf"\b(?:{terms})\b", re.IGNORECASE) for language, terms in _TERMS.items()}


def language_of_label(text: str) -> str | None:
    """The language of a subject or label, by the words that shops use in it; None unless just one language has any.

    Detectors fail on so few words: "Order no. 1001" looks Spanish.
    """
    text = normal(text)
    hits = [language for language, terms in _LABELS.items() if terms.search(text)]
    return hits[0] if len(hits) == 1 else None


def bare_vietnamese(text: str, *, leave_out: Collection[str] = ()) -> list[str]:
    """The sentences of a text, of four words or more, that are Vietnamese written without its diacritics."""
    return [sentence for sentence in _sentences(text[:_TOO_LONG], leave_out) if _vietnamese_without_accents(sentence)]


_NO_WORD = re.compile(r"\S{60,}")  # taken out first, so that the pattern below stays linear in hostile text
_NO_LANGUAGE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|vn|de|fr|es|test|shop|store|eu|io)\b\S*"
    r"|\S*\d\S*|[^\w\s.!?…;:,'’-]+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\t+|\s[-–|·•]\s")


def _sentences(text: str, leave_out: Collection[str]) -> Iterator[str]:
    """Runs of at least four words that can have a language; a shorter sentence goes with its neighbour."""
    names = _names(frozenset(normal(name) for name in leave_out if len(name.strip()) > 1))
    for block in re.split(r"\n+|\t+", text):
        block = normal(block)
        if names:
            block = names.sub(" ", block)
        block = _NO_LANGUAGE.sub(" ", _NO_WORD.sub(" ", block))
        if len(words_of(block)) < MIN_WORDS or _is_a_name(block):
            continue
        waiting = ""
        for sentence in _SENTENCE_END.split(block):
            waiting = f"{waiting} {sentence}".strip()
            if len(words_of(waiting)) >= MIN_WORDS:
                yield waiting
                waiting = ""


@cache
def _names(names: frozenset[str]) -> re.Pattern[str] | None:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE) if names else None


_CAPITALS = 0.75
_ADDRESSES_HER = re.compile(
    r"(?<!\w)(?:you|your|yours|we|our|us|sie|ihre?[mnrs]?|ihnen|dein\w{0,2}|dich|dir|wir|uns|unser\w{0,2}|bitte"
    r"|vielen dank|kein"
    r"|vous|votre|vos|nous|notre|usted|tu pedido|tu cuenta|nuestr[oa]s?|bạn|quý khách|chúng tôi|cua ban|quy khach|chung toi"
    r"|guten tag|guten morgen|good news)(?!\w)",
    re.IGNORECASE,
)
"""What is said to somebody: no name of a product or a street has such words."""


def _is_a_name(block: str) -> bool:
    """Names of people, firms, products, streets and towns: nearly every word is capitalised, and nobody is spoken to.

    So headlines ("Your Order Has Been Shipped") and German sentences of many nouns are none.
    """
    words = [word for word in words_of(block) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _CAPITALS * len(words) and not _ADDRESSES_HER.search(block)


@lru_cache(maxsize=4096)
def _detect(sentence: str) -> str | None:
    if _vietnamese_without_accents(sentence):
        return "vi"
    language: str | None = _detector().detect(sentence).language
    return language


def load_languages() -> None:
    """Load the tables that languages are told by, which takes a twentieth of a second: ahead of time, if one likes."""
    _detector()


@cache
def _detector() -> Any:
    """eld, limited to our languages at every call; its other way of limiting writes files into its own package."""
    from eld import LanguageDetector

    detector = LanguageDetector()
    detector.dynamic_lang_subset(list(LANGUAGES))
    return detector


# Vietnamese is written in syllables of a fixed shape: an onset, a rime. Without accents far fewer words of other languages
# have that shape (at most 0.57 of an English, German or French sentence), while all of a Vietnamese one has.
_ONSETS = "b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|ech|enh|eu|i|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in"
    "|inh|ip|it|iu|ia|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oat|oay|oc|oe|oen|oet|oi|om|on|ong|oong|op|ot|u|ua|uan|uang"
    "|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|y"
    "|yem|yen|yet|yeu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RIMES})")
_TYPICAL = frozenset({
    "ban", "cua", "cho", "chung", "duoc", "don", "dang", "dat", "dia", "doi", "duong", "gia", "giao", "hang", "hoa",
    "khach", "khong", "kinh", "lien", "minh", "mua", "nay", "neu", "ngay", "nhan", "nhung", "quy", "san", "so", "tai",
    "tat", "thanh", "theo", "thi", "thong", "tien", "toan", "toi", "trong", "trang", "trinh", "va", "vai", "van", "voi",
    "vui", "xac", "xin", "anh", "chi", "cam", "dep", "gui", "giup", "huy", "kiem", "lam", "mot", "nhe", "oi", "phai", "phi",
    "roi", "sai", "shop", "tra", "vay", "yeu", "hoi", "nguoi", "khi", "biet", "bao",
})  # fmt: skip
_SURE = 0.8


def _vietnamese_without_accents(sentence: str) -> bool:
    words = [word.lower() for word in words_of(sentence) if word.isalpha()]
    if len(words) < MIN_WORDS or not all(map(str.isascii, words)):
        return False
    shaped = sum(bool(_SYLLABLE.fullmatch(word)) for word in words)
    typical = sum(word in _TYPICAL for word in words)
    return shaped >= _SURE * len(words) and typical >= 2
