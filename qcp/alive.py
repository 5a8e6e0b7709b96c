"""`python -m qcp.alive`: exits 0 when this machine's web server answers a visitor from behind the proxy."""

import os
import sys
import urllib.error
import urllib.request

ADDRESS = os.environ.get("QCP_ALIVE_ADDRESS", "http://127.0.0.1:8000/healthz")


def main() -> int:
    host = os.environ["QCP_ALLOWED_HOSTS"].split(",")[0].strip()
    question = urllib.request.Request(ADDRESS, headers={"Host": host, "X-Forwarded-Proto": "https"})  # noqa: S310
    try:
        with urllib.request.urlopen(question, timeout=5):  # noqa: S310  our own address
            return 0
    except urllib.error.URLError as error:
        print(f"{ADDRESS}: {error.reason}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
