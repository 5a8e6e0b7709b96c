"""What can be read off an application: its answers, sites, standards and days, as they stand."""

from functools import cached_property

from applications import qualification
from applications.questions import VERSIONS, brought_over, topics_of
from applications.questions.facts import Facts
from applications.questions.survey_dates import blackouts, offered
from applications.states import EDITABLE
from practices.models import ScoreWaiver, Site
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import StoredFile

from .agreement import AgreementText
from .standards import Edition

NEW_EACH_TIME = "survey-dates"


class Filled:
    """Mixed into Application. Cached answers last as long as the object; `advance()` and `hold()` give a fresh one."""

    @cached_property
    def facts(self) -> Facts:
        """What was answered so far, together with the practice it is about."""
        answers = {row.name: row.value for row in self.current_answers}
        sites, tax_ids = self.practice.open_sites(), self.practice.tax_ids.all()
        known = (self.practice, sites, tax_ids, answers, self.kind)
        return Facts(*known, on=self.judged_on, ask_before=lambda: self.answers_before)

    @cached_property
    def current_answers(self) -> list:
        return list(self.answers.current().only("application_id", "name", "value", "topic", "revision"))

    @property
    def judged_on(self):
        """The day by which scores, texts and dates are judged: once it was sent, the day of the submission."""
        return (None if self.state in EDITABLE else self.submitted_on) or clock.today()

    @cached_property
    def previous(self):
        """The application before this one that was sent in, or None."""
        earlier = self.practice.applications.filter(number__lt=self.number, submitted_on__isnull=False)
        return earlier.order_by("-number").first()

    @cached_property
    def answers_before(self) -> dict[str, str]:
        """What the application before this one answered, under the names of this one's questions; but for its days."""
        if self.previous is None:
            return {}
        days = [topic.slug for topic in self.topics(NEW_EACH_TIME)]
        answers = dict(self.previous.answers.current().exclude(topic__in=days).values_list("name", "value"))
        return brought_over(answers, self.previous.questions_version, self.questions_version)

    @cached_property
    def unread_topics(self) -> set[str]:
        """Pages whose answers all come from the last application, and that nobody looked through since."""
        taken_over = {row.topic for row in self.current_answers if row.revision == 0}
        return taken_over - set(self.looked_through.values_list("topic", flat=True)) if taken_over else set()

    def proofs(self, topic) -> list:
        """The documents handed in for a page that asks for proof, newest first."""
        files = StoredFile.objects.of(self).filter(purpose=topic.proof.purpose)
        return list(files.order_by("-uploaded_at"))

    @cached_property
    def bars(self) -> list[str]:
        """Why the practice cannot apply today: no valid score, no webinar."""
        return qualification.problems(self.practice, clock.today())

    @cached_property
    def score_waiver(self):
        """The granted waiver that its QOPI score rests on, or None: it is flagged wherever the application is shown."""
        return ScoreWaiver.objects.granted().filter(submission=self.score_submission_id).for_list().first()

    def topics(self, step: str):
        return topics_of(self.questions_version, step)

    def sites(self):
        """The practice's sites that take part; from the submission on, as they stood then."""
        if self.state in EDITABLE:
            return self.practice.open_sites().filter(pk__in=[site.pk for site in self.facts.included])
        return Site.objects.filter(pk__in=self.included_sites.values("site"))

    @cached_property
    def included(self) -> list:
        """The same sites, read with the answers while those can be changed."""
        return self.facts.included if self.state in EDITABLE else list(self.sites())

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
        chosen = self.chosen_edition.code if self.chosen_edition else ""
        return next((each for each in offered_now if each.code == chosen), next(iter(offered_now), None))

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
        before = Edition.objects.effective(on).filter(effective_on__lt=newest.effective_on).first()
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
        standing = self.signatures.standing().select_related("signed_by")
        signed = {signature.text_id: signature for signature in standing}
        return [(text, signed.get(text.pk)) for text in AgreementText.objects.in_force(self.judged_on)]

    @cached_property
    def owes_consent(self) -> bool:
        """Another legal entity runs the practice now, and has not signed everything that the former one had."""
        return self.signatures.asked_again().exists()

    @cached_property
    def open_returns(self) -> dict[str, list]:
        """Step -> what the office asked for there and the practice has not answered yet, the oldest first."""
        found: dict[str, list] = {}
        for each in self.step_returns.unanswered().order_by("returned_at", "pk"):
            found.setdefault(each.step, []).append(each)
        return found

    @property
    def returned_last(self):
        """What came back with the last return: it can be answered, and answered again, until it is sent."""
        last = self.step_returns.order_by("-returned_at").values_list("returned_at", flat=True).first()
        return self.step_returns.filter(returned_at=last).order_by("pk")

    def item(self, name: str):
        """(step, page, question) of one answer as it is asked now, or None."""
        return next(
            (
                (step, topic, item)
                for step in VERSIONS[self.questions_version]
                for topic in self.topics(step)
                for item in topic.items(self.facts)
                if item.name == name
            ),
            None,
        )
