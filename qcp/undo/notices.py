"""Who is told when a move that was held for a minute could not be made."""

from qcp.notices.registry import Notice

NOT_MADE = Notice("undo.not_made")
