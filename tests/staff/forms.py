"""Fills in a form of a page as a browser does: every control is sent as it stands."""

from html.parser import HTMLParser

from django.urls import reverse


class Form(HTMLParser):
    """The controls of the last form of a page, by name; change them and send them.

    ``form["title-0-text"] = "…"`` types into one control; a list chooses several.
    """

    def __init__(self, client, address):
        super().__init__()
        self.client, self.address = client, address
        self.values: dict[str, list[str]] = {}
        self._text: str | None = None
        self._select: str | None = None
        response = client.get(address)
        assert response.status_code == 200, response.status_code
        self.page = response.content.decode()
        self.feed(self.page)

    @classmethod
    def to_add(cls, client, model, query=""):
        return cls(client, reverse(f"admin:coop_{model}_add") + query)

    @classmethod
    def to_change(cls, client, thing):
        model = thing._meta.model_name
        return cls(client, reverse(f"admin:coop_{model}_change", args=[thing.pk]))

    def __setitem__(self, name, value):
        self.values[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]

    def __getitem__(self, name):
        return self.values[name][0]

    def add_row(self, prefix, **values):
        """One row more, with what is typed into it."""
        index = int(self[f"{prefix}-TOTAL_FORMS"])
        for name, value in self.values.copy().items():
            if name.startswith(f"{prefix}-__prefix__-"):
                self.values[name.replace("__prefix__", str(index), 1)] = list(value)
        self[f"{prefix}-TOTAL_FORMS"] = index + 1
        self.fill(prefix, index, **values)

    def fill(self, prefix, index, **values):
        for name, value in values.items():
            self[f"{prefix}-{index}-{name.replace('__', '-')}"] = value

    def send(self, follow=False, **changes):
        for name, value in changes.items():
            self[name] = value
        data = {name: values for name, values in self.values.items() if "__prefix__" not in name}
        return self.client.post(self.address, {**data, "_save": "1"}, follow=follow)

    def again(self, response):
        """Take the form of the page that came back, as it was filled in."""
        self.values = {}
        self.page = response.content.decode()
        self.feed(self.page)
        return self

    # ---- Reading ----

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.values = {}
        elif tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.values.setdefault(name, []).append(attrs.get("value", "on"))
            elif kind not in ("submit", "button"):
                self.values.setdefault(name, []).append(attrs.get("value", ""))
        elif tag == "textarea" and name:
            self._text = name
            self.values[name] = [""]
        elif tag == "select" and name:
            self._select = None if "multiple" in attrs else name
            self._many = name if "multiple" in attrs else None
        elif tag == "option" and (self._select or self._many):
            self._handle_option(attrs)

    _many: str | None = None

    def _handle_option(self, attrs):
        value = attrs.get("value", "")
        if self._select and ("selected" in attrs or self._select not in self.values):
            self.values[self._select] = [value]
        elif self._many and "selected" in attrs:
            self.values.setdefault(self._many, []).append(value)

    def handle_data(self, data):
        if self._text:
            # A browser drops the line break after the tag.
            text = self.values[self._text][0]
            self.values[self._text] = [text + (data.removeprefix("\n") if not text else data)]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = self._many = None


def errors_in(response):
    """The sentences in which a page says what is wrong, in order."""
    found: list[str] = []

    class Errors(HTMLParser):
        depth = 0

        def handle_starttag(self, tag, attrs):
            if tag == "ul" and "errorlist" in (dict(attrs).get("class") or ""):
                self.depth += 1
            elif tag == "li" and self.depth:
                found.append("")

        def handle_endtag(self, tag):
            if tag == "ul" and self.depth:
                self.depth -= 1

        def handle_data(self, data):
            if self.depth and found:
                found[-1] += data

    Errors().feed(response.content.decode())
    return [sentence.strip() for sentence in found if sentence.strip()]
