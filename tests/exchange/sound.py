"""Sound things of drafts, each made anew, for a value to be tried on."""

from tests import factories


def agreement(**fields):
    return factories.agreement(draft=True, parties=[], **fields)


def film(**fields):
    return factories.coproduction(draft=True, **fields)


def source(**fields):
    return factories.source(draft=True, **fields)


def act():
    return factories.act(agreement=agreement())


def provision():
    return factories.provision(agreement=agreement())


def participation():
    return factories.participation(agreement=agreement())


def rule(**fields):
    return factories.rule(provision=provision(), **fields)


def partner():
    return factories.partner(coproduction=film())


def citation():
    claim = factories.participation(agreement=agreement(), evidence=False)
    return factories.citation(claim, source=source())


def occasion():
    return factories.occasion(agreement=agreement())


def relation():
    return factories.relation(agreement=agreement())


def statement():
    return factories.statement(agreement=agreement())


def screening():
    return factories.screening(coproduction=film())


def film_link():
    return factories.film_link(coproduction=film())


def attendance():
    return factories.attendance(event=factories.event())
