"""Fill a form field, found as a person would find it.

- fill: {into: {label: Email}, text: "${visit.mail}"}
"""

from shopper import Locator, Session, StepArgs, Text, step


class Fill(StepArgs):
    into: Locator
    text: Text


@step(repeatable=True)
async def fill(session: Session, args: Fill) -> None:
    await session.fill(args.into, args.text)
