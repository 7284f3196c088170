"""Play a flow: a named piece of a journey that the shop's file defines, for how it is done there.

- use: find_product
  with: {name: "${inputs.product}"}
"""

from typing import Any, ClassVar

from pydantic import Field

from shopper import ByLanguage, StepArgs, step


class Use(StepArgs):
    shorthand: ClassVar[str | None] = "flow"

    flow: str
    """A flow of the shop's file: `shopper explain flows`."""
    inputs: dict[str, ByLanguage | Any] = Field(default={}, alias="with")
    """Its inputs."""


@step(kind="structure")
def use(args: Use) -> None:
    """Unfolded when the plan is made; never played itself."""
