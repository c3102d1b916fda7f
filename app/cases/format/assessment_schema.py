"""The assessment document as pydantic has it, made from the table of its keys, for readers in other systems."""

from __future__ import annotations

from functools import cache
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from app.cases.format.assessment_keys import ASSESSMENT, Kind, OutputKey, OutputPart, Sentence, Several


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


@cache
def _type_of(kind: Kind) -> Any:
    match kind:
        case Sentence():
            return str
        case Several():
            return GenericAlias(list, _type_of(kind.item))
        case OutputPart():
            fields: dict[str, Any] = {key.name: _field(key) for key in kind.keys}
            return create_model(kind.name, __base__=_Part, __doc__=kind.told, **fields)
        case _:
            return Annotated[kind.of, Field(**kind.limits)] if kind.limits else kind.of


def _field(key: OutputKey) -> tuple[Any, Any]:
    kind = _type_of(key.kind)
    return kind | None if key.may_be_null else kind, ... if key.default is None else key.default


AssessmentDocument: type[BaseModel] = _type_of(ASSESSMENT)
AssessmentDocument.model_rebuild()
