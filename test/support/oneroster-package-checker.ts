import { parse } from 'csv-parse/sync';
import { fromBufferPromise } from 'yauzl';

/** A strict reading of a OneRoster CSV package, written from the reference alone (oneroster.md §6): it shares nothing with the writer. */
export interface CheckedPackage {
  /** Every breach of a rule, as `file:line rule`. Empty for a package that a strict validator takes. */
  readonly problems: readonly string[];
  /** Records by file name without its ending, cells by column. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  readonly manifest: Readonly<Record<string, string>>;
}

type Version = '1.1' | '1.2';

/** `*` after a name: a value is required. `:type` says what it must be; `@file` that it names a record of that file. */
const same = {
  academicSessions:
    'title* type*:sessionType startDate*:date endDate*:date parentSourcedId@academicSessions schoolYear*:year',
  orgs: 'name* type*:orgType identifier parentSourcedId@orgs',
  courses: 'schoolYearSourcedId@academicSessions title* courseCode grades orgSourcedId*@orgs subjects subjectCodes',
  classes:
    'title* grades courseSourcedId*@courses classCode classType*:classType location schoolSourcedId*@orgs termSourcedIds*@@academicSessions subjects subjectCodes periods',
  enrollments:
    'classSourcedId*@classes schoolSourcedId*@orgs userSourcedId*@users role*:enrollmentRole primary:boolean beginDate:date endDate:date',
  demographics:
    'birthDate:date sex americanIndianOrAlaskaNative:boolean asian:boolean blackOrAfricanAmerican:boolean nativeHawaiianOrOtherPacificIslander:boolean white:boolean demographicRaceTwoOrMoreRaces:boolean hispanicOrLatinoEthnicity:boolean countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus',
  resources: 'vendorResourceId* title roles importance vendorId applicationId',
  classResources: 'title classSourcedId*@classes resourceSourcedId*@resources',
  courseResources: 'title courseSourcedId*@courses resourceSourcedId*@resources',
};

const layouts: Readonly<Record<Version, Readonly<Record<string, string>>>> = {
  '1.1': {
    ...same,
    users:
      'enabledUser*:boolean orgSourcedIds*@@orgs role*:role11 username* userIds givenName* familyName* middleName identifier email sms phone agentSourcedIds@@users grades password',
    categories: 'title*',
    lineItems:
      'title* description assignDate*:date dueDate*:date classSourcedId*@classes categorySourcedId*@categories gradingPeriodSourcedId*@academicSessions resultValueMin*:float resultValueMax*:float',
    results:
      'lineItemSourcedId*@lineItems studentSourcedId*@users scoreStatus*:scoreStatus score*:float scoreDate*:date comment',
  },
  '1.2': {
    ...same,
    users:
      'enabledUser*:boolean username* userIds givenName* familyName* middleName identifier email sms phone agentSourcedIds@@users grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId@orgs pronouns',
    categories: 'title* weight*:integer',
    lineItems:
      'title* description assignDate*:date dueDate*:date classSourcedId*@classes categorySourcedId*@categories academicSessionSourcedId*@academicSessions resultValueMin:float resultValueMax:float schoolSourcedId*@orgs',
    results:
      'lineItemSourcedId*@lineItems studentSourcedId*@users scoreStatus*:scoreStatus score:float scoreDate*:date comment textScore classSourcedId@classes inProgress:boolean incomplete:boolean late:boolean missing:boolean',
    roles:
      'userSourcedId*@users roleType*:roleType role*:role12 beginDate:date endDate:date orgSourcedId*@orgs userProfileSourcedId@userProfiles',
    userProfiles:
      'userSourcedId*@users profileType* vendorId* applicationId description credentialType* username* password',
    userResources: 'userSourcedId*@users orgSourcedId@orgs classSourcedId@classes resourceSourcedId*@resources',
    scoreScales: 'title* type* orgSourcedId*@orgs courseSourcedId*@courses classSourcedId*@classes scoreScaleValue*',
    lineItemScoreScales: 'title lineItemSourcedId*@lineItems scoreScaleSourcedId*@scoreScales',
    resultScoreScales: 'title resultSourcedId*@results scoreScaleSourcedId*@scoreScales',
    lineItemLearningObjectiveIds: 'lineItemSourcedId*@lineItems source* learningObjectiveId*',
    resultLearningObjectiveIds: 'resultSourcedId*@results source* learningObjectiveId* score:float textScore',
  },
};

const oneOf =
  (...words: readonly string[]) =>
  (text: string): boolean =>
    words.includes(text);
const types: Readonly<Record<string, (text: string) => boolean>> = {
  boolean: oneOf('true', 'false'),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text,
  year: (text) => /^\d{4}$/.test(text),
  float: (text) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text),
  integer: (text) => /^[+-]?\d+$/.test(text),
  sessionType: oneOf('term', 'gradingPeriod', 'schoolYear', 'semester'),
  orgType: oneOf('department', 'school', 'district', 'local', 'state', 'national'),
  classType: oneOf('homeroom', 'scheduled'),
  enrollmentRole: oneOf('administrator', 'proctor', 'student', 'teacher'),
  role11: oneOf('administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher'),
  role12: oneOf(
    'aide',
    'counselor',
    'districtAdministrator',
    'guardian',
    'parent',
    'principal',
    'proctor',
    'relative',
    'siteAdministrator',
    'student',
    'systemAdministrator',
    'teacher',
  ),
  roleType: oneOf('primary', 'secondary'),
  scoreStatus: oneOf('exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted'),
};

