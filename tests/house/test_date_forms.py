"""The input in which staff type an uncertain date."""

from django import forms
from django.contrib import admin

from coop.dates.edtf import HINT
from coop.dates.forms import EDTFFormField, EDTFWidget
from coop.models import Event


class Form(forms.Form):
    held_on = EDTFFormField(required=False)


class TestForm:
    def test_gives_the_normalised_text(self):
        form = Form({"held_on": " ٢٠٢٥-١٢ "})

        assert form.is_valid()
        assert form.cleaned_data == {"held_on": "2025-12"}

    def test_says_what_was_typed_and_how_to_mend_it(self):
        form = Form({"held_on": "11/12/2025"})

        assert "“11/12/2025” cannot be read as a date" in form.errors["held_on"][0]
        assert "2025-12-11" in form.errors["held_on"][0]

    def test_shows_again_what_was_typed(self):
        assert 'value="soon"' in str(Form({"held_on": "soon"})["held_on"])

    def test_is_unchanged_by_another_writing_of_the_same_date(self):
        initial = {"held_on": "2025-12"}

        assert not Form({"held_on": " ٢٠٢٥-١٢"}, initial=initial).has_changed()
        assert Form({"held_on": "2025"}, initial=initial).has_changed()

    def test_has_an_input_from_left_to_right_that_its_help_describes(self):
        printed = str(Form()["held_on"])

        assert 'dir="ltr"' in printed
        assert 'aria-describedby="id_held_on_helptext"' in printed
        assert 'maxlength="60"' in printed

    def test_of_a_record_adds_examples_to_the_records_own_help(self):
        model_field = Event._meta.get_field("held_on")

        field = model_field.formfield()

        assert isinstance(field, EDTFFormField)
        assert field.help_text == f"{model_field.help_text} {HINT}"
        assert field.required is False

    def test_of_the_admin_keeps_the_dates_own_input(self):
        model_admin = admin.ModelAdmin(Event, admin.AdminSite())

        field = model_admin.formfield_for_dbfield(Event._meta.get_field("held_on"), None)

        assert isinstance(field.widget, EDTFWidget)

    def test_may_have_an_input_of_a_kind(self):
        class Wide(EDTFWidget):
            pass

        assert isinstance(Event._meta.get_field("held_on").formfield(widget=Wide).widget, Wide)

    def test_of_a_record_asks_for_no_bound(self):
        form = forms.modelform_factory(Event, exclude=[])

        assert {"held_on_earliest", "held_on_latest"}.isdisjoint(form.base_fields)
