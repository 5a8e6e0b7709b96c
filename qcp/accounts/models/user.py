"""The people: an account is an e-mail address, and at most one role in the program's office or field."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from qcp import clock


class Role(models.TextChoices):
    """What an account is in the program. Rights inside a practice come from its membership instead."""

    PRACTICE = "practice", "Practice staff"
    SURVEYOR = "surveyor", "Surveyor"
    REVIEWER = "reviewer", "Committee reviewer"
    COUNCIL = "council", "Oversight Council member"
    STAFF = "staff", "QCP staff"
    MANAGER = "manager", "QCP manager"


OFFICE = (Role.STAFF, Role.MANAGER)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees all accounts, others their own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_staff else self.filter(pk=user.pk)

    def for_list(self):
        return self.select_related("closed_by").order_by("role", "name", "email")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def in_role(self, *roles):
        return self.filter(role__in=roles, is_active=True)


class User(AbstractBaseUser):
    """Someone who signs in. Staff rights in the desk follow from the role; there are no superusers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PRACTICE)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_one_per_address"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="accounts_user_known_role"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_short_name(self):
        """What the desk calls them."""
        return self.name

    @property
    def is_staff(self):
        """Django's word for 'may open the desk'."""
        return self.role in OFFICE

    @property
    def is_manager(self):
        return self.role == Role.MANAGER

    @property
    def is_superuser(self):
        """Nobody stands above the rules."""
        return False

    def has_perm(self, perm, obj=None):
        """The office may look at everything in the desk; whatever changes a record is a move with its own policy."""
        return self.is_active and self.is_staff and perm.rpartition(".")[2].startswith("view_")

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label):
        return self.is_active and self.is_staff
