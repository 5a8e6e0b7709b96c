"""What the practice has ready for its survey: the papers that are read beforehand, and what is looked at on the day."""

from dataclasses import dataclass

from applications.gaps.policies import coverage
from applications.models import Evidence, PolicyDocument
from applications.queries.standards import applicable
from applications.states import CHECKED

ON_THE_DAY = {
    Evidence.RECORDS_REVIEW: "Charts of recent treatments, numbered “chart 1, 2, 3” for the day, and somebody who "
    "knows the records. Nothing that names a patient leaves the practice.",
    Evidence.OBSERVATION: "A regular treatment day. The surveyor watches without getting in the way of care.",
    Evidence.STAFF_INTERVIEW: "Time with those who order, prepare and give therapy and who answer patients' calls.",
}


@dataclass(frozen=True)
class Ready:
    """One way of looking on the day: what to have ready for it, and the standards that are seen in this way."""

    title: str
    advice: str
    standards: list


def to_have_ready(application) -> list[Ready]:
    standards = applicable(application)
    found = [
        Ready(way.label, advice, [each for each in standards if way in each.evidence])
        for way, advice in ON_THE_DAY.items()
    ]
    return [each for each in found if each.standards]


def read_beforehand(application, reader) -> list:
    """The checked files, by the policies that the standards ask for, as far as this person may open them."""
    documents = PolicyDocument.objects.visible_to(reader).filter(application=application, state__in=CHECKED)
    documents = list(documents.current().for_list())
    return coverage(application, documents) if documents else []
