import { Argument, Command, Option } from 'commander';
import { exportFormats, type ExportFormat } from '../store/export-api.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { remapEntities, remapKinds } from '../../shared/exchange/remap.ts';
import { oneRosterVersions } from '../../shared/integration/partner.ts';
import type { IdChoice } from './commands/ids.ts';
import type { SandboxOptions } from './commands/sandbox.ts';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import { collectConditions, decimalInteger, folder, port } from './option-values.ts';

/** The options every command takes. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly json: boolean;
  readonly secrets: 'keychain' | 'env';
  readonly quiet: boolean;
}

/** Makes the context from the global options and runs the command with it. */
export type Run = (options: GlobalOptions, command: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

/**
 * The grammar of the command line. A command's code is loaded when it runs, so that help and small commands start fast. Wrong use
 * is thrown as commander's error; nothing ends the process here.
 */
export function buildProgram(run: Run): Command {
  const program = new Command('grade-sync')
    .description('Keeps rosters and gradebooks in step between PowerSchool and its partners.')
    .option('--profile <dir>', 'the folder that holds database, settings and logs (also GRADE_SYNC_PROFILE)', folder)
    .option('--json', 'one JSON document on standard output, nothing else there', false)
    .addOption(new Option('--secrets <where>', 'where secrets live').choices(['keychain', 'env']).default('keychain'))
    .option('--quiet', 'no progress', false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  const globals = (): GlobalOptions => program.opts<GlobalOptions>();

  addStarters(program, (command) => run(globals(), command));
  addPlugin(program, (command) => run(globals(), command));
  addIntegrations(program, (command) => run(globals(), command));
  addRuns(program, (command) => run(globals(), command));
  addData(program, (command) => run(globals(), command));
  return program;
}

type Start = (command: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

function addStarters(program: Command, start: Start): void {
  const seed = new Option('--seed <n>', 'the district is made from this number')
    .argParser(decimalInteger(0))
    .default(1);
  const students = (count: number): Option =>
    new Option('--students <n>', 'how many students it has').argParser(decimalInteger(1)).default(count);

  program
    .command('demo')
    .description('try it: start the sandbox district, connect to it, sync it, then open the app on it')
    .option('--headless', 'do not open the app', false)
    .addOption(seed)
    .addOption(students(300))
    .action((options: { headless: boolean; seed: number; students: number }) =>
      start(async (context) => (await import('./commands/demo.ts')).demo(context, options)),
    );
  program
    .command('sandbox')
    .description('start the simulated systems, print how to reach them, serve until interrupted')
    .addOption(seed)
    .addOption(students(300))
    .option('--port <n>', 'the port on the loopback address', port)
    .option('--faults <file>', 'faults to play, as JSON')
    .addOption(
      new Option('--oneroster <version>', 'what the School Passport speaks').choices(oneRosterVersions).default('1.1'),
    )
    .action((options: SandboxOptions) =>
      start(async (context) => (await import('./commands/sandbox.ts')).sandbox(context, options)),
    );
  program
    .command('serve')
    .description('the app in a browser, on the loopback address only')
    .option('--port <n>', 'the port on the loopback address', port)
    .option('--no-open', 'only print the address')
    .action((options: { port?: number; open: boolean }) =>
      start(async (context) => (await import('./commands/serve.ts')).serve(context, options)),
    );
  program
    .command('doctor')
    .description('what this machine has and lacks')
    .action(() => start(async (context) => (await import('./commands/doctor.ts')).doctor(context)));
}

function addPlugin(program: Command, start: Start): void {
  const plugin = program.command('plugin').description('the plugin for PowerSchool');
  plugin
    .command('build')
    .description('write the plugin with the least rights that suffice')
    .option('--integration <id>', 'for this integration’s settings')
    .requiredOption('--out <file.zip>', 'the file to write')
    .action((options: { integration?: string; out: string }) =>
      start(async (context) => (await import('./commands/plugin-build.ts')).pluginBuild(context, options)),
    );
  plugin
    .command('inspect')
    .description('what a plugin is, asks for and lacks')
    .argument('<file>', 'a plugin as .zip or .xml')
    .option('--integration <id>', 'compare with this integration’s settings')
    .action((file: string, options: { integration?: string }) =>
      start(async (context) => (await import('./commands/plugin-inspect.ts')).pluginInspect(context, file, options)),
    );
}

function addIntegrations(program: Command, start: Start): void {
  const integrations = program.command('integrations').description('activated PowerSchool apps');
  integrations
    .command('create')
    .description('create one from a file')
    .requiredOption('--file <file.json>', 'the integration file')
    .action((options: { file: string }) =>
      start(async (context) => (await import('./commands/integrations-create.ts')).createIntegration(context, options)),
    );
  integrations
    .command('list')
    .description('all of them')
    .action(() =>
      start(async (context) => (await import('./commands/integrations-list.ts')).listIntegrations(context)),
    );
  integrations
    .command('show')
    .description('one with its settings')
    .argument('<id>')
    .action((id: string) =>
      start(async (context) => (await import('./commands/integrations-show.ts')).showIntegration(context, id)),
    );
  integrations
    .command('update')
    .description('replace its settings by those of a file')
    .argument('<id>')
    .requiredOption('--file <file.json>', 'the integration file')
    .action((id: string, options: { file: string }) =>
      start(async (context) =>
        (await import('./commands/integrations-update.ts')).updateIntegration(context, id, options),
      ),
    );
  integrations
    .command('delete')
    .description('remove its settings, data and secrets')
    .argument('<id>')
    .option('--leave-secrets', 'where the keychain cannot be reached, its secrets may stay in it', false)
    .action((id: string, options: { leaveSecrets: boolean }) =>
      start(async (context) =>
        (await import('./commands/integrations-delete.ts')).deleteIntegration(context, id, options),
      ),
    );
  program
    .command('check')
    .description('every set-up check of an integration')
    .argument('<id>')
    .action((id: string) => start(async (context) => (await import('./commands/check.ts')).check(context, id)));
}

function addRuns(program: Command, start: Start): void {
  program
    .command('sync')
    .description('pull, compare, guard, apply')
    .argument('<id>', 'the integration')
    .option('--dry-run', 'stop before anything is written', false)
    .option('--full', 'list everything again', false)
    .option('--plan-only', 'of a 2-Way Sync: stop when its plan is made, so that a person can look at it', false)
    .option('--plan <plan-id>', 'apply a plan made earlier, exactly; what has changed since is held back')
    .option('--draft-mappings', 'with --dry-run: what the attribute mappings in draft would change', false)
    .action(
      (
        id: string,
        options: { dryRun: boolean; full: boolean; planOnly: boolean; draftMappings: boolean; plan?: string },
      ) => start(async (context) => (await import('./commands/sync.ts')).sync(context, id, options)),
    );
  const plans = program.command('plans').description('what a 2-Way Sync means to write');
  plans
    .command('list')
    .description('newest first')
    .argument('<id>', 'the integration')
    .option('--limit <n>', 'how many', decimalInteger(1), 100)
    .action((id: string, options: { limit: number }) =>
      start(async (context) => (await import('./commands/plans.ts')).listPlans(context, id, options)),
    );
  plans
    .command('show')
    .description('every change, with old and new value')
    .argument('<plan-id>')
    .option('--request <item>', 'only the request that one of its changes would be', decimalInteger(1))
    .action((planId: string, { request }: { request?: number }) =>
      start(async (context) => {
        const commands = await import('./commands/plans.ts');
        return request === undefined
          ? commands.showPlan(context, planId)
          : commands.showRequest(context, planId, request);
      }),
    );
  addIds(program, start);
  const runs = program.command('runs').description('the history of runs');
  runs
    .command('list')
    .description('newest first')
    .argument('<id>', 'the integration')
    .option('--limit <n>', 'how many', decimalInteger(1), 100)
    .action((id: string, options: { limit: number }) =>
      start(async (context) => (await import('./commands/runs-list.ts')).listRuns(context, id, options)),
    );
  runs
    .command('show')
    .description('the report of one')
    .argument('<run-id>')
    .option('--verify', 'the receipts of what it wrote, and whether they are whole', false)
    .action((runId: string, options: { verify: boolean }) =>
      start(async (context) => (await import('./commands/runs-show.ts')).showRun(context, runId, options)),
    );
  runs
    .command('undo')
    .description('take back what one has written')
    .argument('<run-id>')
    .option('--dry-run', 'only say what that would be', false)
    .action((runId: string, options: { dryRun: boolean }) =>
      start(async (context) => (await import('./commands/runs-undo.ts')).undoRun(context, runId, options)),
    );
  program
    .command('issues')
    .description('problems of single records, with cause and fix')
    .argument('<id>', 'the integration')
    .addOption(new Option('--entity <entity>', 'only of this entity').choices(entityTypes))
    .action((id: string, options: { entity?: EntityType }) =>
      start(async (context) => (await import('./commands/issues.ts')).issues(context, id, options)),
    );
}

function addIds(program: Command, start: Start): void {
  const ids = program.command('ids').description('records that are the same under changed ids');
  const integration = (name: string, description: string): Command =>
    ids.command(name).description(description).argument('<id>', 'the integration');
  integration('list', 'what looks like a change of ids, what stands alone, what was decided').action((id: string) =>
    start(async (context) => (await import('./commands/ids.ts')).listIds(context, id)),
  );
  for (const [name, verdict] of [
    ['accept', 'accepted'],
    ['refuse', 'refused'],
  ] as const) {
    integration(name, `${name} one pair, or all that are open`)
      .addOption(new Option('--entity <entity>', 'of this entity').choices(remapEntities))
      .addOption(new Option('--kind <kind>', 'of this kind').choices(remapKinds))
      .option('--powerschool <sourced-id>', 'one pair: its record in PowerSchool')
      .option('--partner <sourced-id>', 'one pair: its record at the partner')
      .option('--preview', 'only say what that would do', false)
      .action((id: string, options: IdChoice & { preview: boolean }) =>
        start(async (context) => (await import('./commands/ids.ts')).decideIds(context, id, verdict, options)),
      );
  }
  integration('undo', 'take a decision back')
    .argument('<decision>', 'its number', decimalInteger(1))
    .action((id: string, batch: number) =>
      start(async (context) => (await import('./commands/ids.ts')).undoIds(context, id, batch)),
    );
  integration('settle', 'confirm that the ids of a district that was connected before are matched')
    .requiredOption('--by <name>', 'who says so')
    .action((id: string, { by }: { by: string }) =>
      start(async (context) => (await import('./commands/ids.ts')).settleIds(context, id, by)),
    );
  integration('import', 'a file of old and new ids: entity,oldId,newId')
    .argument('<file>')
    .action((id: string, file: string) =>
      start(async (context) => (await import('./commands/ids.ts')).importIdsFile(context, id, file)),
    );
}

function addData(program: Command, start: Start): void {
  const entity = new Argument('<entity>', 'what kind of record').choices(entityTypes);
  program
    .command('records')
    .description('the local copy')
    .addArgument(entity)
    .requiredOption('--integration <id>', 'whose')
    .option('--where <attr=value>', 'only records with this value; may be given more than once', collectConditions, [])
    .option('--after <cursor>', 'go on where a page ended')
    .option('--limit <n>', 'at most so many; without it, all', decimalInteger(1))
    .addOption(new Option('--format <format>', 'how they are written').choices(['json', 'csv']))
    .action((type: EntityType, options: Omit<import('./commands/records.ts').RecordsOptions, 'entity'>) =>
      start(async (context) => (await import('./commands/records.ts')).records(context, { ...options, entity: type })),
    );
  program
    .command('record')
    .description('one record with identifiers, values per side and history')
    .addArgument(entity)
    .argument('<sourced-id>')
    .requiredOption('--integration <id>', 'whose')
    .action((type: EntityType, sourcedId: string, options: { integration: string }) =>
      start(async (context) =>
        (await import('./commands/record.ts')).record(context, { ...options, entity: type, sourcedId }),
      ),
    );
  program
    .command('export')
    .description('files that other software reads')
    .argument('<id>', 'the integration')
    .addOption(new Option('--format <format>', 'which kind').choices(exportFormats).makeOptionMandatory())
    .requiredOption('--out <dir>', 'the folder to write into')
    .action((id: string, options: { format: ExportFormat; out: string }) =>
      start(async (context) => (await import('./commands/export.ts')).exportFiles(context, id, options)),
    );
}
