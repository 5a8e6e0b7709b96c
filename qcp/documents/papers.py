"""Letters on paper whose words the office may write anew; the words in force are frozen with each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template import Engine

from qcp.notices import editions
from qcp.notices.wording import Wording

from .templatetags.words import Stretch


class PaperWords:
    """The stretches of one template, as shipped."""

    def __init__(self, template: str):
        parsed: Any = Engine.get_default().get_template(f"pdf/{template}.html")
        nodes = parsed.nodelist.get_nodes_by_type(Stretch)
        self.wordings = [Wording(each.name, each.name, each.text, each.blanks) for each in nodes]

    @property
    def texts(self) -> dict[str, str]:
        return {each.path: each.text for each in self.wordings}

    def allowed(self, path: str) -> list[str]:
        return [name for each in self.wordings if each.path == path for name in each.blanks]


@cache
def words_of(template: str) -> PaperWords:
    return PaperWords(template)


@dataclass(frozen=True)
class Paper:
    """One kind of letter on paper, made by `templates/pdf/<template>.html`."""

    template: str
    title: str

    @property
    def key(self) -> str:
        return f"paper.{self.template}"

    @property
    def words(self) -> PaperWords:
        return words_of(self.template)


PAPERS = {
    paper.template: paper
    for paper in (
        Paper("application-receipt", "Receipt of an application"),
        Paper("application-lapsed", "Letter: the application lapsed"),
        Paper("award", "Letter of award"),
        Paper("certificate", "Certificate"),
        Paper("denial", "Letter of denial"),
        Paper("appeal-decision", "Decision on an appeal"),
        Paper("revocation-notice", "Notice of a revocation case"),
        Paper("revocation-decision", "Decision on a revocation"),
        Paper("organisation-change", "Report of a change in the organisation"),
        Paper("change-determined", "Determination on a change in the organisation"),
        Paper("invoice", "Invoice"),
        Paper("receipt", "Receipt for a payment"),
        Paper("score-result", "Result of a round of scores"),
        Paper("waiver-granted", "Letter: a score waiver is granted"),
        Paper("waiver-denied", "Letter: a score waiver is denied"),
        Paper("extension-request", "Request for an extension"),
        Paper("extension-granted", "Letter: an extension is granted"),
        Paper("extension-denied", "Letter: an extension is denied"),
        Paper("survey-notice", "Notice that a further survey is required"),
    )
}


def words_in_force(template: str) -> dict:
    """What a paper of this kind freezes besides its facts: the office's words and their edition, if there are any."""
    paper = PAPERS.get(template)
    now = editions.in_force(paper) if paper else None
    return {"words": now.texts, "edition": now.number} if now and now.number else {}
