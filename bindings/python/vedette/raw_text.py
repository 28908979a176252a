"""Bytes and code points as the engine counts them: a byte that is no UTF-8 is one code point, U+FFFD."""
from __future__ import annotations

import codecs

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _one_by_one(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        return REPLACEMENT, error.start + 1
    if isinstance(error, UnicodeEncodeError):  # a lone surrogate: a byte that Python could not read, or half a character
        code = ord(error.object[error.start])
        byte = bytes([code - 0xDC00]) if 0xDC80 <= code <= 0xDCFF else REPLACEMENT.encode()
        return byte, error.start + 1
    raise error


codecs.register_error("vedette.raw", _one_by_one)


def encode(text: str) -> bytes:
    return text.encode("utf-8", "vedette.raw")


def decode(raw: bytes) -> str:
    return raw.decode("utf-8", "vedette.raw")
