"""The six steps of an application, as data."""

STEPS: tuple = ()
