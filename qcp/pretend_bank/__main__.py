"""`python -m qcp.pretend_bank --port 12111 --tell http://127.0.0.1:8000/webhooks/stripe/ --secret whsec_...`"""

import argparse

from .books import Books
from .server import Bank

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", type=int, default=12111)
parser.add_argument("--tell", default="", help="where its messages go")
parser.add_argument("--secret", default="whsec_pretend", help="with what they are signed")
parser.add_argument("--file", default="", help="where its books are kept")
given = parser.parse_args()
Bank(Books(given.file), given.port, given.secret, given.tell).server.serve_forever()
