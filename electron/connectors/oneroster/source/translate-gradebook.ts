import type { ExchangedEntity, Values } from '../../../../shared/exchange/exchanged.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { dateOf, flagOf, metadataOf, numberOf, referenceOf, scoreStatusOf, textOf } from './wire-values.ts';

/**
 * An attribute that OneRoster 1.1 does not have: there it travels as metadata, in 1.2 it stands on the record itself (reference §4).
 * Servers mix both; the place that the version gives it counts first.
 */
export function sinceVersion12(record: WireRecord, name: string, version: OneRosterVersion): unknown {
  const [own, extension] = [record[name], metadataOf(record)[name]];
  return version === '1.2' ? (own ?? extension) : (extension ?? own);
}

/** The exchanged attributes of a gradebook record (reference §4). */
export const gradebookValues: Readonly<
  Record<ExchangedEntity, (record: WireRecord, version: OneRosterVersion) => Values>
> = {
  category: (record, version) => ({
    title: textOf(record['title']),
    weight: numberOf(sinceVersion12(record, 'weight', version)),
  }),
  lineItem: (record) => ({
    title: textOf(record['title']),
    description: textOf(record['description']),
    assignDate: dateOf(record['assignDate']),
    dueDate: dateOf(record['dueDate']),
    resultValueMin: numberOf(record['resultValueMin']),
    resultValueMax: numberOf(record['resultValueMax']),
    category: referenceOf(record['category']) ?? null,
    'metadata.scoreType': textOf(metadataOf(record)['scoreType']),
  }),
  result: (record, version) => {
    const metadata = metadataOf(record);
    const status = scoreStatusOf(record['scoreStatus']);
    const flag = (name: string): 0 | 1 => flagOf(sinceVersion12(record, name, version)) ?? 0;
    // Where nothing else is said, the status says it.
    const told = (name: string, by: string): 0 | 1 => flagOf(metadata[name]) ?? (status === by ? 1 : 0);
    const score = numberOf(record['score']);
    // A score that is no number is a text: nothing that somebody has entered is dropped.
    const entered = score === null ? textOf(record['score']) : null;
    return {
      score,
      textScore: textOf(sinceVersion12(record, 'textScore', version)) ?? entered,
      scoreStatus: status,
      scoreDate: dateOf(record['scoreDate']),
      comment: textOf(record['comment']),
      late: flag('late'),
      missing: flag('missing'),
      incomplete: flag('incomplete'),
      'metadata.exempt': told('exempt', 'exempt'),
      'metadata.collected': told('collected', 'submitted'),
      'metadata.absent': flag('absent'),
    };
  },
};

/** What a gradebook record is of. A category has no such attribute in the standard (§4.1): vendors put its class into the metadata. */
export const gradebookReferences: Readonly<
  Record<
    ExchangedEntity,
    (record: WireRecord, version: OneRosterVersion) => Readonly<Record<string, string | undefined>>
  >
> = {
  category: (record) => {
    const metadata = metadataOf(record);
    return {
      class:
        referenceOf(record['class']) ?? referenceOf(metadata['classId']) ?? referenceOf(metadata['classSourcedId']),
      teacher: referenceOf(record['teacher']),
    };
  },
  lineItem: (record, version) => ({
    class: referenceOf(record['class']),
    category: referenceOf(record['category']),
    academicSession:
      version === '1.2'
        ? (referenceOf(record['academicSession']) ?? referenceOf(record['gradingPeriod']))
        : (referenceOf(record['gradingPeriod']) ?? referenceOf(record['academicSession'])),
    school: referenceOf(record['school']),
  }),
  result: (record) => ({
    lineItem: referenceOf(record['lineItem']),
    student: referenceOf(record['student']),
    class: referenceOf(record['class']),
  }),
};
