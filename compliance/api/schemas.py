"""The words of the recipients' interface: what it answers with, and what it says when it cannot."""

import datetime
from enum import StrEnum

from ninja import Field, Schema

NUMBER = r"^[A-Za-z0-9-]{1,20}$"


class Standing(StrEnum):
    NOT_CERTIFIED = "not_certified"
    CERTIFIED = "certified"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SURRENDERED = "surrendered"
    ENDED = "ended"


class Location(Schema):
    name: str
    city: str
    state: str


class Status(Schema):
    """The certification status of one practice. Nothing else is ever told."""

    practice: str = Field(description="The practice's number, such as QP-0001.")
    name: str
    city: str
    state: str
    status: Standing
    certificate: str | None = Field(description="The number of the latest certificate.")
    valid_from: datetime.date | None
    valid_through: datetime.date | None
    ended_on: datetime.date | None
    locations: list[Location]


class Change(Schema):
    sequence: int = Field(description="Grows with every change that this recipient may know.")
    changed_at: datetime.datetime
    status: Status


class Changes(Schema):
    """Every practice that changed after `since`, each once, as it stands now."""

    changes: list[Change]
    next: int = Field(description="Ask with this as `since` the next time.")
    more: bool = Field(description="There is more already: ask again at once.")


class Signed(Schema):
    """A compact JWS (EdDSA). Check it against /.well-known/qcp-status-key.json."""

    statement: str


class Problem(Schema):
    detail: str
