"""Who reads the figures."""

from qcp.access.table import EVERYONE, Row

ROWS = [Row("watch:metrics", get=EVERYONE, note="In production 404 without the monitoring system's token.")]
