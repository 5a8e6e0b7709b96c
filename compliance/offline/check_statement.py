"""Checks a signed statement of the QOPI Certification Program without asking the portal for anything.

Usage: python check_statement.py STATEMENT.json KEYS.json

STATEMENT.json is what /verify/<number>/signed.json answered; KEYS.json is /.well-known/qcp-status-key.json, fetched
once and kept. Prints what was signed and exits with 0, or says what is wrong and exits with 1. It needs Python 3.9
and the package `cryptography`. A statement tells how a certificate stood at the moment in which it was signed.
"""

import base64
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def checked(statement: str, keys: list) -> dict:
    """What was signed; a sentence as ValueError when the statement cannot be trusted."""
    try:
        header, content, seal = statement.split(".")
        named = json.loads(decoded(header))
        key = next((each for each in keys if each["kid"] == named["kid"]), None)
    except (ValueError, KeyError, TypeError):
        raise ValueError("This is not a signed statement.") from None
    if named.get("alg") != "EdDSA":
        raise ValueError("The statement is signed in another way than the program signs.")
    if key is None:
        raise ValueError("The key that signed it is not among the published keys. Fetch the keys again.")
    try:
        Ed25519PublicKey.from_public_bytes(decoded(key["x"])).verify(decoded(seal), f"{header}.{content}".encode())
    except (InvalidSignature, ValueError):
        raise ValueError("The signature does not fit: the statement was changed, or is not the program's.") from None
    return json.loads(decoded(content))


def main(arguments: list) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 1
    try:
        statement, keys = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments)
        signed = checked(statement["statement"], keys["keys"])
    except (OSError, KeyError, TypeError, ValueError) as problem:
        print(f"NOT CHECKED: {problem}")
        return 1
    print(json.dumps(signed, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
