import type { ExchangedEntity, Values } from '../../../../shared/exchange/exchanged.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { dateOf, flagOf, metadataOf, numberOf, referenceOf, textOf } from './wire-values.ts';

/** The exchanged attributes of a gradebook record (reference §4), whatever of the two versions' places they stand in. */
export const gradebookValues: Readonly<Record<ExchangedEntity, (record: WireRecord) => Values>> = {
  category: (record) => ({
    title: textOf(record['title']),
    weight: numberOf(record['weight'] ?? metadataOf(record)['weight']),
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
  result: (record) => {
    const metadata = metadataOf(record);
    const status = textOf(record['scoreStatus']);
    const flag = (name: string): 0 | 1 => flagOf(record[name] ?? metadata[name]) ?? 0;
    const score = numberOf(record['score']);
    return {
      score,
      // A score that is no number is a text: nothing that somebody has entered is dropped.
      textScore:
        textOf(record['textScore'] ?? metadata['textScore']) ?? (score === null ? textOf(record['score']) : null),
      scoreStatus: status,
      scoreDate: dateOf(record['scoreDate']),
      comment: textOf(record['comment']),
      late: flag('late'),
      missing: flag('missing'),
      incomplete: flag('incomplete'),
      'metadata.exempt': flagOf(metadata['exempt']) ?? (status === 'exempt' ? 1 : 0),
      'metadata.collected': flagOf(metadata['collected']) ?? (status === 'submitted' ? 1 : 0),
      'metadata.absent': flag('absent'),
    };
  },
};

/** What a gradebook record is of. A category has no such attribute in the standard (§4.1): vendors put its class into the metadata. */
export const gradebookReferences: Readonly<
  Record<ExchangedEntity, (record: WireRecord) => Readonly<Record<string, string | undefined>>>
> = {
  category: (record) => {
    const metadata = metadataOf(record);
    return {
      class:
        referenceOf(record['class']) ?? referenceOf(metadata['classId']) ?? referenceOf(metadata['classSourcedId']),
      teacher: referenceOf(record['teacher']),
    };
  },
  lineItem: (record) => ({
    class: referenceOf(record['class']),
    category: referenceOf(record['category']),
    academicSession: referenceOf(record['gradingPeriod']) ?? referenceOf(record['academicSession']),
    school: referenceOf(record['school']),
  }),
  result: (record) => ({
    lineItem: referenceOf(record['lineItem']),
    student: referenceOf(record['student']),
    class: referenceOf(record['class']),
  }),
};
