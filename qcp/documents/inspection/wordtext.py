"""The XML inside a Word document: no declarations, no field or relation that fetches anything when it is opened."""

import re
from xml.parsers import expat

from .finding import Unfit

BROKEN = "The Word document is damaged. Open it in Word, save it again as .docx, or save it as PDF."
DECLARES = "The Word document holds declarations that no word processor writes. Save it as PDF and choose that file."
LOADS = "The Word document loads something from elsewhere when it is opened. Save it as PDF and choose that file."

FETCHING_FIELDS = {"DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK"}
CLICKED_LINKS = re.compile(r"(https?|mailto|tel):|#|[^:\\/]+(/|$)", re.IGNORECASE)
OWN_TEMPLATE = re.compile(r"file:///[a-z]:", re.IGNORECASE)  # on the writer's own drive; nobody else's Word asks for it


def check(name: str, content: bytes) -> None:
    reader = Reader()
    try:
        reader.read(content)
    except expat.ExpatError:
        raise Unfit(BROKEN) from None
    if any(words.split()[:1] and words.split()[0].upper() in FETCHING_FIELDS for words in reader.fields):
        raise Unfit(LOADS)


def words(content: bytes) -> str:
    reader = Reader()
    reader.read(content)
    return "".join(reader.words)


class Reader:
    """Reads one part; keeps its text and the instructions of its fields."""

    def __init__(self):
        self.fields = [""]
        self.words: list[str] = []
        self.in_instruction = False

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator="|")
        parser.StartDoctypeDeclHandler = self.declaration
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)

    def declaration(self, *given):
        raise Unfit(DECLARES)

    def start(self, tag, attributes):
        name = tag.rpartition("|")[2]
        plain = {key.rpartition("|")[2]: value for key, value in attributes.items()}
        if name == "Relationship" and plain.get("TargetMode") == "External":
            self.relation(plain.get("Type", ""), plain.get("Target", ""))
        elif name == "fldSimple":
            self.fields += [plain.get("instr", ""), ""]
        elif name == "fldChar":
            self.fields.append("")
        self.in_instruction = name == "instrText"

    def end(self, tag):
        self.in_instruction = False
        if tag.endswith("|p"):  # the end of a paragraph
            self.words.append("\n")

    def text(self, words):
        if self.in_instruction:
            self.fields[-1] += words
        else:
            self.words.append(words)

    def relation(self, kind, target):
        """Only what a person has to click may lead outside; Word notes besides from which template it began."""
        clicked = kind.endswith("/hyperlink") and CLICKED_LINKS.match(target)
        if not clicked and not (kind.endswith("/attachedTemplate") and OWN_TEMPLATE.match(target)):
            raise Unfit(LOADS)
