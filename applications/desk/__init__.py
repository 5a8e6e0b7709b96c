from . import application, extension, invoice, policy_document  # noqa: F401  each registers itself
