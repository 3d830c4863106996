"""Words by which texts speak of the topics of provisions, beside the topics' own names.

Treaties and reports seldom use the name that a topic has here: "exchanges of lecturers and
students", "reciprocal invitations to festivals". The terms are our own choice of the words of
the field, read in film co-production treaties (the European Convention ETS 147 and bilateral
agreements after its model) and usual in ministries' and agencies' reports on them; one module
a language, the codes of the topics as in ``fixtures/vocabulary/topics.json``.

A term is one word or several that follow each other. A star after a word stands for any ending,
a star alone for any one word. Arabic terms are found with and without the article, and behind
the particles that are written together with the first word.
"""

from coop.vocabulary.terms import ar, en, fa, fr, kk, ru, tr

Terms = dict[str, tuple[str, ...]]

TERMS: dict[str, Terms] = {
    "ar": ar.TERMS,
    "en": en.TERMS,
    "fa": fa.TERMS,
    "fr": fr.TERMS,
    "kk": kk.TERMS,
    "ru": ru.TERMS,
    "tr": tr.TERMS,
}
"""The terms of each topic, by language and by the topic's code."""
