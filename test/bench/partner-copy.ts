import type { Database } from 'better-sqlite3';

const attributes = `json_object('score', r.score, 'textScore', r.textScore, 'scoreStatus', r.scoreStatus, 'scoreDate', r.scoreDate,
  'comment', r.comment, 'late', r.late, 'missing', r.missing, 'incomplete', r.incomplete, 'metadata.exempt', r.exempt,
  'metadata.collected', r.collected, 'metadata.absent', r.absent)`;
/** The partner's keys come in no order that PowerSchool's have. */
const resultKey = 'r.rowid * 7919 % 9007199254740881';

/** The partner's side of a local copy as both ends last agreed on it, written straight into the store. */
export function fillPartner(db: Database): void {
  db.pragma('synchronous = OFF');
  db.exec(`BEGIN;
    INSERT INTO partner_class (partnerKey, sourcedId, attributes, metadata, hash, changedRun)
      SELECT sourceKey, 'c' || sourceKey, '{}', '{}', 1, 1 FROM class;
    INSERT INTO link_class SELECT sourceKey, 0, sourceKey, 1, 1, 'matched', 1 FROM class;
    INSERT INTO partner_user (partnerKey, sourcedId, attributes, metadata, hash, changedRun)
      SELECT sourceKey, 'u' || sourceKey, '{}', '{}', 1, 1 FROM user WHERE sourceSubkey = 1;
    INSERT INTO link_user SELECT sourceKey, 1, sourceKey, 1, 1, 'matched', 1 FROM user WHERE sourceSubkey = 1;
    INSERT INTO partner_lineItem (partnerKey, sourcedId, classRef, attributes, metadata, hash, changedRun)
      SELECT rowid, 'i' || rowid, classKey, json_object('title', title, 'metadata.scoreType', scoreType), '{}', hash, 1 FROM lineItem;
    INSERT INTO link_lineItem SELECT sourceKey, sourceSubkey, rowid, hash, hash, 'powerschool', 1 FROM lineItem;
    INSERT INTO partner_category (partnerKey, sourcedId, classRef, attributes, metadata, hash, changedRun)
      SELECT rowid, 'k' || rowid, sourceSubkey, json_object('title', title, 'weight', weight), '{}', hash, 1 FROM category;
    INSERT INTO link_category SELECT sourceKey, sourceSubkey, rowid, hash, hash, 'powerschool', 1 FROM category;
    INSERT INTO partner_result (partnerKey, sourcedId, itemRef, userRef, attributes, metadata, hash, changedRun)
      SELECT ${resultKey}, 'r' || r.rowid, i.rowid, r.sourceSubkey, ${attributes}, '{}', r.hash, 1
      FROM result AS r JOIN lineItem AS i ON i.sourceKey = r.sourceKey AND i.sourceSubkey = r.lineItemSubkey;
    INSERT INTO link_result SELECT r.sourceKey, r.sourceSubkey, ${resultKey}, r.hash, r.hash, 'powerschool', 1 FROM result AS r;
    INSERT INTO base_result SELECT r.sourceKey, r.sourceSubkey, ${attributes}, NULL FROM result AS r;
    COMMIT; ANALYZE`);
}

/** Somebody gives other scores at the partner: 2 in place of 1, and 1 in place of everything else. `which` limits the rows of `partner_result`. */
export const changeScores = (db: Database, which: string): number =>
  db
    .prepare(
      `UPDATE partner_result SET hash = hash + 1,
         attributes = json_set(attributes, '$.score', iif(json_extract(attributes, '$.score') = 1, 2, 1)) WHERE ${which}`,
    )
    .run().changes;
