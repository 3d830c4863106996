import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory

from registry.middleware import refuse_unreadable
from registry.wsgi import application

pytestmark = pytest.mark.urls("tests.house.addresses")

# Codecs that decode no text, that fail, that spell half a surrogate pair, and a plain old one.
STRANGE_CODECS = ["base64", "hex", "rot13", "idna", "undefined", "utf-7", "utf-16", "latin-1"]


def served(address, content_type="", *, method="GET"):
    """What the site answers to a request as its WSGI door makes it."""
    environ = RequestFactory().generic(method, address, headers={"host": "localhost"}).environ
    request = application.request_class(environ | {"CONTENT_TYPE": content_type})
    return application.get_response(request)


class TestLanguage:
    def test_is_english_at_the_root(self, client):
        assert client.get("/language/").content == b"en"

    @pytest.mark.parametrize("code", ["ar", "fa", "ru", "kk", "tr"])
    def test_is_the_first_part_of_the_path(self, client, code):
        response = client.get(f"/{code}/language/")

        assert response.content == code.encode()
        assert response["Content-Language"] == code

    @pytest.mark.parametrize(
        "path", ["/en/language/", "/de/language/", "/AR/language/", "/ar//language/"]
    )
    def test_has_no_other_addresses(self, client, path):
        assert client.get(path).status_code == 404

    def test_is_asked_of_neither_header_nor_cookie(self, client):
        client.cookies["django_language"] = "fa"

        response = client.get("/language/", headers={"accept-language": "ar"})

        assert response.content == b"en"
        assert "Vary" not in response
        assert not response.cookies

    def test_lasts_while_the_answer_is_streamed(self, client):
        response = client.get("/ar/stream/")

        assert response.getvalue() == b"arar"

    def test_is_that_of_this_request_and_not_of_the_one_before(self, client):
        client.get("/ar/language/")

        assert client.get("/language/").content == b"en"


class TestAnyAnswer:
    @pytest.mark.parametrize("path", ["/language/", "/nowhere/"])
    def test_carries_the_headers_that_protect_its_reader(self, client, path):
        response = client.get(path)

        assert sorted(response["Content-Security-Policy"].split("; ")) == [
            "base-uri 'none'",
            "default-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"].split(", ")


class TestHead:
    def test_has_the_headers_of_the_page_and_no_body(self):
        response = served("/language/", method="HEAD")

        assert (response.status_code, response.getvalue()) == (200, b"")
        assert response["Content-Length"] == "2"

    def test_writes_nothing_of_what_would_be_streamed(self):
        response = served("/stream/", method="HEAD")

        assert (response.status_code, response.getvalue()) == (200, b"")


class TestUnreadableRequest:
    def test_with_a_nul_in_its_path_finds_nothing(self, client):
        assert client.get("/language%00/").status_code == 404

    @pytest.mark.parametrize("query", ["q=a%00b", "a%00b=1", "q=1&q=%00"])
    def test_with_a_nul_in_its_query_is_refused(self, client, query):
        assert client.get(f"/language/?{query}").status_code == 400

    def test_with_a_nul_in_a_cookie_is_refused(self, client):
        response = client.get("/language/", headers={"cookie": r'sessionid="\000\000\000\000"'})

        assert response.status_code == 400

    @pytest.mark.parametrize("codec", STRANGE_CODECS)
    def test_in_another_character_set_is_refused(self, codec):
        response = served("/language/?q=%2B2AA-", f"text/plain; charset={codec}")

        assert response.status_code == 400

    @pytest.mark.parametrize(
        "parameter", ["x*=no-such-codec''a", "charset*=utf-8''%00", 'charset="', "charset*=a'b'c"]
    )
    def test_with_a_content_type_of_nonsense_is_no_error_of_the_server(self, parameter):
        response = served("/language/?q=a", f"text/plain; {parameter}")

        assert response.status_code in (200, 400)

    @pytest.mark.parametrize("name", ["utf-8", "UTF8", "us-ascii", "no-such-codec"])
    def test_in_utf_8_by_any_of_its_names_is_read(self, client, name):
        response = client.get(
            "/language/?q=a", headers={"content-type": f"text/plain; charset={name}"}
        )

        assert response.status_code == 200

    @pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%E2%80%AE", "%F0%9F%8E%AC"])
    def test_is_not_one_with_bytes_that_can_be_read_somehow(self, client, raw):
        assert client.get(f"/language/?q={raw}").status_code == 200
        assert client.get(f"/{raw}/").status_code == 404

    def test_with_half_a_surrogate_pair_is_refused(self):
        request = RequestFactory().get("/language/")
        request.GET = request.GET.copy()
        request.GET["q"] = "\ud800"
        request.META["QUERY_STRING"] = "q=%2B2AA-"

        with pytest.raises(BadRequest, match="no text can have"):
            refuse_unreadable(lambda request: None)(request)


class TestQuery:
    def test_of_200_parameters_is_read(self, client):
        assert client.get("/language/?" + "&".join(["a=1"] * 200)).status_code == 200

    def test_of_201_parameters_is_refused_with_the_reason(self, client):
        response = client.get("/language/?" + "&".join(["a=1"] * 201))

        assert response.status_code == 400
        assert "200" in response.content.decode()


class TestErrorPage:
    @pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/forbidden/", 403)])
    def test_sets_no_cookie_and_does_not_vary(self, client, path, status):
        response = client.get(path)

        assert response.status_code == status
        assert "Vary" not in response
        assert not response.cookies

    def test_says_why_something_is_forbidden(self, client):
        assert "Only reviewers publish." in client.get("/forbidden/").content.decode()

    def test_is_in_the_language_of_the_address(self, client):
        assert 'lang="ar"' in client.get("/ar/nowhere/").content.decode()

    def test_of_a_fault_shows_nothing_of_it(self, client):
        client.raise_request_exception = False

        response = client.get("/faulty/")

        assert response.status_code == 500
        assert "A fault in a view" not in response.content.decode()

    def test_tells_why_a_form_without_its_token_is_refused(self):
        response = Client(enforce_csrf_checks=True).post("/form/")

        assert response.status_code == 403
        assert "Load it anew" in response.content.decode()
