"""Search documents written by hand, and what a question finds among them by its own words."""

from itertools import count

from coop.models import Agreement, SearchDocument
from coop.names.folding import fold
from coop.querysets.bulk import insert_rows
from coop.search.texts import column, title_column
from coop.vocabulary.searching import document_id

_number = count(1)


def document(title="", *texts, model=Agreement):
    """Write the document of a record that has these texts; return the record's id."""
    kind, record_id = model._meta.model_name, next(_number)
    columns = (
        title_column([fold(title)] if title else []),
        column(map(fold, texts)),
    )
    insert_rows(
        SearchDocument,
        ("id", "kind", "record_id", "key", "title", "words", "is_public"),
        [(document_id(kind, record_id), kind, record_id, f"k{record_id}", *columns, True)],
    )
    return record_id


def matches(document, question):
    """Whether a document has all that is asked, worked out from the text as it stands."""
    known = {*document.title.split(), *document.words.split()}
    columns = (f" {document.title} ", f" {document.words} ")
    return (
        not question.is_empty
        and all(known & set(forms) for forms in question.forms)
        and all(any(f" {' '.join(one)} " in text for text in columns) for one in question.phrases)
        and (not question.beginnings or any(word.startswith(question.beginnings) for word in known))
    )
