-- What a run did, in the order of the keys, for comparing two runs: the changes of values, and apart from them the few records that went or
-- came back. Creations are found by their place: rows stand in the order in which they first came.
CREATE INDEX history_value ON history (entity, run, sourceKey, sourceSubkey) WHERE attribute IS NOT NULL;
CREATE INDEX history_life ON history (entity, run, sourceKey, sourceSubkey) WHERE attribute IS NULL;
