-- Issues are counted and listed by cause and by school, however many there are. Both indexes end with the row number, so a cause's issues come in
-- the order in which they were found.
CREATE INDEX issue_cause ON issue (entity, code, severity);
CREATE INDEX issue_school ON issue (schoolKey, entity, code, severity);
