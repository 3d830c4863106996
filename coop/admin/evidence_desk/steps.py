"""One save at the desk: a thing and its evidence, written together on the version read."""

from dataclasses import dataclass, field

from django.contrib.admin.helpers import Fieldset
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.clashes import Clash
from coop.admin.duplicates import IS_ANOTHER
from coop.admin.evidence_desk.forms import EvidenceForm, Newcomer
from coop.admin.evidence_desk.reading import in_words
from coop.curation import citing, editing, publication, recording
from coop.curation.editing import StaleVersion
from coop.models.base import Publishable


@dataclass
class Section:
    """Some fields of a form, and what may be made to be chosen in them."""

    fields: Fieldset
    newcomers: list[Newcomer] = field(default_factory=list)
    is_open: bool = False


@dataclass(frozen=True)
class Twin:
    """A record that may be the one that is entered, and the address at which it is taken."""

    name: str
    why: str
    address: str


class Refused(Exception):
    """A save that came to nothing: what is wrong stands at the forms."""


class Step:
    """What is about to be saved, as it was asked for or typed.

    ``data`` is None until something is sent. ``parent`` is the record or part that changes,
    None where a record of its own is made.
    """

    template = "admin/coop/desk/_form.html"
    parent = None
    formset = None
    target_model: type | None = None

    def __init__(self, request, source, asked, data=None):
        self.request, self.source, self.asked, self.data = request, source, asked, data
        self.clash: Clash | None = None
        self.standing_now: list[str] = []
        self.refusals: list[str] = []
        self.warnings: list[str] = []

    @cached_property
    def root(self):
        return citing.root_of(self.parent) if self.parent is not None else None

    @cached_property
    def is_public(self) -> bool:
        return isinstance(self.root, Publishable) and self.root.is_public

    @cached_property
    def version(self) -> str:
        """The version that the editor has read, or, after a clash, the one that stands."""
        if self.data is not None and self.clash is None:
            return self.data.get("_version", "")
        return editing.version_of(self.root) if self.root is not None else ""

    @cached_property
    def evidence(self) -> EvidenceForm:
        return EvidenceForm(
            self.data,
            source=self.source,
            target_model=self.target_model,
            is_public=self.is_public,
            initial=self.asked.evidence,
        )

    @property
    def newcomers(self) -> list[Newcomer]:
        return []

    @property
    def sections(self) -> list[Section]:
        """The fields of the thing itself."""
        return []

    @property
    def folded(self) -> list[Section]:
        """More fields of it, which are seldom needed at once."""
        return []

    @property
    def near(self) -> list[Twin]:
        """Records that may be the new one, when it was asked whether it is not there already."""
        return []

    @property
    def has_asked(self) -> bool:
        """Whether the editor has seen them, and what is sent next is another one."""
        return bool(self.near) or (self.data is not None and IS_ANOTHER in self.data)

    @property
    def form_errors(self) -> list[str]:
        """What is wrong with the thing and at none of its fields."""
        return []

    @property
    def has_errors(self) -> bool:
        """Whether something that was typed is refused."""
        return self.data is not None and not self.is_valid()

    # ---- Permission ----

    def may(self) -> bool:
        """Whether the user has any right to enter this."""
        user, options = self.request.user, self.root._meta
        return user.has_perm(f"coop.change_{options.model_name}")

    @cached_property
    def hindrance(self) -> str:
        """Why the record is not changed here, in a sentence; empty where it is."""
        try:
            if self.root is not None:
                citing.refuse_who_may_not(self.request.user, self.root)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    # ---- Saving ----

    def is_valid(self) -> bool:
        """Whether what was typed is sound, as far as it can be told without writing."""
        # Each of them is asked, so that all that is wrong is said at once.
        sound = [form.is_valid() for form in (self.evidence, *self.newcomers)]
        return all(sound)

    def keep(self):
        """Write it, in one transaction; raises Refused with all sentences in place."""
        try:
            with recording(user=self.request.user, reason=self.evidence.reason) as opened:
                if self.root is not None:
                    editing.refuse_stale(record=self.root, seen=self.version)
                    citing.refuse_who_may_not(self.request.user, self.root)
                    opened.touch(self.root)
                before = publication.problems(self.root) if self.is_public else []
                target = self.write(opened)
                opened.say(self.said(target))
                if self.root is not None:
                    publication.refuse_new_problems(self.root, before)
        except StaleVersion as stale:
            self._note_clash(stale.record)
        except ValidationError as error:
            self.evidence.refuse(error)
        except IntegrityError:
            self.refusals.append(
                _(
                    "The registry could not keep this: someone may have saved the same thing a "
                    "moment ago. Nothing was saved, and what you typed is below."
                )
            )
        else:
            return target
        raise Refused

    def write(self, opened):
        """Write the thing and its evidence inside the recording; return the thing."""
        raise NotImplementedError

    def _note_clash(self, record):
        self.clash = Clash(record)
        self.__dict__.pop("version", None)
        self.parent = type(self.parent)._base_manager.filter(pk=self.parent.pk).first()
        self.standing_now = [in_words(thing) for thing in self.beside()] if self.parent else []
        self.clash.differences = self.differences()

    def take_refusals(self, other: "Step"):
        """Show what kept the same step from being saved."""
        self.evidence = other.evidence
        self.clash, self.standing_now = other.clash, other.standing_now
        self.refusals = other.refusals

    def differences(self) -> list[dict]:
        """For each field that was typed otherwise than it stands now: both, in words."""
        return []

    def beside(self) -> list:
        """What the record has now of the kind that is entered."""
        return []

    # ---- Words ----

    @property
    def title(self) -> str:
        raise NotImplementedError

    def said(self, target) -> str:
        """What was done, for the history and for the ears."""
        words = {"kind": capfirst(target._meta.verbose_name), "thing": in_words(target)}
        return _("%(kind)s “%(thing)s” entered with its evidence.") % words


class CiteExisting(Step):
    """Evidence for what stands already."""

    def __init__(self, *arguments, target, **options):
        super().__init__(*arguments, **options)
        self.parent = self.target = target
        self.target_model = type(target)

    @property
    def title(self) -> str:
        return _("Evidence for %(kind)s “%(thing)s”") % {
            "kind": self.target._meta.verbose_name,
            "thing": in_words(self.target),
        }

    def write(self, opened):
        self.evidence.cite(self.target, self.request.user)
        return self.target

    def beside(self):
        return list(self.parent.citations.order_by("order", "id").defer("source__text"))

    def said(self, target) -> str:
        words = {"kind": target._meta.verbose_name, "thing": in_words(target)}
        return _("Evidence given for %(kind)s “%(thing)s”.") % words


def target_of(named: str, models: dict[str, type]):
    """The thing that ``kind:number`` names, out of these kinds; None where there is none."""
    kind, _colon, number = named.partition(":")
    model = models.get(kind)
    if model is None or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return model._base_manager.filter(pk=int(number)).first()
