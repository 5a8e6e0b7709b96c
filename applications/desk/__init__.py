from . import application, bank, books, editions, extension, fees, invoice, policy_document  # noqa: F401  each registers itself
