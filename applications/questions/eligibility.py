"""Step 1: who applies, with which Tax IDs and which sites."""

from dataclasses import replace

from .facts import Facts
from .kinds import line, one_of, paragraph, yes_no
from .schema import Proof, Question, Refusal, Topic

INTEGRATION = ("shares_policies", "rotates_staff", "has_central_owner", "has_one_record_system")


def several(facts: Facts, site=None) -> bool:
    return facts.has_several_tax_ids


def left_out(facts: Facts, site) -> bool:
    return not facts.takes_part(site)


def run_apart(facts: Facts) -> bool:
    return facts.has_several_tax_ids and all(facts.raw(key) == "no" for key in INTEGRATION)


def denied(key: str):
    """Is it answered with no, where it is asked?"""

    def applies(facts: Facts) -> bool:
        return facts.has_several_tax_ids and facts.raw(key) == "no"

    return applies


def problems(facts: Facts) -> list[tuple[str, str]]:
    """The agreements carry the right name; somebody is treated somewhere."""
    found = []
    if facts.raw("name_is_right") == "no":
        found.append(("name_is_right", "Report the change of name first, on the practice's page."))
    if facts.sites and not any(site.treats_here for site in facts.included):
        site = next((site for site in facts.sites if site.treats_here), facts.sites[0])
        found.append((f"takes_part-{site.pk}", "Include at least one site where patients are treated."))
    return found


FELLOWSHIP = Refusal(
    "is_fellowship",
    "A fellowship program cannot be certified",
    "A fellowship program cannot be certified. Apply as the practice itself.",
    "Certification is given to practices that treat patients with cancer. A program that trains fellows is a part of "
    "such a practice, not a practice.",
    "If the practice itself wants to be certified, change the answer and go on. Its fellows may work in it.",
    applies=lambda facts: facts.says_yes("is_fellowship"),
)
APART = Refusal(
    INTEGRATION[0],
    "These Tax IDs cannot apply as one practice",
    "Apply for each Tax ID on its own: these are not run as one practice.",
    "Several Tax IDs are certified together only when they are run as one practice: under the same policies, with "
    "staff who rotate, with one owner, and with one medical record.",
    "Take the Tax IDs that are run apart off the practice's page, with their sites, and let each apply on its own. "
    "If an answer was wrong, change it.",
    applies=run_apart,
)
ELIGIBILITY = Topic(
    "eligibility",
    "Eligibility",
    problems=problems,
    refusals=(FELLOWSHIP, APART),
    questions=(
        Question(
            "name_is_right",
            "Is “{practice}” the full legal name of the practice?",
            yes_no(),
            missing="Say whether the legal name is right.",
            hint="The agreements and the certificate will carry this name.",
        ),
        Question(
            "entity_kind",
            "What kind of legal entity is it?",
            one_of(
                ("physicians", "A practice owned by its physicians"),
                ("hospital", "Part of a hospital or health system"),
                ("academic", "Part of a university"),
                ("company", "Owned by another company"),
                ("public", "A public or non-profit body"),
            ),
            missing="Choose the kind of legal entity.",
        ),
        Question(
            "is_fellowship",
            "Is this application for a fellowship program?",
            yes_no(),
            missing="Say whether this is a fellowship program.",
        ),
        Question(
            "shares_policies",
            "Do all the Tax IDs work under the same policies?",
            yes_no(),
            missing="Say whether the policies are shared.",
            asked=several,
        ),
        Question(
            "rotates_staff",
            "Do staff rotate between the sites?",
            yes_no(),
            missing="Say whether staff rotate.",
            asked=several,
        ),
        Question(
            "has_central_owner",
            "Is there one owner or one management for all of them?",
            yes_no(),
            missing="Say whether there is one owner.",
            asked=several,
        ),
        Question(
            "has_one_record_system",
            "Do all of them keep one electronic medical record?",
            yes_no(),
            missing="Say whether there is one medical record.",
            asked=several,
        ),
        Question(
            "integration_shown_by",
            "How can a surveyor see that they are run as one practice?",
            paragraph(),
            missing="Describe how they are run as one practice.",
            asked=several,
        ),
        Question(
            "takes_part",
            "Does {site} take part?",
            yes_no(),
            missing="Say whether {site} takes part.",
            each="site",
            default="yes",
        ),
        Question(
            "left_out_because",
            "Why is {site} left out?",
            line(500),
            missing="Say why {site} is left out.",
            each="site",
            asked=left_out,
        ),
    ),
)

INTEGRATION_PROOF = Proof(
    "integration-proof",
    "Proof that the Tax IDs are run as one practice",
    "Such as the operating agreement, a chart of the organization, or a staff plan across the sites.",
    "Hand in a document that shows how the Tax IDs are run as one practice.",
    asked=several,
)
MERGING = Question(
    "is_merging",
    "Is the practice about to merge, be sold or change its name?",
    yes_no(),
    missing="Say whether a merger, sale or new name is ahead.",
)


CHANGING = Refusal(
    "is_merging",
    "QCP staff come first when the practice is changing",
    "Report the change on the practice's page first. QCP staff then help you on.",
    "A certification does not pass by itself to a new owner or to a merged practice. QCP staff say which sites can "
    "apply, and under which name.",
    "Report the change on the practice's page. When QCP staff have said what it means, come back and go on here: "
    "everything you typed is kept.",
    applies=lambda facts: facts.says_yes("is_merging"),
)
ELIGIBILITY_2 = replace(
    ELIGIBILITY,
    refusals=(FELLOWSHIP, CHANGING, *(replace(APART, name=key, applies=denied(key)) for key in INTEGRATION)),
    proof=INTEGRATION_PROOF,
    questions=(*ELIGIBILITY.questions[:3], MERGING, *ELIGIBILITY.questions[3:]),
)
