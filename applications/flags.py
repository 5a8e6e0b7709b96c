"""What decides whether a standard applies to a practice."""

from django.db import models


class Flag(models.TextChoices):
    """Which practices a standard applies to. The questionnaire answers these."""

    ALWAYS = "always", "Every practice"
    PEDIATRIC = "pediatric", "Treats patients under 18"
    ORAL = "oral", "Prescribes or dispenses oral anticancer therapy"
    ORAL_OR_HOME = "oral_or_home", "Oral therapy or therapy at home"
    DISPENSES_HOME = "dispenses_home", "Dispenses drugs for use at home"
    INTRATHECAL = "intrathecal", "Gives intrathecal therapy"
    HOME = "home", "Gives therapy in patients' homes"
    CELL_THERAPY = "cell_therapy", "Gives immune effector cell therapy"
