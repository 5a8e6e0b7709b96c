from . import application, bank, books, editions, extension, fees, invoice, policy_document, return_reasons  # noqa: F401
