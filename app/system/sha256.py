"""Knows the digest that tells bytes from all others. Does not know what the bytes are.

It is the interpreter's own SHA-256. `hashlib` gives the same answer, but maps the whole of OpenSSL into memory before
it does: several MiB and milliseconds of every start, for nothing else here.
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
