"""Download a file that a link or a button gives, such as an invoice. If the shop does not hand it over, the visit is *blocked*.

- download: {role: link, name: {vi: Tải hoá đơn, en: Download invoice}, as: invoice}
"""

from pydantic import Field

from shopper import Locator, Session, StepArgs, Text, step


class Download(Locator, StepArgs):
    called: Text = Field(default="", alias="as")
    """What to call it; its own name if left out."""


@step(repeatable=True)
async def download(session: Session, args: Download) -> None:
    await session.files.download(args, args.called)
