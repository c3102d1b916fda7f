"""Computes SHA-256 digests without loading OpenSSL.

`hashlib` gives the same digests, but maps OpenSSL into memory first: several MiB and milliseconds at every start.
"""

from __future__ import annotations

try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # CPython's own from 3.12 on; typeshed leaves it out
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # as above, in 3.11
    except ImportError:
        from hashlib import sha256


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in 64 hexadecimal digits.

    >>> digest_of(b"")
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    >>> digest_of(b"abc")
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    """
    digest: str = sha256(data).hexdigest()
    return digest
