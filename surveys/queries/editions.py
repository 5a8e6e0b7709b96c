"""By which edition a surveyor judged before."""

from applications.models import Edition

from ..models import Survey
from ..states import SUBMITTED


def edition_last_surveyed(user, survey) -> Edition | None:
    """The edition of the last survey that they handed in before this one, when it was another one."""
    earlier = Survey.objects.filter(surveyor=user, state__in=SUBMITTED, number__lt=survey.number)
    last = earlier.select_related("application__edition").order_by("-number").first()
    edition = last.application.edition if last else None
    return edition if edition and edition != survey.application.edition else None
