"""Step 1: who applies, with which Tax IDs and which sites."""

from .facts import Facts
from .kinds import line, one_of, paragraph, yes_no
from .schema import Question, Topic

INTEGRATION = ("shares_policies", "rotates_staff", "has_central_owner", "has_one_record_system")


def several(facts: Facts, site=None) -> bool:
    return facts.has_several_tax_ids


def left_out(facts: Facts, site) -> bool:
    return not facts.takes_part(site)


def problems(facts: Facts) -> list[tuple[str, str]]:
    """A fellowship program cannot apply; Tax IDs belong together; somebody is treated somewhere."""
    found = []
    if facts.says_yes("is_fellowship"):
        found.append(("is_fellowship", "A fellowship program cannot be certified. Apply as the practice itself."))
    if facts.raw("name_is_right") == "no":
        found.append(("name_is_right", "Report the change of name first, on the practice's page."))
    if facts.has_several_tax_ids and all(facts.raw(key) == "no" for key in INTEGRATION):
        found.append((INTEGRATION[0], "Apply for each Tax ID on its own: these are not run as one practice."))
    if facts.sites and not any(site.treats_here for site in facts.included):
        site = next((site for site in facts.sites if site.treats_here), facts.sites[0])
        found.append((f"takes_part-{site.pk}", "Include at least one site where patients are treated."))
    return found


ELIGIBILITY = Topic(
    "eligibility",
    "Eligibility",
    problems=problems,
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
