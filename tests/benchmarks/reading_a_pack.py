"""The least that a program of this kind does: imports pydantic and reads the national pack with libyaml."""

import sys
from pathlib import Path

import yaml
from pydantic import BaseModel

USED = BaseModel  # the name makes pydantic load; bare `import pydantic` loads nothing

if __name__ == "__main__":
    with Path(sys.argv[1]).open("rb") as pack:
        yaml.load(pack, yaml.CSafeLoader)
