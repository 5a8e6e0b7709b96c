"""A robot that fills pages in and breaks in while it does: what each page then shows and stores is compared.

On SQLite the portal and the robot share one connection, so the robot looks at the tables in its turn only.
"""

from django.contrib.sessions.models import Session
from django.urls import reverse

from applications.models import Answer
from qcp.settings.turns import TURN

SEND_TWICE = """async button => {
  const form = button.form, body = new FormData(form, button);
  const send = () => fetch(form.action || location.href, {method: "POST", body, redirect: "manual"});
  return (await Promise.all([send(), send()])).map(answer => answer.type);
}"""
SHOWN = """names => Object.fromEntries(names.map(name => [name, [...document.getElementsByName(name)]
  .filter(field => !["radio", "checkbox"].includes(field.type) || field.checked)
  .map(field => field.value).join(",")]))"""
AUTOSAVE = "**/autosave/"


class Robot:
    """One person at one browser. `sign_in` gives the cookies of a session of theirs."""

    def __init__(self, browser, base: str, sign_in, who):
        self.browser, self.base, self.sign_in, self.who = browser, base, sign_in, who
        self.page = None

    def open(self, url: str, *, scripts: bool = True):
        """A browser that knows nothing but the session."""
        self.close()
        context = self.browser.new_context(java_script_enabled=scripts, service_workers="block")
        context.add_cookies(self.session())
        self.page = context.new_page()
        self.page.goto(self.base + url)

    def session(self) -> list[dict]:
        with TURN:
            return self.sign_in(self.who)

    def close(self) -> None:
        if self.page:
            self.page.context.close()
            self.page = None

    def lose_the_session(self, send) -> None:
        """The session ends on the server, the page is sent, and the way leads to the sign-in page and back."""
        url = self.page.url
        with TURN:
            Session.objects.all().delete()
        with self.page.expect_navigation(url="**/accounts/login/**"):
            send()
        self.page.context.add_cookies(self.session())
        self.page.goto(url)

    def press(self, button) -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def send_twice(self, button) -> None:
        """Two equal requests at the same moment, as from a button pressed twice. Both are led on."""
        assert self.page.locator(button).first.evaluate(SEND_TWICE) == ["opaqueredirect", "opaqueredirect"]

    def shown(self, names) -> dict[str, str]:
        return self.page.evaluate(SHOWN, list(names))

    def fill(self, answers: dict[str, str], controls: dict[str, str]) -> None:
        """Type or tick each; `controls` says how a question is answered, a line of text unless told."""
        for name, value in answers.items():
            fields = self.page.locator(f"[name='{name}']")
            control = controls.get(name, "line")
            if control == "tick":
                fields.check()
            elif control == "one":
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            elif control == "several":
                for field in fields.all():
                    field.set_checked(field.get_attribute("value") in value.split(","))
            else:
                fields.fill(value)


class QuestionPage:
    """One page of questions of an application, with answers to fill it in."""

    button = "button[name=go]"

    def __init__(self, application, step, topic, answers: dict[str, str]):
        self.application, self.topic, self.answers = application, topic, answers
        part = [application.pk, step.slug] + ([topic.slug] if topic.slug != step.slug else [])
        self.url = reverse("applications:topic" if len(part) == 3 else "applications:step", args=part)
        self.controls = {item.name: item.question.kind.control for item in topic.items(application.facts)}

    def fill(self, robot) -> None:
        robot.fill(self.answers, self.controls)

    def shows_all(self, robot) -> None:
        assert robot.shown(self.answers) == self.answers, self.url

    # --- break-ins: each leaves the page sent, with everything that was typed ----------------------

    def closed(self, robot) -> None:
        """The browser is closed after the portal has said that all is saved; another one goes on."""
        robot.open(self.url)
        before = robot.shown(self.answers)
        changed = [name for name, value in self.answers.items() if before[name] != value]
        if changed:
            with robot.page.expect_response(lambda answer: is_save_of(answer, changed[-1])):
                self.fill(robot)
        robot.open(self.url)
        self.shows_all(robot)
        robot.press(self.button)

    def expired(self, robot) -> None:
        """The session ends before anything could be saved."""
        robot.open(self.url)
        robot.page.route(AUTOSAVE, lambda route: route.abort())
        self.fill(robot)
        robot.lose_the_session(lambda: robot.page.locator(self.button).first.click())
        self.shows_all(robot)
        robot.page.unroute(AUTOSAVE)
        robot.press(self.button)

    def doubled(self, robot) -> None:
        robot.open(self.url)
        robot.page.route(AUTOSAVE, lambda route: route.abort())
        self.fill(robot)
        kept = self.answers_kept()
        changed = sum(kept.get(name, "") != value for name, value in self.answers.items())
        count = answers_ever()
        robot.send_twice(self.button)
        assert answers_ever() <= count + changed

    def gone_back(self, robot) -> None:
        robot.open(self.url)
        self.fill(robot)
        robot.press(self.button)
        count = answers_ever()
        robot.page.go_back()
        self.shows_all(robot)
        assert answers_ever() == count

    def without_scripts(self, robot) -> None:
        robot.open(self.url, scripts=False)
        self.fill(robot)
        robot.press(self.button)

    def answers_kept(self) -> dict[str, str]:
        with TURN:
            return dict(self.application.answers.current().values_list("name", "value"))


def answers_ever() -> int:
    with TURN:
        return Answer.objects.count()


def is_save_of(answer, name: str) -> bool:
    """Did this answer acknowledge a save with that question in it?"""
    return answer.url.endswith("/autosave/") and f'"{name}"' in (answer.request.post_data or "") and answer.ok


class SignedForm:
    """A form that acts once, such as a signature: what it takes, and what tells that it was done."""

    button = "main form button[type=submit]"

    def __init__(self, url: str, typed: dict[str, str], controls: dict[str, str] | None = None):
        self.url, self.typed, self.controls = url, typed, controls or {}

    def fill(self, robot) -> None:
        robot.fill(self.typed, self.controls)

    def closed(self, robot) -> None:
        """The window is closed before it is sent: this browser has kept what was typed."""
        robot.open(self.url)
        self.fill(robot)
        context = robot.page.context
        robot.page.close()
        robot.page = context.new_page()
        robot.page.goto(robot.base + self.url)
        assert robot.shown(self.typed) == self.typed, self.url
        robot.press(self.button)

    def expired(self, robot) -> None:
        robot.open(self.url)
        self.fill(robot)
        robot.lose_the_session(lambda: robot.page.locator(self.button).first.click())
        assert robot.shown(self.typed) == self.typed, self.url
        robot.press(self.button)

    def doubled(self, robot) -> None:
        robot.open(self.url)
        self.fill(robot)
        robot.send_twice(self.button)

    def gone_back(self, robot) -> None:
        robot.open(self.url)
        self.fill(robot)
        robot.press(self.button)
        robot.page.go_back()

    def without_scripts(self, robot) -> None:
        robot.open(self.url, scripts=False)
        self.fill(robot)
        robot.press(self.button)


BREAK_INS = ("closed", "expired", "doubled", "gone_back", "without_scripts")
