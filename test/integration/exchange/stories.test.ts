import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openStoryDesk } from '../../support/story/story-desk.ts';
import type { Gradebooks, Story, StoryStep } from '../../support/story/story.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/story.json`, folder)));

/** Each file tells what happens at both ends between syncs, what the plan has to say, and what stands there afterwards. */
describe('story', () => {
  it('files are there, nine at least', () => {
    expect(names.length).toBeGreaterThanOrEqual(9);
  });

  it.each(names)(
    '%s',
    async (name) => {
      const story = JSON.parse(readFileSync(new URL(`${name}/story.json`, folder), 'utf8')) as Story;
      const desk = await openStoryDesk(story);
      try {
        await desk.sync();
        for (const step of story.steps) {
          desk.inPowerSchool(...(step.inPowerSchool ?? []));
          desk.atPartner(...(step.atPartner ?? []));
          if (step.acceptsIds === true) await desk.acceptIds();
          const plan = await desk.sync();
          const seen = { plan, looksLike: await desk.looksLike(), after: desk.standing() };
          const categories = step.categories === undefined ? undefined : desk.categories();
          const remains = await desk.sync();
          expect({ what: step.what, ...seen, categories, remains }).toEqual({
            what: step.what,
            plan: step.plan,
            looksLike: step.looksLike ?? [],
            after: atBothEnds(step),
            categories: step.categories,
            remains: step.remains ?? [],
          });
        }
      } finally {
        await desk.close();
      }
    },
    600_000,
  );
});

const atBothEnds = ({ after }: StoryStep): { readonly powerschool: Gradebooks; readonly partner: Gradebooks } =>
  isEach(after) ? after : { powerschool: after, partner: after };

const isEach = (
  after: StoryStep['after'],
): after is { readonly powerschool: Gradebooks; readonly partner: Gradebooks } => 'powerschool' in after;
