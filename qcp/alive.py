"""`python -m qcp.alive HOSTS [ADDRESS]`: does this machine's web server answer a visitor from behind the proxy?"""

import sys
import urllib.error
import urllib.request

HERE = "http://127.0.0.1:8000"


def main(hosts: str, address: str = HERE) -> int:
    """0 when it does; otherwise 1, and why on standard error."""
    headers = {"Host": hosts.split(",")[0].strip(), "X-Forwarded-Proto": "https"}
    question = urllib.request.Request(f"{address}/healthz", headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(question, timeout=5):  # noqa: S310  our own address
            return 0
    except urllib.error.URLError as error:
        print(f"{address}: {error.reason}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