interface Column {
  readonly name: string;
  readonly required: boolean;
  readonly type: string | undefined;
  readonly target: string | undefined;
  readonly isList: boolean;
}

/** Checks the files of a package, given by name. */
export function checkOneRosterFiles(files: ReadonlyMap<string, Uint8Array>): CheckedPackage {
  const problems: string[] = [];
  const manifest = readManifest(files, problems);
  const version: Version = manifest['oneroster.version'] === '1.1' ? '1.1' : '1.2';
  checkManifest(manifest, version, files, problems);
  const tables: Record<string, Record<string, string>[]> = {};
  for (const [file, layout] of Object.entries(layouts[version])) {
    const bytes = files.get(`${file}.csv`);
    if (bytes !== undefined) tables[file] = readTable(file, bytes, columnsOf(layout), problems);
  }
  for (const [file, rows] of Object.entries(tables)) {
    const columns = columnsOf(layouts[version][file] ?? '');
    rows.forEach((row, index) => checkReferences(`${file}:${index + 2}`, row, columns, tables, problems));
  }
  checkMeaning(tables, version, problems);
  return { problems, tables, manifest };
}

/** Checks a package as a zip: its files must stand at the root, each once. */
export async function checkOneRosterZip(zip: Buffer): Promise<CheckedPackage> {
  const files = new Map<string, Uint8Array>();
  const problems: string[] = [];
  const archive = await fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    if (name.includes('/')) problems.push(`${name}: not at the root`);
    if (files.has(name)) problems.push(`${name}: twice in the archive`);
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(name, Buffer.concat(chunks));
  }
  const checked = checkOneRosterFiles(files);
  return { ...checked, problems: [...problems, ...checked.problems] };
}

function columnsOf(layout: string): readonly Column[] {
  return layout.split(' ').map((part) => {
    const [, name = '', star, type, at, target] = /^(\w+)(\*)?(?::(\w+))?(@{1,2})?(\w+)?$/.exec(part) ?? [];
    return { name, required: star !== undefined, type, target, isList: at === '@@' };
  });
}

function readManifest(files: ReadonlyMap<string, Uint8Array>, problems: string[]): Record<string, string> {
  const bytes = files.get('manifest.csv');
  if (bytes === undefined) {
    problems.push('manifest.csv: missing');
    return {};
  }
  const [header, ...rows] = cellsOf('manifest', bytes, problems);
  if (header?.join(',') !== 'propertyName,value') problems.push('manifest:1 header');
  const manifest: Record<string, string> = {};
  for (const [name = '', value = ''] of rows) {
    if (name in manifest) problems.push(`manifest: ${name} twice`);
    manifest[name] = value;
  }
  return manifest;
}

function checkManifest(
  manifest: Readonly<Record<string, string>>,
  version: Version,
  files: ReadonlyMap<string, Uint8Array>,
  problems: string[],
): void {
  if (manifest['manifest.version'] !== '1.0') problems.push('manifest: manifest.version');
  if (manifest['oneroster.version'] !== version) problems.push('manifest: oneroster.version');
  const names = Object.keys(layouts[version]);
  for (const name of names) {
    const mode = manifest[`file.${name}`];
    if (mode === undefined) problems.push(`manifest: file.${name} missing`);
    else if (!['absent', 'bulk', 'delta'].includes(mode)) problems.push(`manifest: file.${name} has an unknown mode`);
    if (mode === 'absent' && files.has(`${name}.csv`)) problems.push(`${name}.csv: present but not declared`);
    if (mode !== 'absent' && !files.has(`${name}.csv`)) problems.push(`${name}.csv: declared but missing`);
  }
  const known = new Set([...names.map((name) => `file.${name}`), 'manifest.version', 'oneroster.version']);
  for (const name of Object.keys(manifest)) {
    if (!known.has(name) && !['source.systemName', 'source.systemCode'].includes(name)) {
      problems.push(`manifest: unknown property ${name}`);
    }
  }
  for (const name of files.keys()) {
    if (name !== 'manifest.csv' && !names.includes(name.replace(/\.csv$/, ''))) problems.push(`${name}: unknown file`);
  }
}

