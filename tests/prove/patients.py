"""Invented patients in invented policies: what is planted is found; what only talks about patients is left alone."""

import calendar
import random

from qcp.documents.inspection import patients

from .figure import Figure

FIRST_NAMES = "Rosa John Miriam Wei Aisha Peter Luca Sofia Omar Grace Ines Dmitri Hannah Carlos Priya Thomas"
LAST_NAMES = "Martinez Smith O'Neil Chen Okafor Miller Rossi Haddad Novak Garcia Silva Petrov Klein Johnson-Lee Patel"
FIRST, LAST = FIRST_NAMES.split(), LAST_NAMES.split()
MONTHS = calendar.month_name[1:]
LETTERS = "ACDEFGHJKMNPQRTUVWXY"
ORDINARY = [
    "Two licensed staff verify patient name, date of birth and medical record number before each dose.",
    "Write the patient's name, DOB and MRN on the label of each bag; check against the order.",
    "Patient Name: ____________ Date of Birth: __/__/____ MRN: ____________",
    "Patient: Verify Identity with two identifiers. Nurse: Sign and date the record.",
    "Effective date: 03/15/2024. Reviewed 04/02/2025. Policy number 10-4432-17. Approved by the committee.",
    "Call the pharmacy at 217-555-0100, extension 4412, or fax 217-555-0199.",
    "Patients aged 65 years and older are assessed for falls; those over 89 years are counted together.",
    "Tax ID 12-3456789, NPI 1234567893, NDC 0338-0049-04, lot 7A2219, order set 2024-117.",
    "The date of birth is asked of the patient, never read aloud to the patient.",
    "Social Security numbers are not written on any form of this practice.",
    "Patient Education: Oral Chemotherapy. Patient Consent: Signed before the first cycle.",
    "Dose 75 mg/m2 on days 1, 8 and 15 of a 28-day cycle; maximum 2 mg. Extravasation kit in room 12.",
]


def some_name(dice) -> str:
    first, last = dice.choice(FIRST), dice.choice(LAST)
    return dice.choice([f"{first} {last}", f"{last}, {first}", f"{first} {dice.choice('ABCDEFG')}. {last}"])


def some_day(dice) -> str:
    month, day, year = dice.randint(1, 12), dice.randint(1, 28), dice.randint(1930, 2005)
    return dice.choice(
        [
            f"{month}/{day}/{year}",
            f"{month:02}-{day:02}-{year}",
            f"{year}-{month:02}-{day:02}",
            f"{MONTHS[month - 1]} {day}, {year}",
        ]
    )


def ssn(dice) -> str:
    number = f"{dice.randint(1, 665):03}-{dice.randint(1, 99):02}-{dice.randint(1, 9999):04}"
    return dice.choice(
        [f"SSN {number}", f"Social Security number: {number}", number, f"SSN: {number.replace('-', '')}"]
    )


def mbi(dice) -> str:
    def letter():
        return dice.choice(LETTERS)

    def digit():
        return str(dice.randint(0, 9))

    first = str(dice.randint(1, 9)) + letter() + dice.choice([letter(), digit()]) + digit()
    rest = letter() + dice.choice([letter(), digit()]) + digit(), letter() + letter() + digit() + digit()
    return dice.choice([f"{first}-{rest[0]}-{rest[1]}", f"Medicare number {first}{rest[0]}{rest[1]}"])


def mrn(dice) -> str:
    label = dice.choice(
        ["MRN: ", "MRN ", "MRN# ", "Medical record number ", "Medical Record No. ", "Patient ID: ", "Chart number: "]
    )
    return f"{label}{dice.randint(10_000, 99_999_999)}"


def dob(dice) -> str:
    return dice.choice(
        ["DOB: ", "DOB ", "D.O.B. ", "Date of birth: ", "date of birth ", "Born on ", "Birth date: "]
    ) + some_day(dice)


def named(dice) -> str:
    return dice.choice(
        ["Patient: ", "Patient name: ", "Patient Name: ", "PATIENT NAME: ", "Name of patient: ", "Pt: "]
    ) + some_name(dice)


NUMBERS = {
    "a Social Security number": ssn,
    "a Medicare number": mbi,
    "a medical record number": mrn,
    "a date of birth": dob,
}


def document(dice, planted: list[str]) -> list[str]:
    """A few pages of an invented policy with what is planted in it, each on a line of its own or within one."""
    lines = [dice.choice(ORDINARY) for _ in range(12)]
    for words in planted:
        place = dice.randrange(len(lines))
        lines[place] = f"{lines[place]} {words}; see the chart." if dice.random() < 0.5 else f"{words}\n{lines[place]}"
    return ["\n".join(lines[:6]), "\n".join(lines[6:])]


def recall(size: int, kinds: dict, each: int, percent: int) -> Figure:
    """How many of the planted are found, over `size` documents."""
    dice, found, planted = random.Random(70), 0, 0
    for _ in range(size):
        chosen = [(what, make(dice)) for what, make in dice.sample(list(kinds.items()), each)]
        marks = {what for what, _, _ in patients.marks(document(dice, [words for _, words in chosen]))}
        planted += len(chosen)
        found += sum(what in marks for what, _ in chosen)
    return Figure(found, planted, percent)


def found(size: int) -> Figure:
    """Numbers and dates of birth, four in each document."""
    return recall(size, NUMBERS, 4, 99)


def names_found(size: int) -> Figure:
    return recall(size, {"a name": named}, 1, 95)


def false_alarms(size: int) -> Figure:
    """Clean policies that are left alone."""
    dice = random.Random(71)
    alone = sum(not patients.marks(document(dice, [])) for _ in range(size))
    return Figure(alone, size, 98)


FIGURES = {"E-70": (found, 500), "E-70-names": (names_found, 500), "E-71": (false_alarms, 300)}
