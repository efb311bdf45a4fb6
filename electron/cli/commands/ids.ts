import { readFileSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import type { RemapEntity, RemapKind, RemapProposal } from '../../../shared/exchange/remap.ts';
import type { Plans } from '../../backend-api.ts';
import { settleFormerIds } from '../../integrations/former-ids.ts';
import { importIds } from '../../store/exchange/import-ids.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

const everything = 1_000_000;

export interface IdChoice {
  readonly entity?: RemapEntity;
  readonly kind?: RemapKind;
  /** A pair by its sourcedIds at both ends; needs `entity`. */
  readonly powerschool?: string;
  readonly partner?: string;
}

/** `ids list ID`: what could be one record under two ids, what stands alone, and what was decided. */
export async function listIds(context: CommandContext, id: string): Promise<ExitCode> {
  const found = await withBackend(context, (backend) => {
    const plans = backend.plans(id);
    return Promise.resolve({
      proposals: plans.proposals({}, 0, everything),
      unmatched: plans.unmatched('', 0, everything),
      decisions: plans.remapSummary().batches,
    });
  });
  await context.output.answer(found, () =>
    [
      found.proposals.length === 0
        ? 'No record looks like another under a new id.'
        : formatTable(
            ['entity', 'record', 'PowerSchool', 'partner', 'kind', 'strength', 'decided'],
            found.proposals.map((row: RemapProposal) => [
              row.entity,
              row.label,
              row.powerschool,
              row.partner,
              row.kind,
              row.strength,
              row.verdict,
            ]),
          ),
      `${found.unmatched.length} records stand at one end alone (see --json).`,
      ...(found.decisions.length === 0
        ? []
        : [
            formatTable(
              ['decision', 'verdict', 'when', 'records', 'state'],
              found.decisions.map((row) => [row.batch, row.verdict, row.decidedAt, row.records, row.state]),
            ),
          ]),
    ].join('\n'),
  );
  return exitCodes.done;
}

/** `ids accept|refuse ID`: one pair, or all of an entity or kind; with `preview` only says what that would do. */
export async function decideIds(
  context: CommandContext,
  id: string,
  verdict: 'accepted' | 'refused',
  { powerschool, partner, preview, ...filter }: IdChoice & { readonly preview?: boolean },
): Promise<ExitCode> {
  const which =
    powerschool === undefined || partner === undefined || filter.entity === undefined
      ? { filter }
      : { pairs: [{ entity: filter.entity, powerschool, partner }] };
  if ('filter' in which && (powerschool !== undefined || partner !== undefined)) {
    throw new AppError('cli.usage', 'stop', 'One pair needs --entity, --powerschool and --partner together.', {
      fix: 'Give all three, or none of --powerschool and --partner for all that are certain or likely.',
    });
  }
  const work = (plans: Plans): unknown =>
    preview === true ? plans.previewRemap(which) : plans.decideIds(which, verdict, Date.now());
  const answer = await withBackend(context, (backend) => Promise.resolve(work(backend.plans(id))));
  await context.output.answer(answer, () => `${JSON.stringify(answer)}\nThe next sync carries it out.`);
  return exitCodes.done;
}

/** `ids undo ID DECISION` */
export async function undoIds(context: CommandContext, id: string, batch: number): Promise<ExitCode> {
  await withBackend(context, (backend) => Promise.resolve(backend.plans(id).undoIds(batch, Date.now())));
  await context.output.answer({ undone: true }, () => 'Taken back. The next sync puts the links back as they were.');
  return exitCodes.done;
}

/** `ids settle ID --by NAME`: nothing is left to match; production may be written to (C14). */
export async function settleIds(context: CommandContext, id: string, by: string): Promise<ExitCode> {
  const answer = await withBackend(context, (backend) => Promise.resolve(settleFormerIds(backend, id, by, new Date())));
  await context.output.answer(answer, () => 'Confirmed: the ids are matched.');
  return exitCodes.done;
}

/** `ids import ID FILE.csv` (`entity,oldId,newId`): its pairs become proposals of kind `file`. Exit 3 where lines name nothing, or more than one. */
export async function importIdsFile(context: CommandContext, id: string, file: string): Promise<ExitCode> {
  const answer = await withBackend(context, (backend) => {
    const plans = backend.plans(id);
    const { proposals, ...rest } = importIds(backend.profile.database(id), readText(file), 2);
    plans.propose(proposals);
    return Promise.resolve({ proposed: proposals.length, ...rest });
  });
  await context.output.answer(
    answer,
    () =>
      `${answer.proposed} pairs to look at, ${answer.linkedAlready} linked already, ${answer.unmatched.length} lines name nothing, ${answer.ambiguous.length} more than one record.`,
  );
  return answer.unmatched.length + answer.ambiguous.length === 0 ? exitCodes.done : exitCodes.withIssues;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new AppError('cli.file', 'stop', 'The file does not exist or cannot be read.', {
      fix: 'Check the path and the file, then try again. Nothing was changed.',
    });
  }
}
