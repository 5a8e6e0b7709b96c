"""All questions of an application, by version. An application keeps the version it was opened with.

A version that somebody has filled in never changes: another question is another version.
"""

from .eligibility import ELIGIBILITY, ELIGIBILITY_2
from .questionnaire import QUESTIONNAIRE
from .schema import Topic
from .survey_dates import SURVEY_DATES

CURRENT = "2026-2"
VERSIONS: dict[str, dict[str, tuple[Topic, ...]]] = {
    "2026-1": {"eligibility": (ELIGIBILITY,), "questionnaire": QUESTIONNAIRE, "survey-dates": (SURVEY_DATES,)},
    "2026-2": {"eligibility": (ELIGIBILITY_2,), "questionnaire": QUESTIONNAIRE, "survey-dates": (SURVEY_DATES,)},
}
# What a question of an older version is called in a newer one: version -> {key then: key since}.
RENAMED: dict[str, dict[str, str]] = {}


def newest() -> str:
    """The version that an application begins with today."""
    return CURRENT


def topics_of(version: str, step: str) -> tuple[Topic, ...]:
    """The pages of questions of one step; none for steps that ask no questions."""
    return VERSIONS[version].get(step, ())


def brought_over(answers: dict[str, str], since: str, to: str) -> dict[str, str]:
    """Answers of one version under the names of a later one; what is not asked any more falls away."""
    versions = list(VERSIONS)
    for version in versions[versions.index(since) + 1 : versions.index(to) + 1]:
        renamed = RENAMED.get(version, {})
        answers = {under(name, renamed): value for name, value in answers.items()}
    keys = {question.key for topics in VERSIONS[to].values() for topic in topics for question in topic.questions}
    return {name: value for name, value in answers.items() if name.split("-")[0] in keys}


def under(name: str, renamed: dict[str, str]) -> str:
    """The same answer, of the same site, under the key it has since."""
    key, dash, site = name.partition("-")
    return renamed.get(key, key) + dash + site
