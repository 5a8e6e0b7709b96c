"""The figures of a large survey on a tablet: 300 standards at 3 sites.

`python -m pytest -s tests/browser/measure_tablet.py`. Milliseconds depend on the machine, so what a bare node takes
stands beside them, measured in the same run.
Written to build/bench-tablet.json. Not collected by the suite, which judges no times.
"""

import json
import re
import statistics
from pathlib import Path

import pytest

from applications.models import Domain, Standard
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from surveys.actions import survey as actions
from surveys.models import Operation
from tests.factories.practices import MembershipFactory, PracticeFactory, SiteFactory
from tests.factories.surveys import AcceptedApplicationFactory, EditionFactory, SurveyFactory, enlist, offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = Path(__file__).parents[2] / "build" / "bench-tablet.json"
STANDARDS, QUEUED = 300, 5_000
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
BARE = "() => { const began = performance.now(); document.body.append('x'); return performance.now() - began; }"
TAP = """async number => {
    const radio = document.querySelectorAll('[data-card] input[type=radio]')[number];
    const line = radio.closest('[data-card]').querySelector('[data-card-state]');
    line.textContent = '';
    const said = new Promise(done => new MutationObserver(() => done(performance.now()))
        .observe(line, {childList: true}));
    const began = performance.now();
    radio.click();
    return (await said) - began; }"""
QUEUE = """async ([findings, most, user, survey]) => {
    const { open } = await import('/static/js/field/store.js');
    const store = await open(user);
    let number = 0;
    while (number < most) {
        store.leave();
        for (const finding of findings) {
            if (number++ < most) await store.keep(survey, finding, 'notes', 'Note ' + number, 0);
        }
    }
    return store.count(survey); }"""


@pytest.fixture
def survey(sam, olivia, stella):
    edition, today = EditionFactory(), clock.today()
    domains = [Domain.objects.create(edition=edition, number=f"{n}", title=f"Domain {n}") for n in range(3, 10)]
    Standard.objects.bulk_create(
        Standard(
            edition=edition, domain=domains[n % 7], code=f"{n % 7 + 3}.{n}", position=n, level="standard",
            title=f"Standard {n}", paraphrase=f"What {n} asks for.", is_rated=True, code_status="assumed",
            evidence=["policy_review", "observation"], content_status="recalled",
        )
        for n in range(10, STANDARDS + 6)
    )  # fmt: skip
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    MembershipFactory(practice=practice, user=olivia)
    for name in ("Main Street", "North Clinic", "South Clinic"):
        SiteFactory(practice=practice, name=name, is_main=name == "Main Street")
    application = AcceptedApplicationFactory(practice=practice, edition=edition)
    offer(application, today, by=olivia)
    enlist(sam)
    survey = actions.propose(SurveyFactory(application=application), by=stella, surveyor=sam)
    for question in ConflictQuestion.objects.filter(subject_id=survey.pk):
        conflicts.answer(question, by=question.asked_of, conflict=False)
    survey = actions.schedule(survey, by=stella, plan=dict.fromkeys(application.sites(), today))
    return actions.begin(survey, by=sam)


def test_the_figures_of_a_large_survey(tablet, survey, sam):
    page, figures = tablet.page, {"findings": survey.findings().count()}
    page.set_default_timeout(300_000)
    tablet.until_kept()
    tablet.says(re.compile(r"Received \d"))
    tablet.context.set_offline(True)
    page.goto(tablet.address)
    tablet.says("Offline")
    figures["first paint offline, ms (goal 1500)"] = round(page.evaluate(PAINT))
    taps = [page.evaluate(TAP, number * 5 + number % 2) for number in range(20)]
    figures["tap to kept, ms, median and worst (goal 100)"] = [round(statistics.median(taps)), round(max(taps))]
    figures["a node added to the page, ms"] = round(page.evaluate(BARE), 3)
    ids = [str(pk) for pk in survey.findings().values_list("pk", flat=True)]
    waiting = page.evaluate(QUEUE, [ids, QUEUED, str(sam.pk), str(survey.pk)])
    tablet.context.set_offline(False)
    began = page.evaluate("performance.now()")
    tablet.says(re.compile(r"Received \d"))
    took = (page.evaluate("performance.now()") - began) / 1000
    figures[f"{waiting} changes drained, s (goal 30)"] = round(took, 1)
    session = tablet.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    figures["memory of the page's script, MB (goal 200)"] = round(metrics["JSHeapUsedSize"] / 1e6)
    figures["lines at the portal"] = Operation.objects.count()
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))
    assert figures["lines at the portal"] == waiting
