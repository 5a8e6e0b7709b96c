"""The outbox's own letter."""

from .models.message import DAILY_KEY
from .registry import Notice

DAILY = Notice(DAILY_KEY)
