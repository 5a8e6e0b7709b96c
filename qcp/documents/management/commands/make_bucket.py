"""The first start of a portal with an object store of its own: the bucket is made if it is not there."""

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import storages
from django.core.management.base import BaseCommand

NOT_THERE = {"404", "NoSuchBucket"}


class Command(BaseCommand):
    help = "Makes the bucket QCP_S3_BUCKET unless it exists. It may run at every start."

    def handle(self, **options):
        store, name = storages["default"].connection.meta.client, settings.S3_BUCKET  # type: ignore[attr-defined]
        try:
            store.head_bucket(Bucket=name)
        except ClientError as error:
            if error.response["Error"]["Code"] not in NOT_THERE:
                raise
            store.create_bucket(Bucket=name)
            self.stdout.write(f"Bucket {name} made.")
        else:
            self.stdout.write(f"Bucket {name} is there.")
