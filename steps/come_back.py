"""Close the browser and come back to the same page: cookies of the session are gone, lasting ones are still there.

- come_back:
"""

from shopper import Session, StepArgs, step


class ComeBack(StepArgs):
    pass


@step(repeatable=True)
async def come_back(session: Session, args: ComeBack) -> None:
    await session.come_back()
