"""Choose an option of a select field or a radio group by the words it shows.

- choose: {in: {label: {vi: Tỉnh/Thành phố, en: City}}, option: "Hà Nội"}
"""

from pydantic import Field

from shopper import ByLanguage, Locator, Session, StepArgs, step


class Choose(StepArgs):
    field: Locator = Field(alias="in")
    """The select field or the radio group."""
    option: ByLanguage
    """The words of the option."""


@step(repeatable=True)
async def choose(session: Session, args: Choose) -> None:
    option = session.in_language(args.option)
    field = session.find(args.field)
    if await field.evaluate("e => e instanceof HTMLSelectElement"):
        await field.select_option(label=option)
    else:
        await field.get_by_label(option).check()
