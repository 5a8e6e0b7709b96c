"""After a change of QCP_SECRET_KEY: what the old key sealed is sealed with the new one, so that the old one can go."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from qcp.accounts.secrets import reseal

SEALED = ("secret", "seed", "migrated_codes")
FIELDS = (("practices.Recipient", "webhook_secret"),)  # sealed texts of other records


class Command(BaseCommand):
    help = "Seals the secrets of authenticator apps and recovery codes with today's QCP_SECRET_KEY."

    @transaction.atomic
    def handle(self, **options):
        done = 0
        for authenticator in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update():
            try:
                authenticator.data |= {
                    key: anew(authenticator.data[key]) for key in SEALED if key in authenticator.data
                }
            except InvalidToken as error:
                raise CommandError(
                    f"Authenticator {authenticator.pk} was sealed with a key that is neither QCP_SECRET_KEY nor one of "
                    "QCP_FORMER_SECRET_KEYS. Nothing was changed; name that key, or remove this authenticator."
                ) from error
            authenticator.save(update_fields=["data"])
            done += 1
        done += sum(reseal_field(apps.get_model(label), name) for label, name in FIELDS)
        self.stdout.write(
            f"{done} sealed with today's key. QCP_FORMER_SECRET_KEYS can be emptied once everybody has signed in anew."
        )


def reseal_field(model, name: str) -> int:
    """Every record in which something is sealed there."""
    records = model.objects.exclude(**{name: ""}).select_for_update()
    for record in records:
        try:
            setattr(record, name, reseal(getattr(record, name)))
        except InvalidToken as error:
            raise CommandError(f"{record} holds what no known key opens. Nothing was changed; set it anew.") from error
        record.save(update_fields=[name])
    return len(records)


def anew(sealed: str | list[str]) -> str | list[str]:
    return [reseal(one) for one in sealed] if isinstance(sealed, list) else reseal(sealed)
