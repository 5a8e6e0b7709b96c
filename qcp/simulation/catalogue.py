"""What comes with the portal: placeholder standards, agreements, fees, measures and a recorded webinar."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import yaml

from applications.actions.catalogue import bring_in_what_is_delivered
from applications.actions.fees import bring_in as bring_in_fees
from applications.catalogue.fees import read as read_fees
from applications.models import FeeSchedule
from practices.actions.measures import bring_in as bring_in_measures
from practices.imports.measures import MeasureImport
from practices.models import MeasureSet, WebinarSession

ROOT = Path(__file__).resolve().parent.parent.parent
FEES = ROOT / "applications" / "catalogue" / "fees.yaml"
MEASURES = ROOT / "practices" / "catalogue" / "measures-2026-spring.yaml"


def bring_in() -> Iterator[str]:
    """Bring in what is missing; a sentence for each thing that came."""
    bring_in_what_is_delivered()
    if not FeeSchedule.objects.exists():
        bring_in_fees(read_fees(delivered(FEES)))
        yield "Fees: the default schedule."
    if not MeasureSet.objects.exists():
        bring_in_measures(MeasureImport(delivered(MEASURES)))
        yield "QOPI measures: the placeholder set of spring 2026."
    recording = {"title": "QOPI Certification: the basics and the standards", "held_on": datetime.date(2020, 1, 15)}
    if WebinarSession.objects.get_or_create(kind="recorded", defaults=recording)[1]:
        yield "Webinar: one recording."


def delivered(file: Path):
    return yaml.safe_load(file.read_text(encoding="utf-8"))
