"""Compute every result of QOPI scores once more from the inputs that it keeps."""

import json
import sys

from django.core.management.base import BaseCommand

from practices.models import ScoreResult
from practices.recomputing import Recomputed


class Command(BaseCommand):
    help = "Computes every result of QOPI scores again from what it keeps; exit 1 when one differs."

    def add_arguments(self, parser):
        parser.add_argument("--practice", help="only of this practice, by its number")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args, **options):
        results = ScoreResult.objects.select_related("submission__practice", "submission__round").order_by("made_at")
        if options["practice"]:
            results = results.filter(submission__practice__number=options["practice"])
        rows = [described(result) for result in results.iterator()]
        if options["json"]:
            self.stdout.write(json.dumps({"results": rows}, indent=1))
        else:
            self.stdout.write("\n".join(map(sentence, rows)) or "There is no result yet.")
        if any(row["differences"] for row in rows):
            sys.exit(1)


def described(result) -> dict:
    recomputed = Recomputed.of(result)
    return {
        "practice": result.submission.practice.number,
        "round": result.submission.round.code,
        "strategy": result.strategy,
        "percent": recomputed.judgement.percent,
        "superseded": result.superseded_at is not None,
        "differences": list(recomputed.differences),
    }


def sentence(row: dict) -> str:
    finding = "; ".join(row["differences"]) or "comes out the same"
    return f"{row['practice']}, round {row['round']}, {row['percent'] or 'no score'} ({row['strategy']}): {finding}"
