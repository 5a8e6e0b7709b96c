from . import application, invoice, policy_document  # noqa: F401  each registers itself
