"""Who asks: the recipient behind the token, within its rate."""

from ninja.errors import HttpError
from ninja.security import HttpBearer

from practices.models import RecipientToken
from qcp.web.rates import visits, within

PER_MINUTE = 120
WRONG_PER_MINUTE = 30


class Token(HttpBearer):
    """Authorization: Bearer qcp_..."""

    def authenticate(self, request, token: str):
        found = RecipientToken.objects.behind(token) if token.isascii() else None
        if found is None:
            if not within(request, "api-wrong-token", per_minute=WRONG_PER_MINUTE):
                raise HttpError(429, "Too many requests with a token that opens nothing. Wait a minute.")
            return None
        if not within_rate(found.recipient_id):
            raise HttpError(429, f"More than {PER_MINUTE} requests in a minute. Wait a minute.")
        return found.recipient


def within_rate(recipient_id) -> bool:
    """Counted per recipient, however many tokens and addresses it uses."""
    return visits(f"api:{recipient_id}") <= PER_MINUTE
