import { AppError, reportOf } from '../../shared/errors.ts';
import type { rosterRequests } from '../../shared/ipc/contract/roster.ts';
import type { HandlersOf, Output } from '../../shared/ipc/contract.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import { openListUploads } from '../setup/directory/list-uploads.ts';
import { lookAtList } from '../setup/directory/look-at-list.ts';
import { readSampleSections } from '../setup/sample-sections.ts';
import { hasSynced } from '../store/has-synced.ts';
import type { HandlerContext } from './feature.ts';
import { openMatchDesk } from './match-desk.ts';

const sectionsShown = 40;

export const rosterHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof rosterRequests> => {
  const uploads = openListUploads();
  const desk = openMatchDesk(backend);
  return {
    'roster.state': async ({ integrationId }) => {
      const { user } = await (await backend.reader(integrationId)).counts();
      return { isStructureFixed: hasSynced(backend.profile.database(integrationId)), people: user };
    },
    'roster.sections': ({ target }) => sectionsOf(backend, target),
    'roster.structure': async ({ integrationId, courses }) => {
      const inUse = backend.integrations.get(integrationId).config.roster.courses;
      return (await backend.reader(integrationId)).courseStructure(courses, inUse);
    },
    'roster.restructure': ({ integrationId, courses, typedName }) => {
      const { config } = backend.integrations.get(integrationId);
      if (typedName.trim() !== config.name) throw nameDiffers();
      backend.integrations.restructure(integrationId, courses);
      emit('home.changed', {});
      return { changed: true };
    },
    'directory.look': ({ content, isWhole }) => lookAtList(Buffer.from(content, 'base64'), isWhole),
    'directory.begin': async ({ integrationId, role, shape, bytes }) => {
      const { user } = await (await backend.reader(integrationId)).counts();
      if (user === 0) throw nobodyYet();
      return { upload: uploads.begin({ integrationId, role }, shape, bytes) };
    },
    'directory.piece': async ({ upload, offset, content }) => ({
      received: await uploads.add(upload, offset, Buffer.from(content, 'base64')),
    }),
    'directory.compare': async ({ upload }) => {
      const { owner, names } = await uploads.take(upload);
      const report = await desk.compare(owner, names);
      emit('home.changed', {});
      return { role: owner.role, report };
    },
    'directory.mismatches': (input) => desk.mismatches(input),
    'directory.mismatchesCsv': (input) => desk.csv(input),
  };
};

async function sectionsOf(backend: Backend, target: SetupTarget): Promise<Output<'roster.sections'>> {
  if (target.kind === 'integration') {
    const local = await (await backend.reader(target.id)).sectionSample(sectionsShown);
    if (local.length > 0) return { from: 'local', sections: local, reason: null };
  }
  try {
    return { from: 'live', sections: await readSampleSections(backend, target), reason: null };
  } catch (error) {
    // A preview that cannot be made must not keep anybody from choosing.
    if (!(error instanceof AppError)) throw error;
    return { from: 'live', sections: [], reason: reportOf(error) };
  }
}

const nameDiffers = (): AppError =>
  new AppError('integration.nameDiffers', 'ask', 'The name that was typed is not the name of this integration.', {
    fix: 'Type the name as it stands at the top of the page. Nothing was changed.',
  });

const nobodyYet = (): AppError =>
  new AppError('directory.nobodyYet', 'ask', 'There are no people yet to compare the list with.', {
    fix: 'Sync first: nothing is written to the partner before the usernames were compared.',
  });
