"""Choose a file in a form, such as a photo of what arrived broken. It lies beside the journey's YAML file.

- upload: {into: {label: {vi: Ảnh chụp sản phẩm, en: Photo of the product}}, file: cracked_bowl.jpg}
"""

from collections.abc import Iterable

from shopper import Locator, Session, StepArgs, Text, step


class Upload(StepArgs):
    into: Locator
    """The field for files."""
    file: Text
    """A name beside this YAML file, or beside the one that uses the flow."""

    def files(self) -> Iterable[str]:
        return (self.file,)


@step(repeatable=True)
async def upload(session: Session, args: Upload) -> None:
    await session.files.upload(args.into, args.file)
