"""Click a button, a link or anything else, found as a person would find it.

- click: {role: button, name: {vi: Thêm vào giỏ, en: Add to basket}}
- click: {role: link, name: "${inputs.product}"}
"""

from shopper import Locator, Session, StepArgs, step


class Click(Locator, StepArgs):
    pass


@step()
async def click(session: Session, args: Click) -> None:
    await session.click(args)
