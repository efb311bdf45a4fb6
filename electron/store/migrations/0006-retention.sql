-- Up to which run something was purged: `history`, `removed` records, reports of `runs`. What was before that run cannot be shown any more.
CREATE TABLE purged (what TEXT PRIMARY KEY, run INTEGER NOT NULL) STRICT, WITHOUT ROWID;
