from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from app.system.sha256 import digest_of


@given(st.binary(max_size=300))
def test_the_digest_is_the_sha_256_that_every_other_tool_makes(data: bytes) -> None:
    assert digest_of(data) == hashlib.sha256(data).hexdigest()
