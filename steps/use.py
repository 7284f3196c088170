"""Play a flow: a named piece of a journey that the shop's file defines, for how it is done there.

- use: find_product
  with: {name: "${inputs.product}"}
"""

from typing import Any, ClassVar

from pydantic import Field

from shopper import StepArgs, step


class Use(StepArgs):
    shorthand: ClassVar[str | None] = "flow"

    flow: str
    inputs: dict[str, Any] = Field(default={}, alias="with")


@step(kind="structure")
def use(args: Use) -> None:
    """Unfolded when the plan is made; never played itself."""
