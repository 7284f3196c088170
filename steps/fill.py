"""Fill a form field, found as a person would find it.

- fill: {into: {label: Email}, text: "${visit.mail}"}
- fill: {into: {role: searchbox}, text: {vi: cốc men ngọc, en: celadon mug}}
"""

from shopper import ByLanguage, Locator, Session, StepArgs, step


class Fill(StepArgs):
    into: Locator
    """The field."""
    text: ByLanguage
    """What is written into it."""


@step(repeatable=True)
async def fill(session: Session, args: Fill) -> None:
    await session.fill(args.into, session.in_language(args.text))
