import json

import pytest

from app.cases.format.schemas import assessment_schema, case_schema


def test_the_case_schema_names_every_key_of_the_contract_and_our_decisions_and_events() -> None:
    schema = case_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == [
        "format", "region", "as_of", "person", "periods", "lapse_causes", "plan", "answers", "figures",
        "decisions", "events", "office_values",
    ]  # fmt: skip
    assert schema["required"] == ["format", "region", "periods"]
    assert schema["additionalProperties"] is False
    parts = schema["$defs"]
    assert list(parts["PersonDocument"]["properties"]) == [
        "name", "id_number", "birth_date", "sex", "categories", "local_household", "first_enrolment", "since",
    ]  # fmt: skip
    assert list(parts["PeriodDocument"]["properties"]) == [
        "scheme", "start", "end", "region", "status", "kind", "payer", "base", "credited_on", "source",
    ]  # fmt: skip
    assert list(parts["PlanDocument"]["properties"]) == [
        "resume_as", "pay_on", "back_pay", "pay_lapses", "insured_year", "in_window", "repair_years",
    ]  # fmt: skip


@pytest.mark.parametrize("schema", [case_schema, assessment_schema])
def test_a_schema_is_plain_json_and_the_same_every_time(schema: object) -> None:
    assert callable(schema)
    assert json.dumps(schema()) == json.dumps(schema())


def test_the_assessment_schema_spells_from_as_the_contract_does() -> None:
    assert next(iter(assessment_schema()["$defs"]["CoverPart"]["properties"])) == "from"
