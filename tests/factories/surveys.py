"""Surveyors with valid papers, and surveys that stand at any point of their way."""

import datetime

import factory

from applications.models import Answer, Application, Domain, Edition, IncludedSite, Standard
from applications.states import State as ApplicationState
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days, add_years
from qcp.workflow.models import Case
from surveys.actions import survey as actions
from surveys.models import Credential, Survey, Surveyor
from surveys.states import CredentialKind

from .practices import MembershipFactory, PracticeFactory, SiteFactory


def enlist(user, state="IL", valid_until=None):
    """Put a user on the roster, with every paper that a surveyor needs."""
    surveyor = Surveyor.objects.create(user=user, city="Peoria", state=state)
    until = valid_until or add_years(clock.today(), 2)
    Credential.objects.bulk_create(
        Credential(surveyor=surveyor, kind=kind, expires_on=until) for kind in CredentialKind.values
    )
    return surveyor


class SurveyorFactory(factory.django.DjangoModelFactory):
    """A user on the roster."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"surveyor{n}@test.example")
    name = factory.Sequence(lambda n: f"Surveyor {n}")
    role = Role.SURVEYOR

    @factory.post_generation
    def entry(user, create, extracted, **given):
        enlist(user, **given)


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition with a few rated standards in two domains."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True
        django_get_or_create = ("code",)

    code = "TEST-2026"
    effective_on = datetime.date(2020, 1, 1)

    @factory.post_generation
    def standards(edition, create, extracted, **given):
        if not edition.standards.exists():
            for position, code in enumerate(("1.1", "1.2", "2.1", "2.2")):
                number = code[0]
                domain, _ = Domain.objects.get_or_create(edition=edition, number=number, title=f"Domain {number}")
                Standard.objects.create(
                    edition=edition, domain=domain, code=code, position=position, level="standard",
                    title=f"Standard {code}", paraphrase=f"What {code} asks for.", is_rated=True,
                    evidence=["policy_review", "observation"], code_status="assumed", content_status="recalled",
                )  # fmt: skip


class AcceptedApplicationFactory(factory.django.DjangoModelFactory):
    """Certification Pending, ready for its survey. The practice has one main site."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    practice = factory.SubFactory(PracticeFactory)
    case = factory.LazyFunction(Case.objects.create)
    state = ApplicationState.SURVEY_READY
    edition = factory.SubFactory(EditionFactory)
    submitted_on = factory.LazyFunction(clock.today)
    pending_on = factory.SelfAttribute("submitted_on")

    @factory.post_generation
    def sites(application, create, extracted, **given):
        """Every open site of the practice takes part; a practice without any gets a main site."""
        if not application.practice.sites.exists():
            SiteFactory(practice=application.practice, name="Main Street", is_main=True)
        IncludedSite.objects.bulk_create(
            IncludedSite(application=application, site=site) for site in application.practice.open_sites()
        )


def offer(application, *days, by):
    """The practice offered these days in step 6."""
    Answer.objects.bulk_create(
        Answer(
            application=application,
            topic="survey-dates",
            name=f"date_{n}",
            value=day.isoformat(),
            revision=1,
            saved_by=by,
        )
        for n, day in enumerate(days, start=1)
    )


class SurveyFactory(factory.django.DjangoModelFactory):
    """Unassigned, as the acceptance of the application leaves it."""

    class Meta:
        model = Survey

    application = factory.SubFactory(AcceptedApplicationFactory)
    case = factory.SelfAttribute("application.case")


def in_days(count):
    return add_days(clock.today(), count)


def a_large_survey(surveyor, signatory, staff, *, standards=300):
    """Under way today at three sites, in nine domains."""
    edition, today = EditionFactory(), clock.today()
    domains = [Domain.objects.create(edition=edition, number=f"{n}", title=f"Domain {n}") for n in range(3, 10)]
    Standard.objects.bulk_create(
        Standard(
            edition=edition, domain=domains[n % 7], code=f"{n % 7 + 3}.{n}", position=n, level="standard",
            title=f"Standard {n}", paraphrase=f"What {n} asks for.", is_rated=True, code_status="assumed",
            evidence=["policy_review", "observation"], content_status="recalled",
        )
        for n in range(10, standards + 6)  # beside the four of every edition here
    )  # fmt: skip
    survey = arranged(surveyor, signatory, staff, on=today, sites=("Main Street", "North Clinic", "South Clinic"))
    return actions.begin(survey, by=surveyor)


def arranged(surveyor, signatory, staff, *, on, sites=("Main Street", "North Clinic")):
    """A survey with its date set, by way of its real moves: the sites of a practice on one day."""
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    MembershipFactory(practice=practice, user=signatory)
    for name in sites:
        SiteFactory(practice=practice, name=name, is_main=name == sites[0])
    application = AcceptedApplicationFactory(practice=practice)
    offer(application, on, by=signatory)
    survey = actions.propose(SurveyFactory(application=application), by=staff, surveyor=surveyor)
    for question in ConflictQuestion.objects.filter(subject_id=survey.pk):
        conflicts.answer(question, by=question.asked_of, conflict=False)
    return actions.schedule(survey, by=staff, plan=dict.fromkeys(application.sites(), on))


def midday(day):
    """A moment on that day in the program's zone."""
    return datetime.datetime(day.year, day.month, day.day, 17, tzinfo=datetime.UTC)
