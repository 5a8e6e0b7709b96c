"""Words that anybody would try first here: the program's own names, and its roles."""

from django.core.exceptions import ValidationError

OWN = ("qopi", "asco", "oncology", "certification", "portal", "surveyor", "reviewer", "council", "signatory")
TOO_EASY = "The password is little more than “{word}”, which is tried first here. Add words of your own."
LEAST_BESIDE = 8  # letters that have to stand beside such a word


class NotJustOurWords:
    """Refuses a password of which too little is left without the program's own words."""

    def validate(self, password: str, user=None) -> None:
        rest = password.lower()
        found = [word for word in OWN if word in rest]
        for word in found:
            rest = rest.replace(word, "")
        if found and len(rest) < LEAST_BESIDE:
            raise ValidationError(TOO_EASY.format(word=found[0]), code="own_words")

    def get_help_text(self) -> str:
        return "Not just words of this program, such as its name."