function cellsOf(file: string, bytes: Uint8Array, problems: string[]): string[][] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    problems.push(`${file}: not UTF-8`);
    return [];
  }
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) problems.push(`${file}: a line break that is not CRLF`);
  if (!text.endsWith('\r\n')) problems.push(`${file}: the last line does not end`);
  let rows: string[][];
  try {
    rows = parse(text, { record_delimiter: '\r\n', relax_column_count: true });
  } catch {
    problems.push(`${file}: not RFC 4180`);
    return [];
  }
  rows.forEach((row, index) => {
    if (row.some((cell) => /[\r\n]/.test(cell))) problems.push(`${file}:${index + 1} line break in a field`);
  });
  return rows;
}

function readTable(
  file: string,
  bytes: Uint8Array,
  columns: readonly Column[],
  problems: string[],
): Record<string, string>[] {
  const [header = [], ...rows] = cellsOf(file, bytes, problems);
  const defined = ['sourcedId', 'status', 'dateLastModified', ...columns.map((column) => column.name)];
  if (header.slice(0, defined.length).join(',') !== defined.join(',')) problems.push(`${file}:1 header`);
  for (const name of header.slice(defined.length)) {
    if (!/^metadata\.[\w.-]+$/.test(name)) problems.push(`${file}:1 unknown column ${name}`);
  }
  if (new Set(header).size !== header.length) problems.push(`${file}:1 a column twice`);
  const seen = new Set<string>();
  return rows.map((cells, index) => {
    const where = `${file}:${index + 2}`;
    if (cells.length !== header.length) problems.push(`${where} width`);
    const row = Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
    const id = row['sourcedId'] ?? '';
    if (!/^[\w.\-/@]{1,255}$/.test(id)) problems.push(`${where} sourcedId`);
    if (seen.has(id)) problems.push(`${where} sourcedId twice`);
    seen.add(id);
    if (row['status'] !== '' || row['dateLastModified'] !== '') problems.push(`${where} status in a bulk file`);
    for (const { name, required, type } of columns) {
      const cell = row[name] ?? '';
      if (required && cell.trim() === '') problems.push(`${where} ${name} is required`);
      if (cell !== '' && type !== undefined && !types[type]?.(cell)) problems.push(`${where} ${name} is no ${type}`);
    }
    return row;
  });
}

function checkReferences(
  where: string,
  row: Readonly<Record<string, string>>,
  columns: readonly Column[],
  tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>,
  problems: string[],
): void {
  for (const { name, target, isList } of columns) {
    const cell = row[name] ?? '';
    if (target === undefined || cell === '') continue;
    for (const id of isList ? cell.split(',') : [cell]) {
      if (!idsOf(tables, target).has(id)) problems.push(`${where} ${name} names no record of ${target}`);
    }
  }
}

const idSets = new WeakMap<object, ReadonlySet<string>>();
function idsOf(tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>, file: string) {
  const rows = tables[file] ?? [];
  const known = idSets.get(rows) ?? new Set(rows.map((row) => row['sourcedId'] ?? ''));
  idSets.set(rows, known);
  return known;
}

type Tables = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

function checkMeaning(tables: Tables, version: Version, problems: string[]): void {
  const orgTypes = new Map((tables['orgs'] ?? []).map((org) => [org['sourcedId'], org['type']]));
  for (const klass of tables['classes'] ?? []) {
    if (orgTypes.get(klass['schoolSourcedId']) !== 'school') problems.push(`classes ${klass['sourcedId']} no school`);
  }
  const lineItems = new Map((tables['lineItems'] ?? []).map((item) => [item['sourcedId'], item]));
  for (const item of lineItems.values()) {
    const [least, most] = [item['resultValueMin'] ?? '', item['resultValueMax'] ?? ''];
    if (least !== '' && most !== '' && Number(least) > Number(most))
      problems.push(`lineItems ${item['sourcedId']} range`);
  }
  for (const result of tables['results'] ?? []) {
    const klass = result['classSourcedId'] ?? '';
    if (klass !== '' && lineItems.get(result['lineItemSourcedId'])?.['classSourcedId'] !== klass) {
      problems.push(`results ${result['sourcedId']} is of another class than its line item`);
    }
  }
  if (version === '1.2') checkRoles(tables, problems);
}

function checkRoles(tables: Tables, problems: string[]): void {
  const primary = new Map<string, number>();
  const people = new Set<string>();
  for (const role of tables['roles'] ?? []) {
    people.add(role['userSourcedId'] ?? '');
    const key = `${role['userSourcedId']} ${role['orgSourcedId']}`;
    primary.set(key, (primary.get(key) ?? 0) + (role['roleType'] === 'primary' ? 1 : 0));
  }
  for (const [key, count] of primary) if (count !== 1) problems.push(`roles ${key} has ${count} primary roles`);
  for (const user of tables['users'] ?? []) {
    const [id = '', org = ''] = [user['sourcedId'], user['primaryOrgSourcedId']];
    if (!people.has(id)) problems.push(`users ${id} has no role`);
    if (org !== '' && !primary.has(`${id} ${org}`)) problems.push(`users ${id} has no role at its primary org`);
  }
}
