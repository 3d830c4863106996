"""Help texts that fields did not have: words alone, so nothing happens to any table.

One operation instead of an AlterField a field: those take seconds, since each of them has
the models of the project made anew.
"""

from django.db import migrations
from django.db.migrations.operations.base import Operation

HELP = {
    "act": {
        "agreement": "The agreement in whose life it is.",
        "basis": "The strongest basis among its citations; empty without any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "kind": "What was done. The status is worked out from it.",
    },
    "agreement": {
        "public_changes": "The days on which it was changed, and what of it, in general words.",
        "basis": "The strongest basis among its citations; empty without any.",
        "created_at": "When it was entered.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "published_at": "When it was first published.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "state": "The public sees what is published, and nothing else.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "agreementrelation": {
        "agreement": "The agreement that says it.",
        "basis": "The strongest basis among its citations; empty without any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "kind": "How this agreement stands to the other; said once, from this side.",
        "related": "The other agreement.",
    },
    "attendance": {
        "basis": "The strongest basis among its citations; empty without any.",
        "event": "The event that was attended.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "office_at": "The body in which the office is held. Empty when the source does not say.",
        "person": "Who attended.",
    },
    "citation": {
        "act": "What it is evidence for: one of these, and no other.",
        "agreement": "What it is evidence for: one of these, and no other.",
        "attendance": "What it is evidence for: one of these, and no other.",
        "basis": "How the source carries the claim.",
        "coproduction": "What it is evidence for: one of these, and no other.",
        "event": "What it is evidence for: one of these, and no other.",
        "film_link": "What it is evidence for: one of these, and no other.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "occasion": "What it is evidence for: one of these, and no other.",
        "participation": "What it is evidence for: one of these, and no other.",
        "partner": "What it is evidence for: one of these, and no other.",
        "party": "What it is evidence for: one of these, and no other.",
        "person": "What it is evidence for: one of these, and no other.",
        "place": "What it is evidence for: one of these, and no other.",
        "provision": "What it is evidence for: one of these, and no other.",
        "quote_translation": "Our own translation, one a language.",
        "relation": "What it is evidence for: one of these, and no other.",
        "rule": "What it is evidence for: one of these, and no other.",
        "said_by_party": "The body whose words they are, when the registry has it.",
        "said_by_person": "The person whose words they are, when the registry has them.",
        "screening": "What it is evidence for: one of these, and no other.",
        "signature": "What it is evidence for: one of these, and no other.",
        "source": "The document that makes the claim.",
        "statement": "What it is evidence for: one of these, and no other.",
    },
    "coproduction": {
        "public_changes": "The days on which it was changed, and what of it, in general words.",
        "basis": "The strongest basis among its citations; empty without any.",
        "created_at": "When it was entered.",
        "forms": "Empty: no source says.",
        "identifiers": "Its numbers in other registers of films.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "lengths": "Empty: no source says.",
        "published_at": "When it was first published.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "state": "The public sees what is published, and nothing else.",
        "subjects": "What the film is about, as far as a source says.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "coproductionagreement": {
        "agreement": "The agreement that a source ties it to.",
        "approval": "How far its approval under the agreement has come, as the source says.",
        "basis": "The strongest basis among its citations; empty without any.",
        "coproduction": "The film.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "nature": "How the source ties them. Countries in common are no tie.",
    },
    "coproductionpartner": {
        "basis": "The strongest basis among its citations; empty without any.",
        "coproduction": "The film.",
        "country": "The country that takes part.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "party": "The body or company that takes part, when a source names it.",
        "role": "Its weight among the partners, when a source says it.",
    },
    "country": {
        "names": "One a language.",
        "sort_key": "How lists order it, whatever the script.",
    },
    "countrygroup": {
        "sort_key": "How lists order it, whatever the script.",
    },
    "event": {
        "basis": "The strongest basis among its citations; empty without any.",
        "created_at": "When it was entered.",
        "holding": "Whether the source speaks of what is to come or of what was.",
        "is_public": "Whether something published refers to it, directly or through something else.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "kind": "What sort of event. A festival and each edition of it are events of their own.",
        "names": "One a language.",
        "place": "The city or region, when a source says it.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "formername": {
        "key": "Names the part within its record for ever, also when the order changes.",
        "names": "One a language.",
        "party": "Who bore the name.",
    },
    "formerslug": {
        "key": "The key of the record that had it.",
        "kind": "The kind of record, as its addresses begin.",
        "slug": "The slug that it had.",
    },
    "membership": {
        "country": "The member.",
        "group": "The group that it belongs to.",
        "key": "Names the part within its record for ever, also when the order changes.",
    },
    "occasion": {
        "agreement": "The agreement that it is an occasion of.",
        "basis": "The strongest basis among its citations; empty without any.",
        "event": "The event. Its date is never taken for the agreement’s.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "kind": "How the agreement stands to the event.",
    },
    "participation": {
        "agreement": "The agreement that it takes part in.",
        "basis": "The strongest basis among its citations; empty without any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "party": "Who takes part: the body that the source names, not the state behind it.",
        "role": "What it does in the agreement.",
    },
    "party": {
        "basis": "The strongest basis among its citations; empty without any.",
        "country": "The country it belongs to. Empty for bodies of several countries.",
        "created_at": "When it was entered.",
        "identifiers": "Its numbers in other registers.",
        "is_public": "Whether something published refers to it, directly or through something else.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "person": {
        "basis": "The strongest basis among its citations; empty without any.",
        "created_at": "When it was entered.",
        "identifiers": "Their numbers in other registers.",
        "is_public": "Whether something published refers to it, directly or through something else.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "names": "One a language, as a source in that language writes it.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "place": {
        "basis": "The strongest basis among its citations; empty without any.",
        "created_at": "When it was entered.",
        "identifiers": "Its numbers in other registers.",
        "is_public": "Whether something published refers to it, directly or through something else.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "latitude": "In degrees, north positive.",
        "longitude": "In degrees, east positive.",
        "names": "One a language.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "provision": {
        "agreement": "The agreement that says it.",
        "basis": "The strongest basis among its citations; empty without any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "stance": "How strongly the text speaks. The verb decides: see the codebook.",
        "subjects": "What it names as themes, when it names any.",
        "topic": "What it is about: the narrowest topic that fits.",
    },
    "provisiontopic": {
        "definition": "Public. What is coded here, and what is not.",
        "names": "One a language.",
        "order": "Its place in its group.",
        "parent": "The group that it is in. Empty: it is a group itself.",
        "sort_key": "How lists order it, whatever the script.",
    },
    "rule": {
        "applies_to": "Whether it is for films of two countries, of more, or for any.",
        "basis": "The strongest basis among its citations; empty without any.",
        "counted_by": "Whose share or number is limited.",
        "effect": "What follows for a film that does not meet it.",
        "forms": "The forms of film that it is for. Empty: any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "kind": "What is limited or allowed; it decides which of the fields below are needed.",
        "lengths": "The lengths of film that it is for. Empty: any.",
        "maximum": "The most that is allowed, itself included. Empty: no upper limit is stated.",
        "minimum": "The least that is allowed, itself included. Empty: no lower limit is stated.",
        "needs_approval": "Holds only where the authorities agree to it.",
        "provision": "The provision that it is a condition of.",
        "relaxes": "The rule in whose place it stands: 10 % instead of 20 %.",
        "third_country": "From which third countries co-producers may come.",
        "unit": "In what the limits are counted.",
    },
    "screening": {
        "basis": "The strongest basis among its citations; empty without any.",
        "coproduction": "The film.",
        "event": "The event at which it is shown.",
        "holding": "Whether the source speaks of what is to come or of what was.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "place": "Where it is shown. Empty: at the event’s place, or not stated.",
    },
    "signature": {
        "basis": "The strongest basis among its citations; empty without any.",
        "key": "Names the part within its record for ever, also when the order changes.",
        "office_at": "The body in which the office is held. Empty when the source does not say.",
        "participation": "The participation that was signed for.",
    },
    "sourcedocument": {
        "public_changes": "The days on which it was changed, and what of it, in general words.",
        "accessed_on": "The day on which it was last read at its address.",
        "address": "Where it stands on the web, with http or https.",
        "archive_address": "Where a web archive keeps it as it was read.",
        "created_at": "When it was entered.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "kind": "What sort of document it is.",
        "published_at": "When it was first published.",
        "published_on": "The day it bears. Empty: it bears none.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "state": "The public sees what is published, and nothing else.",
        "text_rights": "The text is shown to the public only when its rights let everyone read it.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
    "statement": {
        "agreement": "The agreement that it is about, if it is one.",
        "basis": "The strongest basis among its citations; empty without any.",
        "event": "The event that it is about, if it is one.",
        "kind": "What sort of thing is said.",
        "provision": "The provision that it is about, if it is one.",
    },
    "statusperiod": {
        "agreement": "The agreement that has the status.",
        "ends_on": "The last day. Empty: it goes on.",
        "holds_in_past": "Whether it counts for days that are past.",
        "holds_today": "Whether it counts for today.",
        "is_certain": "Whether the dates leave no doubt that it holds on these days.",
        "starts_on": "The first day. Empty: its act has no date, and no past day is known.",
        "status": "The status on the days of the period.",
    },
    "subject": {
        "created_at": "When it was entered.",
        "is_public": "Whether something published refers to it, directly or through something else.",
        "key": "Names the record for ever: in files, and in its permanent address.",
        "names": "One a language.",
        "person": "When the subject is a person whom the registry has.",
        "place": "When the subject is a place that the registry has.",
        "slug": "The readable part of its address. When it changes, the old address redirects.",
        "sort_key": "How lists order it, whatever the script.",
        "updated_at": "When it, or one of its parts, was last changed.",
        "version": "Raised by every change to the record or to one of its parts.",
    },
}


class HelpTexts(Operation):
    """Gives fields their help texts, in the state of the project alone."""

    reduces_to_sql = False

    def __init__(self, texts):
        self.texts = texts

    def deconstruct(self):
        return type(self).__name__, [self.texts], {}

    def state_forwards(self, app_label, state):
        for model, texts in self.texts.items():
            fields = state.models[app_label, model].fields
            for name, text in texts.items():
                field = fields[name].clone()
                field.help_text = text
                fields[name] = field

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Help texts are in no table."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Help texts are in no table."""

    def describe(self):
        return "Give fields their help texts"


class Migration(migrations.Migration):
    dependencies = [("coop", "0012_public_changes")]

    operations = [HelpTexts(HELP)]
