"""What a code app on a phone shows: RFC 6238 with its usual parameters."""

import base64
import hashlib
import hmac
import struct
import time


def code_now(secret: str, steps: int = 0) -> str:
    """Return the code of a secret; `steps` of 30 seconds away from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
