import { describe, expect, it } from 'vitest';
import { partnerReadSentences, whyWhole } from '../../../../shared/integration/partner-read.ts';

const sentences = (whole: Parameters<typeof partnerReadSentences>[0]['whole']) =>
  partnerReadSentences({ whole }, (entity) => `${entity}s`);

describe('how the partner was read', () => {
  it('is one sentence where all or nothing was read again', () => {
    expect(sentences([])).toEqual(['Only what had changed was read from the partner.']);
    const all = (['class', 'result'] as const).map((entity) => ({ entity, why: 'asked' as const }));
    expect(sentences(all)).toEqual(['Everything was read from the partner.']);
  });

  it('names what was read whole, reason by reason', () => {
    expect(
      sentences([
        { entity: 'category', why: 'first' },
        { entity: 'lineItem', why: 'count' },
        { entity: 'result', why: 'first' },
      ]),
    ).toEqual([
      'Read whole from the partner: categorys, results, because no earlier sync had read them all.',
      'Read whole from the partner: lineItems, because the partner’s own count said that some had gone or were missing.',
    ]);
  });

  it('has a sentence of its own for every reason', () => {
    const told = whyWhole.flatMap((why) => sentences([{ entity: 'result', why }]));
    expect(new Set(told).size).toBe(whyWhole.length);
  });
});
