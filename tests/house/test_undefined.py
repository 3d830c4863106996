import pytest
from django.template import Context, Engine

from tests import templates
from tests.templates import Undefined, UndefinedVariable


@pytest.fixture
def render(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "OUR_TEMPLATES", tmp_path / "templates")
    folders = [tmp_path / "templates", tmp_path / "elsewhere"]
    engine = Engine(dirs=folders, string_if_invalid=Undefined())

    def render(source, *, name="page.html", folder="templates", **context):
        file = tmp_path / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
        return engine.get_template(name).render(Context(context))

    return render


class TestUndefinedVariable:
    @pytest.mark.parametrize(
        "source",
        ["{{ title }}", "{{ a.title }}", "{{ title|upper }}", "{% with x=title %}{% endwith %}"],
    )
    def test_fails_the_test_when_printed_by_a_template_of_ours(self, render, source):
        with pytest.raises(UndefinedVariable, match=r"page\.html prints '(a\.)?title"):
            render(source, a=object())

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("{% if title %}yes{% else %}no{% endif %}", "no"),
            ("{{ title|default:'none' }}", "none"),
            ("{% firstof title 'none' %}", "none"),
            ("{% for x in titles %}{% empty %}none{% endfor %}", "none"),
        ],
    )
    def test_may_be_asked_for(self, render, source, text):
        assert render(source) == text

    @pytest.mark.parametrize(
        ("folder", "name"), [("elsewhere", "page.html"), ("templates", "admin/page.html")]
    )
    def test_prints_nothing_in_a_template_written_as_django_writes_them(self, render, folder, name):
        assert render("[{{ title|upper }}]", folder=folder, name=name) == "[]"
