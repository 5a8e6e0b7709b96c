"""What every Celery task of the portal does beside its work: it leaves a line about its last run."""

from celery import Task


class WatchedTask(Task):
    """The class of all tasks, named in `qcp.celery`."""

    def __call__(self, *args, **kwargs):
        from .runs import watched

        with watched(self.name):
            return super().__call__(*args, **kwargs)
