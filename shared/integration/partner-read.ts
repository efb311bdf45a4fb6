import { z } from 'zod';
import { entityTypes, type EntityType } from '../oneroster/entity.ts';

/** Why everything of an entity was read from the partner, and not only what had changed. */
export const whyWhole = [
  'asked',
  'first',
  'week',
  'count',
  'clock',
  'undated',
  'refused',
  'ignored',
  'silent',
  'late',
] as const;
export type WhyWhole = (typeof whyWhole)[number];

/** How a 2-Way Sync read the partner: of every entity that is not in `whole`, only what had changed. */
export const partnerReadSchema = z.object({
  whole: z.array(z.object({ entity: z.enum(entityTypes), why: z.enum(whyWhole) })),
});
export type PartnerReadReport = z.output<typeof partnerReadSchema>;

/** Each follows the records that it is about. */
const reasons: Readonly<Record<Exclude<WhyWhole, 'asked'>, string>> = {
  first: 'because no earlier sync had read them all',
  week: 'because they had not been read whole for a week',
  count: 'because the partner’s own count said that some had gone or were missing',
  clock: 'because the partner’s clock had been set back',
  undated: 'because the partner does not date all of them in the way the standard wants',
  refused: 'because the partner does not answer the question what has changed',
  ignored: 'because the partner does not tell what has changed from what has not',
  silent: 'because the partner says nothing has changed where something has',
  late: 'because the partner had dated changes earlier than they came',
};

/** One sentence, or one for each reason. `wordsOf`: an entity as people call it, such as `results`. */
export function partnerReadSentences(
  { whole }: PartnerReadReport,
  wordsOf: (entity: EntityType) => string,
): readonly string[] {
  if (whole.length === 0) return ['Only what had changed was read from the partner.'];
  if (whole.every(({ why }) => why === 'asked')) return ['Everything was read from the partner.'];
  return whyWhole.flatMap((why) => {
    const concerned = whole.filter((each) => each.why === why).map(({ entity }) => wordsOf(entity));
    if (concerned.length === 0 || why === 'asked') return [];
    return [`Read whole from the partner: ${concerned.join(', ')}, ${reasons[why]}.`];
  });
}
