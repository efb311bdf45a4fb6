-- How many records each rule of data quality found, by school. The records themselves are looked up when somebody wants to see them.
CREATE TABLE quality_count (
  rule TEXT NOT NULL, schoolKey INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (rule, schoolKey)
) STRICT, WITHOUT ROWID;

-- The run whose outcome the counts of a rule are of. A rule without a line has never been applied.
CREATE TABLE quality_rule (rule TEXT PRIMARY KEY, run INTEGER NOT NULL) STRICT, WITHOUT ROWID;
