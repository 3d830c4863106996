"""What each engine searches through; `reindex` fills it, and so is to be run afterwards."""

from django.db import migrations, models
from django.db.models.expressions import CombinedExpression

PROVISIONS = "kind = 'provision'"
OTHERS = "kind <> 'provision'"

# An index of FTS5 beside the documents: the view says which of them are its own.
SQLITE = (
    "CREATE VIEW {index}_content AS SELECT id, title, words FROM coop_searchdocument WHERE {kinds}",
    "CREATE VIRTUAL TABLE {index} USING fts5(title, words,"
    " content='{index}_content', content_rowid='id', tokenize='ascii', columnsize=0)",
    "CREATE TRIGGER {index}_insert AFTER INSERT ON coop_searchdocument WHEN new.{kinds}"
    " BEGIN {enter} END",
    "CREATE TRIGGER {index}_delete AFTER DELETE ON coop_searchdocument WHEN old.{kinds}"
    " BEGIN {leave} END",
    "CREATE TRIGGER {index}_update AFTER UPDATE ON coop_searchdocument WHEN old.{kinds}"
    " BEGIN {leave} {enter} END",
)
ENTER = "INSERT INTO {index} (rowid, title, words) VALUES (new.id, new.title, new.words);"
LEAVE = (
    "INSERT INTO {index} ({index}, rowid, title, words)"
    " VALUES ('delete', old.id, old.title, old.words);"
)
SQLITE_BACK = (
    "DROP TRIGGER {index}_update",
    "DROP TRIGGER {index}_delete",
    "DROP TRIGGER {index}_insert",
    "DROP TABLE {index}",
    "DROP VIEW {index}_content",
)
INDEXES = {"coop_searchrecords": OTHERS, "coop_searchprovisions": PROVISIONS}

# The cost is said to be that of some hundred comparisons, so that the planner asks the index: to
# work the words out
# of each row's text takes a thousand times as long. Long texts stand outside of the rows, so that
# reading the ids of many rows reads few pages.
POSTGRESQL = f"""
CREATE FUNCTION coop_words_in(title text, words text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE COST 300 AS $$
BEGIN
    RETURN array_to_tsvector(array_remove(string_to_array(title || ' ' || words, ' '), ''));
END
$$;
ALTER TABLE coop_searchdocument SET (toast_tuple_target = 128);
CREATE INDEX coop_searchrecords ON coop_searchdocument
    USING gin (coop_words_in(title, words)) WHERE {OTHERS};
CREATE INDEX coop_searchprovisions ON coop_searchdocument
    USING gin (coop_words_in(title, words)) WHERE {PROVISIONS};
CREATE INDEX coop_searchtitles ON coop_searchdocument USING gin (coop_words_in(title, ''));
"""
POSTGRESQL_BACK = """
DROP INDEX coop_searchtitles;
DROP INDEX coop_searchprovisions;
DROP INDEX coop_searchrecords;
ALTER TABLE coop_searchdocument RESET (toast_tuple_target);
DROP FUNCTION coop_words_in(text, text);
"""


def empty(apps, schema_editor):
    """Drop documents that are numbered and worded in another way."""
    apps.get_model("coop", "SearchDocument").objects.all().delete()


def make(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def unmake(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql)
        return
    for index, kinds in INDEXES.items():
        enter, leave = ENTER.format(index=index), LEAVE.format(index=index)
        for statement in sqlite:
            schema_editor.execute(
                statement.format(index=index, kinds=kinds, enter=enter, leave=leave)
            )


class Migration(migrations.Migration):
    dependencies = [("coop", "0006_country_groups")]

    operations = [
        migrations.RunPython(empty, empty),
        migrations.RemoveConstraint(
            model_name="searchdocument", name="record_has_one_search_document"
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["kind", "record_id"], name="search_document_record"),
        ),
        migrations.AddConstraint(
            model_name="searchdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    id=CombinedExpression(
                        models.F("record_id"),
                        "+",
                        models.Case(
                            models.When(kind="agreement", then=1099511627776),
                            models.When(kind="coproduction", then=2199023255552),
                            models.When(kind="sourcedocument", then=3298534883328),
                            models.When(kind="provision", then=4398046511104),
                            models.When(kind="party", then=5497558138880),
                            models.When(kind="person", then=6597069766656),
                            models.When(kind="event", then=7696581394432),
                            models.When(kind="place", then=8796093022208),
                            models.When(kind="subject", then=9895604649984),
                            models.When(kind="country", then=10995116277760),
                            models.When(kind="provisiontopic", then=12094627905536),
                            default=-1099511627776,
                        ),
                    )
                ),
                name="search_document_id_says_whose_it_is",
            ),
        ),
        migrations.RunPython(make, unmake),
    ]
