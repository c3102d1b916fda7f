"""The least a program of this kind does: pydantic as ours imports it, and the national pack read with libyaml."""

import sys
from pathlib import Path

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

USED = (AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, StringConstraints)
USED_AT_THE_EDGE = (ValidationError, WithJsonSchema)

if __name__ == "__main__":
    with Path(sys.argv[1]).open("rb") as pack:
        yaml.load(pack, yaml.CSafeLoader)
