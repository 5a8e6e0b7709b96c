from . import application, bank, books, extension, fees, invoice, policy_document  # noqa: F401  each registers itself
