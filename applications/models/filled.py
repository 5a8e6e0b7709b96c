"""What can be read off an application: its answers, sites, standards and days, as they stand."""

from functools import cached_property

from applications import qualification
from applications.questions import topics_of
from applications.questions.facts import Facts
from applications.questions.survey_dates import blackouts, offered
from applications.states import EDITABLE
from practices.models import Site
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind

from .agreement import AgreementText
from .standards import Edition


class Filled:
    """Mixed into Application. Cached answers last as long as the object; `advance()` and `hold()` give a fresh one."""

    @cached_property
    def facts(self) -> Facts:
        """What was answered so far, together with the practice it is about."""
        answers = dict(self.answers.current().values_list("name", "value"))
        sites, tax_ids = self.practice.open_sites(), self.practice.tax_ids.all()
        return Facts(self.practice, sites, tax_ids, answers, self.kind)

    @cached_property
    def bars(self) -> list[str]:
        """Why the practice cannot apply today: no valid score, no webinar."""
        return qualification.problems(self.practice, clock.today())

    def topics(self, step: str):
        return topics_of(self.questions_version, step)

    def sites(self):
        """The practice's sites that take part; from the submission on, as they stood then."""
        if self.state in EDITABLE:
            return self.practice.open_sites().filter(pk__in=[site.pk for site in self.facts.included])
        return Site.objects.filter(pk__in=self.included_sites.values("site"))

    def flags(self) -> frozenset[str]:
        """What decides which standards apply, from the questionnaire."""
        return self.facts.flags

    def judged_by(self):
        """The edition: fixed by the submission, until then chosen or in force; None without a catalogue."""
        return self._judged_by

    @cached_property
    def _judged_by(self):
        if self.edition:
            return self.edition
        offered_now = self.editions_on_offer
        return self.chosen_edition if self.chosen_edition in offered_now else next(iter(offered_now), None)

    @cached_property
    def editions_on_offer(self) -> list:
        """What the practice may choose from today; nothing once the edition is fixed."""
        return [] if self.edition else self.editions_offered()

    def editions_offered(self, on=None) -> list:
        """The editions that a submission on that day may be bound to, the one in force first."""
        on = on or clock.today()
        newest = Edition.objects.in_force(on)
        if newest is None or deadlines.due_on(Kind.EDITION_CHOICE, newest.effective_on) < on:
            return [newest] if newest else []
        before = Edition.objects.filter(effective_on__lt=newest.effective_on).order_by("-effective_on").first()
        return [newest, before] if before else [newest]

    def standards(self) -> list:
        """Every row of the edition that applies, headings included."""
        return self._standards

    @cached_property
    def _standards(self) -> list:
        edition = self.judged_by()
        return edition.standards.applying(self.flags()) if edition else []

    def offered_dates(self) -> list:
        """The days on which the practice offered to be surveyed, in order."""
        return offered(self.facts)

    def blackouts(self) -> list[tuple]:
        """(first day, last day, reason) of each span that does not suit."""
        return blackouts(self.facts)

    def treatment_days(self) -> dict:
        """Site -> weekdays on which it gives treatment."""
        return self.facts.treatment_days

    @cached_property
    def agreements(self) -> list:
        """Each agreement that is asked for now, with this application's signature or None."""
        signed = {signature.text_id: signature for signature in self.signatures.select_related("signed_by")}
        on = (None if self.state in EDITABLE else self.submitted_on) or clock.today()
        return [(text, signed.get(text.pk)) for text in AgreementText.objects.in_force(on)]

    @cached_property
    def open_returns(self) -> dict:
        """Step -> the return that the practice has not answered yet."""
        return {each.step: each for each in self.step_returns.unanswered()}
