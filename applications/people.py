"""Who is meant by a role of an application."""


def people(application, role: str):
    """The users meant by 'signatory', 'editor', 'viewer', 'members', 'staff' or 'manager'."""
    return application.practice.people(role)
