"""Gives the demo's staff account a password, and makes the account when there is none."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management import BaseCommand, CommandError

USERNAME = "demo"


class Command(BaseCommand):
    help = "Generates a password for the demo's staff account and prints it, this once."

    def handle(self, **options):
        if not settings.IS_DEMO:
            raise CommandError("Only the demo (REGISTRY_DEMO=1) has such an account.")
        password = secrets.token_urlsafe(12)
        get_user_model().objects.update_or_create(
            username=USERNAME,
            defaults={
                "password": make_password(password),
                "is_active": True,
                "is_staff": True,
                "is_superuser": True,
            },
        )
        self.stdout.write(
            f"Staff account: {USERNAME}, password: {password} "
            "(shown this once; `make password` makes a new one)"
        )
