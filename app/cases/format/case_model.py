"""The pydantic model of the case file, made from the table of its keys: it finds what is wrong and gives the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import GenericAlias
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from app.cases.format import values as spelling
from app.cases.format.case_keys import CASE, NAME
from app.cases.format.kinds import (
    EnumMember,
    Exactly,
    Key,
    Kind,
    ListOf,
    NamedValues,
    Part,
    ShownText,
    Spelled,
    Whole,
    YesNo,
)
from app.cases.format.values import LONGEST_TEXT, InvalidValue
from app.rules.bilingual import Bilingual


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def _told(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A reader whose error is one of pydantic's, its type the key of its sentence in the translations."""

    def reading(value: Any) -> Any:
        try:
            return read(value)
        except InvalidValue as wrong:
            raise PydanticCustomError(wrong.key, "wrong spelling", dict(wrong.values)) from None

    return reading


def _type_of(kind: Kind) -> Any:  # noqa: PLR0911  one type a kind
    """The type by which pydantic judges and describes values of a kind."""
    match kind:
        case Spelled():
            return Annotated[kind.of, PlainValidator(_told(kind.read)), WithJsonSchema(dict(kind.schema))]
        case ShownText():
            shortest = kind.shortest or None
            limits = StringConstraints(min_length=shortest, max_length=LONGEST_TEXT)
            return Annotated[str, limits, AfterValidator(_told(spelling.visible))]
        case YesNo():
            return bool
        case Whole():
            examples = None if kind.example is None else [kind.example]
            return Annotated[int, Field(ge=kind.least, le=kind.most, examples=examples)]
        case EnumMember():
            return Annotated[kind.of, Field(strict=False)]
        case Exactly():
            return Literal[kind.text]
        case ListOf():
            values = GenericAlias(list, _type_of(kind.item))
            return Annotated[values, Field(max_length=kind.most)]
        case NamedValues():
            entries = GenericAlias(dict, (_type_of(NAME), _type_of(kind.value)))
            return Annotated[entries, Field(max_length=kind.most)]
        case Part():
            return _model_of(kind)


def _model_of(part: Part) -> type[BaseModel]:
    fields: dict[str, Any] = {name: _field(key) for name, key in part.keys.items()}
    return create_model(part.name, __base__=_Part, __doc__=_described(part.told), **fields)


def _field(key: Key) -> tuple[Any, Any]:
    kind = _type_of(key.kind)
    allowed: Any = kind | None if key.default is None else kind
    examples = None if key.example is None else [key.example]
    described = Annotated[allowed, Field(description=_described(key.told), examples=examples)]
    if key.required:
        return described, ...
    if isinstance(key.kind, Part) and key.default is not None:
        return described, kind.model_construct()
    return described, key.default


def _described(told: Bilingual) -> str:
    return f"{told.zh}\n{told.en}"


CaseModel = _model_of(CASE)
CaseModel.model_rebuild()


def validated(value: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a document as `case_keys.CASE` reads them; pydantic's `ValidationError` with all that is wrong."""
    values: dict[str, Any] = _values(CaseModel.model_validate(value))
    return values


def _values(read: Any) -> Any:
    if isinstance(read, BaseModel):
        return {name: _values(value) for name, value in read}
    return [_values(each) for each in read] if isinstance(read, list) else read
