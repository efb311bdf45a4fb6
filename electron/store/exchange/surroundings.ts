import type { Database } from 'better-sqlite3';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Reference } from '../../engine/exchange/candidate.ts';

/** A class as both ends know it. */
export interface ClassFacts {
  readonly classKey: number;
  readonly schoolKey: number;
  readonly title: string;
  readonly class: Reference;
  readonly school: Reference;
  readonly academicSession: Reference;
  /** The lead teacher (S9). */
  readonly teacher: Reference;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

interface ClassRow {
  readonly schoolKey: number;
  readonly title: string;
  readonly classId: string | null;
  readonly schoolId: string | null;
  readonly termKey: number | null;
  readonly sessionId: string | null;
  readonly teacherKey: number | null;
  readonly teacherId: string | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** Looks classes up, each once. */
export function openClassFacts(db: Database): (classKey: number) => ClassFacts | undefined {
  const select = db.prepare<[number], ClassRow>(
    `SELECT c.schoolKey, c.title, pc.sourcedId AS classId, ps.sourcedId AS schoolId, json_extract(c.termKeys, '$[0]') AS termKey,
       pt.sourcedId AS sessionId, e.userKey AS teacherKey, pu.sourcedId AS teacherId, s.startDate AS firstDay,
       json_extract(s.metadata, '$.lastDay') AS lastDay
     FROM class AS c
       LEFT JOIN link_class AS k ON k.sourceKey = c.sourceKey AND k.sourceSubkey = 0
       LEFT JOIN partner_class AS pc ON pc.partnerKey = k.partnerKey AND pc.removedRun IS NULL
       LEFT JOIN partner_academicSession AS pt ON pt.partnerKey = pc.sessionRef
       LEFT JOIN link_org AS ko ON ko.sourceKey = c.schoolKey AND ko.sourceSubkey = 0
       LEFT JOIN partner_org AS ps ON ps.partnerKey = ko.partnerKey
       LEFT JOIN academicSession AS s ON s.sourceKey = json_extract(c.termKeys, '$[0]') AND s.sourceSubkey = 0
       LEFT JOIN enrollment AS e ON e.classKey = c.sourceKey AND e.role = 'teacher' AND e."primary" = 1 AND e.removedRun IS NULL
       LEFT JOIN link_user AS ku ON ku.sourceKey = e.userKey AND ku.sourceSubkey = 0
       LEFT JOIN partner_user AS pu ON pu.partnerKey = ku.partnerKey
     WHERE c.sourceKey = ? AND c.sourceSubkey = 0 AND c.removedRun IS NULL LIMIT 1`,
  );
  const known = new Map<number, ClassFacts | undefined>();
  return (classKey) => {
    if (known.has(classKey)) return known.get(classKey);
    const row = select.get(classKey);
    const facts: ClassFacts | undefined = row && {
      classKey,
      schoolKey: row.schoolKey,
      title: row.title,
      class: { powerschool: formatSourcedId('class', classKey), partner: row.classId },
      school: { powerschool: formatSourcedId('org', row.schoolKey), partner: row.schoolId },
      academicSession: {
        powerschool: row.termKey === null ? null : formatSourcedId('academicSession', row.termKey),
        partner: row.sessionId,
      },
      teacher: {
        powerschool: row.teacherKey === null ? null : formatSourcedId('user', row.teacherKey),
        partner: row.teacherId,
      },
      firstDay: row.firstDay,
      lastDay: row.lastDay,
    };
    known.set(classKey, facts);
    return facts;
  };
}
