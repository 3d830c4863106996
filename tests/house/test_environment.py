from pathlib import Path

import pytest

from registry.environment import Environment, SettingError
from registry.secret import demo_secret_key


def read(**variables):
    return Environment(variables)


class TestText:
    def test_is_read_without_the_space_around_it(self):
        assert read(NAME=" key\n").text("NAME") == "key"

    def test_without_default_must_be_set(self):
        with pytest.raises(SettingError, match=r"^NAME must be set\.$"):
            read().text("NAME")

    def test_that_is_empty_counts_as_not_set(self):
        with pytest.raises(SettingError, match="must be set"):
            read(NAME="  ").text("NAME")


class TestFlag:
    @pytest.mark.parametrize("value", ["1", "true", "Yes", "on"])
    def test_is_on(self, value):
        assert read(NAME=value).flag("NAME") is True

    @pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
    def test_is_off_even_where_the_default_is_on(self, value):
        assert read(NAME=value).flag("NAME", default=True) is False

    def test_has_a_default(self):
        assert read().flag("NAME", default=True) is True

    def test_refuses_another_word(self):
        with pytest.raises(SettingError, match=r"^NAME must be 1 or 0, not 'maybe'"):
            read(NAME="maybe").flag("NAME")


class TestNumber:
    def test_is_read(self):
        assert read(NAME="12").number("NAME", default=4) == 12

    def test_has_a_default(self):
        assert read(NAME="").number("NAME", default=4) == 4

    @pytest.mark.parametrize("value", ["-1", "0", "1.5", "two", "٣", "9" * 10])
    def test_refuses_what_is_no_whole_number_from_the_minimum_up(self, value):
        with pytest.raises(SettingError, match="must be a whole number from 1 up"):
            read(NAME=value).number("NAME", default=4, minimum=1)


class TestChoice:
    def test_refuses_what_is_not_among_the_choices(self):
        with pytest.raises(SettingError, match="must be one of INFO, ERROR, not 'LOUD'"):
            read(NAME="LOUD").choice("NAME", ("INFO", "ERROR"), default="INFO")


class TestHosts:
    def test_are_parted_by_commas(self):
        assert read(NAME="a.example, .example.org,127.0.0.1,[::1],").hosts("NAME") == [
            "a.example",
            ".example.org",
            "127.0.0.1",
            "[::1]",
        ]

    @pytest.mark.parametrize("value", ["*", "https://example.org", "example.org/x", "a b", "-a"])
    def test_refuse_what_is_no_host_name(self, value):
        with pytest.raises(SettingError, match="must hold host names alone"):
            read(NAME=f"example.org,{value}").hosts("NAME")

    def test_without_default_must_be_set(self):
        with pytest.raises(SettingError, match="must be set to the site's host names"):
            read().hosts("NAME")


class TestOrigins:
    def test_are_optional(self):
        assert read().origins("NAME") == []

    def test_are_read(self):
        assert read(NAME="https://a.example:8443").origins("NAME") == ["https://a.example:8443"]

    @pytest.mark.parametrize("value", ["example.org", "https://a.example/", "ftp://a.example"])
    def test_refuse_what_is_no_origin(self, value):
        with pytest.raises(SettingError, match="must hold origins"):
            read(NAME=value).origins("NAME")


class TestAddress:
    def test_is_optional(self):
        assert read().address("NAME") == ""

    def test_is_read(self):
        assert read(NAME="https://a.example/by/4.0/").address("NAME") == "https://a.example/by/4.0/"

    @pytest.mark.parametrize("value", ["a.example/by", "ftp://a.example", "https://"])
    def test_refuses_what_is_no_web_address(self, value):
        with pytest.raises(SettingError, match="must be an address"):
            read(NAME=value).address("NAME")


class TestEmail:
    @pytest.mark.parametrize("value", ["office", "a@b", "a b@example.org"])
    def test_refuses_what_is_no_address(self, value):
        with pytest.raises(SettingError, match="must be an e-mail address"):
            read(NAME=value).email("NAME")


class TestFolder:
    def test_refuses_a_relative_path(self):
        with pytest.raises(SettingError, match="must be an absolute path"):
            read(NAME="var").folder("NAME", default=Path("/srv"))


class TestDatabase:
    default = Path("/srv/of registry#1/registry.sqlite3")

    def test_is_the_default_file_when_not_set(self):
        assert read().database("NAME", default=self.default)["NAME"] == str(self.default)

    def test_is_postgresql_by_its_address_alone(self):
        database = read(NAME="postgresql://u:p@h:5433/d").database("NAME", default=self.default)

        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert [database[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
            "u",
            "p",
            "h",
            5433,
            "d",
        ]

    @pytest.mark.parametrize("value", ["mysql://h/d", "/srv/registry.sqlite3", "postgresql"])
    def test_refuses_other_engines(self, value):
        with pytest.raises(SettingError, match="must begin with sqlite:// or postgresql://"):
            read(NAME=value).database("NAME", default=self.default)

    @pytest.mark.parametrize("value", ["postgresql://u:secret@h:port/d", "postgresql://u:secret@h"])
    def test_never_repeats_the_password_in_its_refusal(self, value):
        with pytest.raises(SettingError) as refusal:
            read(NAME=value).database("NAME", default=self.default)

        assert "secret" not in str(refusal.value)


class TestDemoSecretKey:
    def test_is_made_once_and_kept(self, tmp_path):
        first = demo_secret_key(tmp_path / "new")

        assert demo_secret_key(tmp_path / "new") == first
        assert len(first) >= 50

    def test_is_readable_by_its_owner_alone(self, tmp_path):
        demo_secret_key(tmp_path)

        assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
        assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


class TestMail:
    def test_has_no_server_when_not_set(self):
        assert read().mail("NAME")["HOST"] == ""

    @pytest.mark.parametrize(
        ("value", "port", "is_tls", "is_ssl"),
        [
            ("smtps://mail.example.org", 465, False, True),
            ("smtp+tls://mail.example.org", 587, True, False),
            ("smtp://mail.example.org", 25, False, False),
            ("smtps://mail.example.org:2465/", 2465, False, True),
        ],
    )
    def test_is_sent_as_the_scheme_says(self, value, port, is_tls, is_ssl):
        mail = read(NAME=value).mail("NAME")

        assert mail["HOST"] == "mail.example.org"
        assert (mail["PORT"], mail["USE_TLS"], mail["USE_SSL"]) == (port, is_tls, is_ssl)

    def test_has_a_user_and_a_password_with_any_letters(self):
        mail = read(NAME="smtps://desk%40example.org:p%3Ass@mail.example.org").mail("NAME")

        assert (mail["USER"], mail["PASSWORD"]) == ("desk@example.org", "p:ss")

    @pytest.mark.parametrize(
        ("value", "problem"),
        [
            ("mail.example.org", "must begin with smtps://"),
            ("imap://mail.example.org", "must begin with smtps://"),
            ("smtps://", "must be like smtps://user:password@host:465"),
            ("smtps://mail.example.org/inbox", "with nothing after the port"),
            ("smtps://mail.example.org:post", "names a port that is none"),
            ("smtp://user:secret@mail.example.org", "must use smtps://"),
        ],
    )
    def test_refuses_what_is_no_address_of_a_server_and_keeps_the_password(self, value, problem):
        with pytest.raises(SettingError, match=problem) as refusal:
            read(NAME=value).mail("NAME")

        assert "secret" not in str(refusal.value)
