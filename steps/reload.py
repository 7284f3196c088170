"""Load the page again by its address, as a customer does who is not sure of what she sees. A form is never sent twice by it.

- reload:
"""

from urllib.parse import urldefrag

from shopper import Session, StepArgs, step


class Reload(StepArgs):
    pass


@step(repeatable=True)
async def reload(session: Session, args: Reload) -> None:
    await session.goto(urldefrag(session.page.url).url)  # with its fragment a browser would only jump to it
