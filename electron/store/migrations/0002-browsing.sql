-- What browsing a large gradebook needs: the orders that a person asks Results for, and the few rows that are gone, which every count
-- leaves out.
CREATE INDEX result_score ON result (score);
CREATE INDEX result_date ON result (scoreDate);
CREATE INDEX result_removed ON result (removedRun) WHERE removedRun IS NOT NULL;

-- What search finds: one entry per person, class, course, line item and school that is there, its text folded (no case, no accents).
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_entry_record ON search_entry (entity, sourceKey, sourceSubkey);

-- Any three letters running, anywhere in the text.
CREATE VIRTUAL TABLE search_text USING fts5(text, content = 'search_entry', content_rowid = 'id', tokenize = 'trigram case_sensitive 1');

-- Words, for what is shorter than three letters and for names with a typo.
CREATE TABLE search_word (word TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (word, entry)) STRICT, WITHOUT ROWID;
