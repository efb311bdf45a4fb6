import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { RemapEntity } from '../../../shared/exchange/remap.ts';

/** Entities whose records are linked one by one. */
export type LinkedEntity = Exclude<EntityType, 'enrollment'>;

/**
 * A domain of uniqueness (School Passport reference §7.3): records of both ends that have the same text here are the same thing. Each is an SQL
 * expression over the entity's row, `t`, with its joins; null keeps a record out.
 */
export interface Domain {
  readonly entity: RemapEntity;
  readonly ours: string;
  readonly oursJoin?: string;
  readonly theirs: string;
  readonly theirsJoin?: string;
  /** A doubt here is worth a person's look, and keeps both records from being written. */
  readonly isStrict: boolean;
  /** What the record belongs to, and the alias of its link in `oursJoin`: found again under a new id, it takes the record along. */
  readonly belongsTo?: readonly (readonly [RemapEntity, string])[];
  /**
   * What may speak against it, by end: where both have such a text and the texts differ, the records are not linked unless the second texts
   * agree.
   */
  readonly against?: Readonly<Record<'ours' | 'theirs', readonly [text: string, unless: string]>>;
  /** What equal texts say of two records of which one has had another counterpart: noted as a possible change of ids. */
  readonly says?: 'number' | 'name' | 'code';
}

const of = (name: string): string => `json_extract(t.attributes, '$.${name}')`;
const linkedClass = (key: string): string => `JOIN link_class AS c ON c.sourceKey = ${key} AND c.sourceSubkey = 0`;
const nonEmpty = (expression: string): string => `nullif(${expression}, '')`;
const person = `CASE WHEN ${of('role')} = 'student' THEN 1 WHEN ${of('role')} IN ('parent', 'guardian', 'relative') THEN NULL ELSE 0 END`;
const carried = (entity: 'category' | 'lineItem' | 'result'): Domain => ({
  entity,
  ours: `partnerKey('${entity}-' || t.sourceKey || '-' || t.sourceSubkey)`,
  theirs: 't.partnerKey',
  isStrict: false,
});

/** In the order in which they are tried: what a domain links is not looked at by the next. */
export const domains: readonly Domain[] = [
  {
    entity: 'org',
    ours: `CASE WHEN t.type = 'school' THEN ${nonEmpty('t.identifier')} END`,
    theirs: `CASE WHEN ${of('type')} = 'school' THEN ${nonEmpty(of('identifier'))} END`,
    isStrict: false,
    says: 'number',
  },
  {
    entity: 'org',
    ours: `CASE WHEN t.type = 'school' THEN ${nonEmpty('fold(t.name)')} END`,
    theirs: `CASE WHEN ${of('type')} = 'school' THEN ${nonEmpty(`fold(${of('name')})`)} END`,
    isStrict: false,
    says: 'name',
  },
  {
    entity: 'course',
    ours: nonEmpty('t.courseCode'),
    theirs: nonEmpty(of('courseCode')),
    isStrict: false,
    says: 'code',
  },
  {
    entity: 'class',
    oursJoin: `JOIN link_org AS o ON o.sourceKey = t.schoolKey AND o.sourceSubkey = 0
      JOIN academicSession AS s ON s.sourceKey = json_extract(t.termKeys, '$[0]') AND s.sourceSubkey = 0`,
    ours: `o.partnerKey || '|' || nullif(t.classCode, '') || '|' || s.startDate`,
    theirsJoin: 'JOIN partner_academicSession AS s ON s.partnerKey = t.sessionRef',
    theirs: `t.schoolRef || '|' || nullif(${of('classCode')}, '') || '|' || json_extract(s.attributes, '$.startDate')`,
    isStrict: false,
  },
  {
    entity: 'class',
    oursJoin: 'JOIN link_org AS o ON o.sourceKey = t.schoolKey AND o.sourceSubkey = 0',
    ours: `o.partnerKey || '|' || nullif(t.classCode, '')`,
    theirs: `t.schoolRef || '|' || nullif(${of('classCode')}, '')`,
    isStrict: false,
  },
  {
    entity: 'user',
    ours: `t.sourceSubkey || '|' || nullif(t.identifier, '')`,
    theirs: `${person} || '|' || nullif(${of('identifier')}, '')`,
    isStrict: false,
  },
  {
    entity: 'user',
    ours: `t.sourceSubkey || '|' || nullif(fold(t.email), '')`,
    theirs: `${person} || '|' || nullif(fold(${of('email')}), '')`,
    isStrict: false,
    // Siblings may share the address of their family.
    against: {
      ours: [nonEmpty('t.identifier'), `fold(t.givenName || ' ' || t.familyName)`],
      theirs: [nonEmpty(of('identifier')), `fold(${of('givenName')} || ' ' || ${of('familyName')})`],
    },
  },
  carried('category'),
  {
    entity: 'category',
    oursJoin: linkedClass('t.sourceSubkey'),
    ours: `c.partnerKey || '|' || foldedName(t.title)`,
    theirs: `t.classRef || '|' || foldedName(${of('title')})`,
    isStrict: true,
    belongsTo: [['class', 'c']],
  },
  carried('lineItem'),
  {
    entity: 'lineItem',
    oursJoin: linkedClass('t.classKey'),
    ours: `c.partnerKey || '|' || foldedName(t.title) || '|' || coalesce(t.dueDate, '')`,
    theirs: `t.classRef || '|' || foldedName(${of('title')}) || '|' || coalesce(${of('dueDate')}, '')`,
    isStrict: true,
    belongsTo: [['class', 'c']],
  },
  carried('result'),
  {
    entity: 'result',
    oursJoin: `JOIN link_lineItem AS i ON i.sourceKey = t.sourceKey AND i.sourceSubkey = t.lineItemSubkey
      JOIN link_user AS u ON u.sourceKey = t.sourceSubkey AND u.sourceSubkey = 1`,
    ours: `i.partnerKey || '|' || u.partnerKey`,
    theirs: `t.itemRef || '|' || t.userRef`,
    isStrict: true,
    belongsTo: [
      ['lineItem', 'i'],
      ['user', 'u'],
    ],
  },
];
