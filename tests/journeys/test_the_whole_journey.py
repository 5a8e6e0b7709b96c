"""From QOPI scores to the certificate on the wall, in a real browser, on the portal as `make run` starts it."""

import datetime
import re
import time

import pytest

from qcp.deadlines.holidays import holiday_on
from qcp.simulation.paper import blank
from tests.architecture.sources import ROOT
from tests.services.portal import Portal

from .robot import Person

TICK = "boxes => boxes.forEach(box => { box.checked = true })"  # hundreds of them, quicker than by mouse
NUMBER = re.compile(r"QCP-\d{4}-\d{4}")
PASSWORD = "a password for the journey"
SAMPLES = ROOT / "practices" / "catalogue"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """Served from a fresh folder with the demo program, its jobs beside it."""
    with Portal(tmp_path_factory.mktemp("journey"), QCP_DEMO_PASSWORD=PASSWORD) as portal:
        portal.command("demo")
        portal.serve()
        for _ in range(120):
            if portal.answers("/healthz"):
                break
            time.sleep(0.5)
        yield portal


@pytest.fixture(scope="module")
def people(portal, browser):
    """Who takes part, each in a browser of their own, signed in."""
    names = ("signatory", "editor", "staff", "surveyor", "reviewer", "manager")
    return {name: Person(browser, portal.address, name, PASSWORD) for name in names}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A PDF for whatever wants one, each with bytes of its own."""
    folder = tmp_path_factory.mktemp("papers")

    def make(name: str):
        file = folder / f"{name}.pdf"
        file.write_bytes(blank() + f"\n% {name}\n".encode())
        return file

    return make


def today() -> str:
    return datetime.date.today().isoformat()  # the browser's own day, not the program's


def test_from_scores_to_the_certificate(people, paper, portal):
    practice = scores_become_final(people, paper)
    application = six_steps(people["signatory"], people["editor"], practice, paper)
    the_fee_is_paid(people["staff"], people["signatory"], application)
    it_is_sent_and_accepted(people["staff"], people["signatory"], application)
    a_surveyor_comes(people)
    findings_are_written(people["surveyor"], unmet=1)
    the_committee_reports(people)
    the_practice_plans(people, paper)
    number = the_award_is_released(people)
    anyone_can_check(people["signatory"], number)


def scores_become_final(people, paper) -> str:
    olivia, stella = people["signatory"], people["staff"]
    olivia.home()
    practice = olivia.follow("^Elm Street Oncology$")
    olivia.go(f"{practice}scores/")
    files = olivia.page.locator("input[type=file]")
    files.nth(0).set_input_files(SAMPLES / "scores-elm-street-2026-spring.csv")
    files.nth(1).set_input_files(SAMPLES / "charts-elm-street-2026-spring.csv")
    olivia.press("Take in")
    scores = olivia.follow("^Round 2026-spring")
    assert "79.04 %" in olivia.reads()

    olivia.follow("Attach the final QOPI report")
    olivia.page.locator("input[type=file]").set_input_files(paper("QOPI report"))
    olivia.press("^Attach")
    olivia.until("Send to QCP staff", scores)
    olivia.press("Send to QCP staff")
    stella.home()
    stella.follow("QOPI scores 2026-spring.* of Elm Street")
    stella.press("Make final")

    olivia.go(scores)
    assert "Final" in olivia.reads()
    return practice


def six_steps(olivia, eddie, practice: str, paper) -> str:
    """The editor answers, the signatory signs; what is left half-way is there again."""
    eddie.go(practice)
    eddie.follow("Open an application")
    eddie.press("Open the application")
    hub = eddie.page.url
    eddie.go(f"{hub}steps/eligibility/")
    eddie.answer_everything()
    eddie.press("Save and continue")
    eddie.go(f"{hub}steps/questionnaire/")
    for topic in eddie.links("/questionnaire/"):
        eddie.go(topic)
        eddie.answer_everything()
        eddie.press("Save and continue")
        assert "There is a problem" not in eddie.reads()

    olivia.go(f"{hub}steps/agreements/")
    for text in olivia.links("/agreements/"):
        olivia.go(text)
        olivia.answer_everything()
        olivia.press("Sign this agreement")
    eddie.go(f"{hub}steps/policies/")
    eddie.page.locator("[name=file]").set_input_files(paper("All our policies"))
    for box in eddie.page.locator("main [name=policies]").all():
        box.check(force=True)
    eddie.press("Hand in")
    offer_dates(eddie, hub)
    return hub


def offer_dates(person, hub: str) -> None:
    """The first five weekdays from three and a half weeks ahead that are no federal holidays."""
    person.go(f"{hub}steps/survey-dates/")
    day, offered = datetime.date.today() + datetime.timedelta(days=25), 0
    while offered < 5:
        if day.weekday() < 5 and not holiday_on(day):
            offered += 1
            person.page.fill(f"[name=date_{offered}]", f"{day:%m/%d/%Y}")
        day += datetime.timedelta(days=1)
    person.press("Save and continue")


def the_fee_is_paid(stella, olivia, hub: str) -> None:
    olivia.go(f"{hub}steps/payment/")
    olivia.press("Write the invoice")
    stella.go(olivia.page.url)
    stella.follow("Record the payment")
    stella.page.select_option("[name=paid_by]", index=1)
    stella.page.fill("[name=reference]", "Cheque 1001")
    stella.press("^Record the payment")
    assert "Paid" in stella.reads()


def it_is_sent_and_accepted(stella, olivia, hub: str) -> None:
    olivia.until("Accept and send", f"{hub}submit/")
    olivia.answer_everything()
    olivia.press("Accept and send")
    assert "Your application has been received" in olivia.reads()

    stella.home()
    stella.follow("All our policies")
    stella.press("^Accept")
    stella.go(hub)
    stella.press("Accept: Certification Pending")
    assert "Certification Pending" in stella.reads()


def a_surveyor_comes(people) -> None:
    """Named, both declare no conflict, and the day is agreed to be today."""
    stella, sam, olivia = people["staff"], people["surveyor"], people["signatory"]
    stella.home()
    survey = stella.follow("Initial survey .* of Elm Street")
    stella.follow("Name a surveyor")
    stella.page.get_by_label(re.compile("Sam Field")).first.check(force=True)
    stella.press("^Name a surveyor")
    for person in (sam, olivia):
        person.home()
        for question in person.links("/conflicts/"):
            person.go(question)
            person.page.locator("[name=answer][value=none]").check(force=True)
            person.press("Record my answer")

    stella.go(survey)
    stella.follow("Set the date")
    for site in stella.page.locator("select[name^=site_]").all():
        site.select_option(label="Another day (below)")
    stella.page.fill("[name=another]", today())
    stella.page.fill("[name=agreed]", "By telephone")
    stella.press("^Set the date")
    assert "Date set" in stella.reads()


def findings_are_written(sam, *, unmet: int) -> None:
    """Every standard at every site is met, but for the first ones."""
    sam.home()
    sam.follow("Initial survey .* of Elm Street")
    sam.press("Begin the survey")
    for place in all_sheets(sam):
        sam.go(place)
        sam.page.locator("[data-card] [type=radio][value=met]").evaluate_all(TICK)
        sam.page.locator("[data-card] [type=checkbox]").evaluate_all(TICK)
        for card in sam.page.locator("[data-card]").all()[: max(unmet, 0)]:
            card.locator("[type=radio][value=not_met]").evaluate_all(TICK)
            card.locator("textarea[name$=notes]").fill("Missing in chart 1 and chart 4.")
        unmet = 0
        sam.press("^Save$")
    sam.follow("Sign and submit")
    sam.page.locator("main form [type=text]").first.fill("Sam Field")
    sam.press("Sign and submit")
    assert "Signed and submitted" in sam.reads()


def all_sheets(sam) -> list[str]:
    """The pages of every site and domain."""
    if "/field/" not in sam.page.url:
        sam.follow("Go to the findings")
    sites = [link for link in sam.links("visit=") if "domain=" not in link]
    return [f"{site}&domain={domain}" for site in sites for domain in "1234"]


def the_committee_reports(people) -> str:
    """Staff pass the findings on, the reviewer has no conflict, confirms, says what is required, issues."""
    stella, rita = people["staff"], people["reviewer"]
    stella.home()
    stella.follow("Initial survey .* of Elm Street")
    stella.follow("Complete the survey report")
    stella.press("Complete the survey report")
    stella.home()
    report = stella.follow("CCR-.* Elm Street")
    stella.follow("Assign a reviewer")
    stella.page.select_option("[name=reviewer]", label=reviewer_called("Rita Board", stella))
    stella.page.locator("#content button[type=submit]").first.click()
    rita.home()
    for question in rita.links("/conflicts/"):
        rita.go(question)
        if "Elm Street" in rita.reads():
            rita.page.locator("[name=answer][value=none]").check(force=True)
            rita.press("Record my answer")
    stella.go(report)
    stella.follow("Send to the committee reviewer")
    stella.press("Send to the committee reviewer")
    return assessed(rita)


def reviewer_called(name: str, stella) -> str:
    return next(text for text in stella.page.locator("[name=reviewer] option").all_inner_texts() if name in text)


def assessed(rita) -> str:
    rita.home()
    rita.follow("CCR-.* Elm Street")
    if not rita.page.url.endswith("/assess/"):
        rita.follow("Assess")
    assess = rita.page.url
    rita.page.get_by_role("row", name=re.compile("Not met")).first.get_by_role("link").click()
    rita.page.fill("[name=requirement]", "Show it in ten charts in a row.")
    rita.press("Save")
    rita.go(assess)
    rita.press("^Confirm the")
    rita.press("Issue the report")
    return assess.removesuffix("assess/")


def the_practice_plans(people, paper) -> None:
    """The plan, accepted; its proof, verified."""
    olivia, rita = people["signatory"], people["reviewer"]
    olivia.home()
    plan = olivia.follow("ction plan .*Elm Street")
    items = olivia.links("/action-plans/items/")
    for item in items:
        olivia.go(item)
        for name in ("root_cause", "action", "owner", "measure"):
            olivia.page.fill(f"[name={name}]", "The form gets a field for it.")
        olivia.page.fill("[name=target_on]", today())
        olivia.press("^Save$")
    olivia.go(plan)
    olivia.press("Send the plan")
    judged(rita, "Accept the plan")
    for item in items:
        olivia.go(item)
        olivia.page.locator("[name=upload]").set_input_files(paper(f"Evidence {item[-9:-1]}"))
        olivia.press("Add this file")
    olivia.until("Send the evidence", plan)
    olivia.press("Send the evidence")
    judged(rita, "Verify")


def judged(rita, verdict: str) -> None:
    rita.home()
    rita.follow("ction plan .*Elm Street")
    if "/review/" not in rita.page.url:
        rita.follow("Judge|Assess")
    rita.press("^Accept the .* item")
    rita.press(verdict)


def the_award_is_released(people) -> str:
    """A manager looks at what will follow and releases; after the minute the certificate is there."""
    max_, olivia = people["manager"], people["signatory"]
    max_.home()
    max_.follow("Award of certification for Elm Street")
    max_.follow("Release the decision")
    max_.press("Show what would follow")
    assert "would be “Released”" in max_.reads()
    max_.press("^Release the decision")
    for _ in range(240):
        olivia.home()
        links = olivia.page.get_by_role("link", name=NUMBER).all_inner_texts()  # a clock may name it a moment earlier
        if links:
            return NUMBER.search(links[0]).group()
        time.sleep(0.5)
    raise AssertionError("No certificate came up within two minutes.")


def anyone_can_check(olivia, number: str) -> None:
    """The certificate as PDF, and the public check page."""
    olivia.follow(number)
    with olivia.page.expect_download() as download:
        olivia.page.get_by_role("link", name=re.compile("Download the certificate")).first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    olivia.press("List us in the public register")
    olivia.go("/register/")
    assert "Elm Street Oncology" in olivia.reads()
    olivia.go(f"/verify/{number}/")
    words = olivia.reads()
    assert "Elm Street Oncology" in words
    assert "Valid" in words
