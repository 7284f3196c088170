"""Do some steps once for each value of a list. The value is an input of these steps, under the name given here.

- for_each: {product: [Hồ Tây, Đà Lạt]}
  do:
    - use: find_product
      with: {name: "${inputs.product}"}
- for_each: {product: "${inputs.products}"}     # an input of the journey that is a list
  do:
    - goto: "/vi/san-pham?q=${inputs.product}"
"""

from typing import Any, ClassVar

from pydantic import Field, JsonValue, field_validator
from pydantic_core import PydanticCustomError

from shopper import StepArgs, step

_VALUES: dict[str, JsonValue] = {"anyOf": [{"type": "array", "minItems": 1}, {"type": "string", "minLength": 1}]}
_ONE_NAMED_LIST: dict[str, JsonValue] = {"minProperties": 1, "maxProperties": 1, "additionalProperties": _VALUES}


class ForEach(StepArgs):
    whole: ClassVar[str | None] = "values"
    block: ClassVar[str | None] = "do"

    values: dict[str, list[Any] | str] = Field(json_schema_extra=_ONE_NAMED_LIST)
    """A name, and the values that it takes one after the other: a list, or an input that is one."""
    do: list[Any] = Field(min_length=1)
    """What is done for each of them."""

    @field_validator("values")
    @classmethod
    def _one_list(cls, values: dict[str, list[Any] | str]) -> dict[str, list[Any] | str]:
        if len(values) != 1:
            raise PydanticCustomError("for_each", "name one value with its list, such as `for_each: {product: [A, B]}`", {})
        if not all(values.values()):
            raise PydanticCustomError(
                "for_each", "there is no value for `{name}`; put some into its list", {"name": next(iter(values))}
            )
        return values


@step(kind="structure")
def for_each(args: ForEach) -> None:
    """Unfolded when the plan is made; never played itself."""
