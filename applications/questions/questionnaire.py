"""Step 3: the questionnaire about the practice, one topic per page. Its answers decide which standards apply."""

from .facts import Facts
from .kinds import email, line, one_of, paragraph, phone, tenths, weekdays, whole, yes_no
from .schema import Question, Topic


def if_yes(key: str):
    """Ask only those who answered yes to another question."""

    def asked(facts: Facts, site=None) -> bool:
        return facts.says_yes(key)

    return asked


def count(key: str, text: str, missing: str, **given) -> Question:
    return Question(key, text, whole(), missing=missing, **given)


def therapy(key: str, text: str, what: str, hint: str = "") -> Question:
    return Question(key, text, yes_no(), missing=f"Say whether you {what}.", hint=hint)


def main_phone(facts: Facts) -> str:
    """The number of the main site is known already."""
    return next((site.phone for site in facts.sites if site.is_main), "")


QUESTIONNAIRE = (
    Topic(
        "practice",
        "Your practice",
        (
            Question(
                "setting",
                "Where does the practice see its patients?",
                one_of(("office", "In its own offices"), ("hospital", "In a hospital"), ("both", "Both")),
                missing="Choose where patients are seen.",
            ),
            Question(
                "record_system",
                "Which electronic medical record does the practice use?",
                line(),
                missing="Name the medical record system.",
                hint="Write “paper” if there is none.",
            ),
            Question(
                "after_hours",
                "How do patients reach a clinician after hours?",
                paragraph(500),
                missing="Describe how patients reach you after hours.",
            ),
        ),
    ),
    Topic(
        "sites",
        "Sites",
        (
            Question(
                "chairs",
                "How many treatment chairs and beds does {site} have?",
                whole(0, 500),
                missing="Say how many chairs {site} has.",
                each="included",
            ),
            Question(
                "treatment_days",
                "On which days does {site} give treatment?",
                weekdays(),
                missing="Choose the treatment days of {site}.",
                each="included",
            ),
        ),
        intro="Only the sites that take part are listed. Change that in step 1.",
    ),
    Topic(
        "people",
        "People",
        (
            count("physicians", "How many oncologists and hematologists?", "Say how many physicians there are."),
            count("other_prescribers", "How many other prescribers?", "Say how many other prescribers there are."),
            count("nurses", "How many nurses give treatment?", "Say how many nurses there are."),
            count("certified_nurses", "How many of them are certified in oncology?", "Say how many are certified."),
            count("pharmacists", "How many pharmacists?", "Say how many pharmacists there are."),
            count("technicians", "How many pharmacy technicians?", "Say how many technicians there are."),
            Question(
                "clinical_fte",
                "How many full-time equivalents do all of them make up?",
                tenths(),
                missing="Say how many full-time equivalents.",
            ),
        ),
        intro="Count heads, except in the last question. The physicians' weekly hours stand on the practice's page.",
    ),
    Topic(
        "therapy",
        "Therapy",
        (
            therapy("gives_oral", "Do you prescribe or dispense oral anticancer therapy?", "give oral therapy"),
            therapy("dispenses_home", "Do you dispense drugs for use at home?", "dispense for home use"),
            therapy("gives_at_home", "Do you give therapy in patients' homes?", "treat at home"),
            therapy("gives_intrathecal", "Do you give intrathecal therapy at any site?", "give intrathecal therapy"),
            therapy("gives_vesicants", "Do you give vesicant drugs?", "give vesicants"),
            therapy("treats_children", "Do you treat patients under 18?", "treat children"),
            therapy("gives_cells", "Do you give immune effector cell therapy?", "give cell therapy", "Such as CAR-T."),
        ),
        intro="These answers decide which standards apply to your practice.",
    ),
    Topic(
        "pharmacy",
        "Pharmacy",
        (
            Question(
                "prepared_by",
                "Who prepares the drugs?",
                one_of(
                    ("pharmacy", "Our own pharmacy"),
                    ("nurses", "Nurses or physicians on site"),
                    ("outside", "An outside pharmacy"),
                ),
                missing="Choose who prepares the drugs.",
            ),
            Question(
                "has_cabinet",
                "Are drugs prepared in a ventilated safety cabinet?",
                yes_no(),
                missing="Say whether there is a safety cabinet.",
            ),
            Question(
                "outside_pharmacy",
                "Which outside pharmacy delivers them?",
                line(),
                missing="Name the outside pharmacy.",
                asked=lambda facts, site=None: facts.raw("prepared_by") == "outside",
            ),
        ),
    ),
    Topic(
        "volumes",
        "Volumes",
        (
            count("new_patients", "How many new patients in the last 12 months?", "Say how many new patients."),
            count("treatments", "How many treatment visits in the last 12 months?", "Say how many treatment visits."),
            count(
                "oral_starts",
                "How many patients started oral therapy in that time?",
                "Say how many started oral therapy.",
                asked=if_yes("gives_oral"),
            ),
            count(
                "intrathecal_doses",
                "How many intrathecal doses were given in that time?",
                "Say how many intrathecal doses.",
                asked=if_yes("gives_intrathecal"),
            ),
        ),
        intro="Estimates are fine.",
    ),
    Topic(
        "contacts",
        "Contacts",
        (
            Question("contact_name", "Who will organize the survey?", line(), missing="Name the person to talk to."),
            Question("contact_title", "What is their position?", line(), missing="Write their position."),
            Question("contact_email", "What is the e-mail address?", email(), missing="Write the e-mail address."),
            Question(
                "contact_phone",
                "What is the phone number?",
                phone(),
                missing="Write the phone number.",
                offer=main_phone,
            ),
            Question(
                "medical_lead",
                "Which physician is responsible for the standards?",
                line(),
                missing="Name the responsible physician.",
            ),
        ),
    ),
)
