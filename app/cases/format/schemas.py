"""Makes the JSON Schemas of the case document and the assessment document."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from app.cases.format.assessment_schema import AssessmentDocument
from app.cases.format.case_model import CaseModel


def case_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `xubaotong.case/1`."""
    return _schema(CaseModel)


def assessment_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `xubaotong.assessment/1`."""
    return _schema(AssessmentDocument)


def _schema(document: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document.model_json_schema()}
