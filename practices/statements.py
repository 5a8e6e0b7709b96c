"""A payload in words, for those who read no JSON."""

WORDS = {
    "practice": "Number of the practice",
    "name": "Legal name",
    "city": "City",
    "state": "State",
    "status": "Certification status",
    "certificate": "Number of the certificate",
    "valid_from": "In force from",
    "valid_through": "In force through",
    "ended_on": "No longer in force since",
    "locations": "Certified locations",
}


def facts_of(payload: dict) -> list[tuple[str, str]]:
    """Each fact that goes, with its name: none is left out."""
    return [(WORDS.get(key, key), in_words(value)) for key, value in payload.items()]


def in_words(value) -> str:
    if isinstance(value, list):
        return "; ".join(in_words(each) for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(in_words(each) for each in value.values() if each)
    return str(value).replace("_", " ") if value else "none"
