"""The command `schema`: writes the JSON Schema of a document."""

from __future__ import annotations

import json
from argparse import Namespace

from app.cases.format.schemas import assessment_schema, case_schema
from app.cli.exit_codes import DONE
from app.cli.streams import put
from app.packs.file.schema import policy_schema


def perform(wanted: Namespace) -> int:
    """Write the schema of the document named; returns 0."""
    schema = {"case": case_schema, "assessment": assessment_schema, "policy": policy_schema}[wanted.document]
    put(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return DONE
