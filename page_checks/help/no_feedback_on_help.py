"""The help pages do not ask whether they helped.

## What it checks
Whether any page of the FAQ or help centre asks the customer if she found her answer ("Was this helpful?", "War das
hilfreich?", "Cela vous a-t-il aidé ?", "¿Te ha sido útil?", "Thông tin này có hữu ích không?"), or lets her rate an answer.
If none does, a person decides whether a shop of this size needs it; that is said only once all help pages were looked at.
Whether a survey follows a person's answer is survey-missing's matter.

## Why it matters
A page that fails nobody notices: whoever finds no answer leaves or calls. One question with two buttons shows, article by
article, where the help desk's mails come from.

## How to fix
Put "Was this helpful? Yes / No" below each answer or at the end of the page, store the answers with the page's address, and
read the ones with No every month.

## Example
“None of the 2 help pages asks whether it helped.” The widget had been lost when the help centre moved.
"""

import re

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.questions import faq_pages
from shopper.reading.text import normal, plain_letters
from shopper.reading.tours import own_text, tours

_ASKS = re.compile(
    r"(?<!\w)(?:(?:(?:was|were) (?:this|that|it|the)|is this|did you find (?:this|it)) ?(?:\w+ ){0,2}"
    r"(?:helpful|useful)|(?:helpful|useful)\?"
    r"|did (?:this|that|it|we|the) ?(?:\w+ ){0,2}(?:help|answer|solve)|did you find (?:what|your|the|an)"
    r"|(?:rate|feedback on) (?:this|the|our) (?:article|answer|page|help)|found this helpful|(?:was|is) your question answered"
    r"|(?:war|ist) (?:dies\w*|das|die|der) ?(?:\w+ ){0,2}(?:hilfreich|nutzlich)|(?:hat|haben) (?:ihnen|dir|dies\w*|das|die|wir)"
    r" (?:\w+ ){0,5}(?:geholfen|beantwort\w*)|(?:haben sie|hast du) (?:\w+ ){0,4}(?:antwort\w* )?gefunden|hilfreich\?"
    r"|(?:vous|t)['a ](?:\w+[ -]){0,3}(?:utile|aidee?)|avez-vous trouve|as-tu trouve"
    r"|(?:etait|est)-(?:il|elle|ce) utile|utile ?\?"
    r"|(?:te|le|les) (?:ha|fue|resulto)(?: \w+){0,2} (?:util|ayud\w+)|fue util|(?:ha|has) (?:encontrado|resuelto)|util\?"
    r"|(?:co )?(?:huu ich|giup ich|giup duoc|giup gi)(?: \w+){0,4} (?:khong|chua)|da tim (?:duoc|thay|ra)(?: \w+){0,4} chua"
    r"|danh gia (?:bai viet|cau tra loi|noi dung)(?: nay)?)"
)


@check(
    title="Help pages ask whether they helped",
    failure="Nobody asks whether the help pages helped",
    category="process",
    impact="minor",
    serves=["2-13"],
)
def no_feedback_on_help(visit: Evidence) -> Findings:
    for tour in tours(visit):
        pages = faq_pages(tour)
        asking = next((seen for seen in pages if _asks(seen.page)), None)
        if not pages or not (asking or tour.complete):
            continue
        yield Verdict(
            outcome=Outcome.PASS if asking else Outcome.REVIEW,
            sentence="The help pages ask whether they helped."
            if asking
            else f"None of the {len(pages)} help pages asks whether it helped."
            if len(pages) > 1
            else "The help page does not ask whether it helped.",
            expected="a question whether it helped",
            actual="asked" if asking else "none",
            about=tour.about("feedback on help"),
            owner="web shop",
            evidence=((asking or pages[0]).source,),
        )


def _asks(page: PageView) -> bool:
    said = (*own_text(page), *page.controls, *(field.label for field in page.fields))
    return any(_ASKS.search(plain_letters(normal(line[:400])).replace("’", "'")) for line in said)
