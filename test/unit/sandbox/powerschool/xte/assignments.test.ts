import { beforeEach, describe, expect, it } from 'vitest';
import { cast, openXteDesk, pluginWith, type XteDesk } from '../../../../support/sandbox/xte-desk.ts';

let desk: XteDesk;
beforeEach(() => {
  desk = openXteDesk();
});

const path = `section/assignment/?users_dcid=${cast.lead}`;
const section = (change: Readonly<Record<string, unknown>> = {}) => ({
  sectionsdcid: cast.first,
  name: 'Unit 3 test',
  duedate: '2026-12-18',
  scoretype: 'POINTS',
  scoreentrypoints: 25,
  weight: 4,
  totalpointvalue: 7,
  _assignmentcategoryassociations: [{ teachercategoryid: cast.homework, isprimary: true }],
  ...change,
});
const assignment = (...sections: readonly unknown[]) => ({ _assignmentsections: sections });
const create = (...sections: readonly unknown[]) => desk.ask('POST', path, assignment(...sections));
const idOf = (location: string | undefined) => Number(location?.split('/').at(-1));
const created = (...sections: readonly unknown[]) => idOf(create(...sections).headers?.['Location']);
const read = (id: number, teacher: number = cast.lead) =>
  desk.ask('GET', `section/assignment/${id}?users_dcid=${teacher}`);
const addScore = (assignmentId: number) =>
  desk.db
    .exec(`INSERT INTO ASSIGNMENTSCORE (ASSIGNMENTSECTIONID, STUDENTSDCID, ACTUALSCOREENTERED, ACTUALSCOREKIND, SCOREPOINTS)
    SELECT ASSIGNMENTSECTIONID, ${cast.ann}, '20', 'REAL_SCORE', 20 FROM ASSIGNMENTSECTION WHERE ASSIGNMENTID = ${assignmentId}`);

describe('sandbox XTE: assignments', () => {
  it('creates with 201, an empty body and the assignment id in Location (S32)', () => {
    const answer = create(section(), section({ sectionsdcid: cast.second, duedate: '2026-12-19' }));
    expect(answer).toMatchObject({ status: 201, headers: { Location: expect.stringMatching(/assignment\/\d+$/) } });
    expect(answer.body).toBeUndefined();
    const id = idOf(answer.headers?.['Location']);
    const { body } = read(id);
    expect(body).toMatchObject({
      _name: 'assignment',
      assignmentid: id,
      createdbyplugin: '744',
      hasstandards: false,
      _assignmentsections: [
        {
          sectionsdcid: cast.first,
          scoreentrypoints: 25,
          totalpointvalue: 100,
          isscoringneeded: false,
          islocked: false,
        },
        { sectionsdcid: cast.second, duedate: '2026-12-19' },
      ],
    });
  });

  it('numbers assignments and their sections from different ranges, and tells the latter by switch', () => {
    const answer = create(section());
    const ids = JSON.parse(answer.headers?.['AssignmentSectionIds'] ?? '') as readonly number[];
    expect(ids).toHaveLength(1);
    expect(ids[0]).not.toBe(idOf(answer.headers?.['Location']));
    desk.switches.assignmentSectionIdsHeader = false;
    expect(create(section()).headers).not.toHaveProperty('AssignmentSectionIds');
  });

  it.each([
    ['a name of 51 characters (S4)', { name: 'x'.repeat(51) }, 'name'],
    ['no name (S4)', { name: ' ' }, 'name'],
    ['a score type in lower case (S6)', { scoretype: 'points' }, 'scoretype'],
    ['no points', { scoreentrypoints: undefined }, 'scoreentrypoints'],
    ['a due date outside the term', { duedate: '2027-06-13' }, 'duedate'],
    ['a due date that is none', { duedate: 'tomorrow' }, 'duedate'],
    ['a description of 4,001 characters', { description: 'x'.repeat(4001) }, 'description'],
    [
      'a category of another teacher',
      { _assignmentcategoryassociations: [{ teachercategoryid: cast.strangersCategory }] },
      'teachercategoryid',
    ],
  ])('refuses %s with 409 and writes nothing', (_what, change, field) => {
    expect(create(section(change))).toMatchObject({ status: 409, body: { errors: [{ field }] } });
    expect(desk.db.prepare('SELECT count(*) FROM ASSIGNMENT').pluck().get()).toBe(0);
    expect(desk.changes).toEqual([]);
  });

  it('takes 50 characters beyond the basic plane, and 4,000 of a description that are more bytes (S4)', () => {
    expect(create(section({ name: '𝟏'.repeat(50), description: 'ü'.repeat(4000) })).status).toBe(201);
  });

  it('refuses a category where it is excluded, and sections that differ', () => {
    const category = [{ teachercategoryid: cast.excludedFromSecond, isprimary: true }];
    const inSecond = section({ sectionsdcid: cast.second, _assignmentcategoryassociations: category });
    expect(create(inSecond).status).toBe(409);
    expect(create(section({ _assignmentcategoryassociations: category })).status).toBe(201);
    expect(create(section(), section({ sectionsdcid: cast.second, name: 'Other' }))).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'name', code: 'DiffersBetweenSections' }] },
    });
  });

  it('is due tomorrow unless it says otherwise', () => {
    expect(read(created(section({ duedate: undefined }))).body).toMatchObject({
      _assignmentsections: [{ duedate: '2026-11-25' }],
    });
  });

  it('lets lead and co-teachers in, by Users.DCID only, and nobody else (S10)', () => {
    const id = created(section());
    expect(read(id, cast.coTeacher).status).toBe(200);
    for (const teacher of [cast.stranger, cast.leadAtSchool]) {
      expect(read(id, teacher)).toMatchObject({
        status: 403,
        body: { message: expect.stringMatching(/^User does not teach section .*EDIT/) },
      });
    }
    const list = (teacher: number, ids: string) =>
      desk.ask('GET', `section/assignment/?users_dcid=${teacher}&section_ids=${ids}`);
    expect(list(cast.lead, `${cast.first},${cast.strangersSection}`).status).toBe(403);
    expect(list(cast.lead, `${cast.first},${cast.second}&pagesize=1`).body).toHaveLength(1);
    expect(list(cast.lead, '').status).toBe(400);
    expect(desk.ask('GET', `section/assignment/?section_ids=${cast.first}`).status).toBe(400);
  });

  it('does not take the id of an assignment section for that of an assignment', () => {
    const id = desk.db.prepare<[], number>('SELECT max(ASSIGNMENTSECTIONID) FROM ASSIGNMENTSECTION').pluck();
    created(section());
    expect(read(id.get() ?? 0).status).toBe(404);
  });

  it('needs every column for a write, those it fills itself included', () => {
    const plugin = pluginWith('FullAccess', ['ASSIGNMENT.CREATEDBYPLUGIN']);
    expect(desk.ask('POST', path, assignment(section()), plugin)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('assignment.createdbyplugin') },
    });
    const unaudited = pluginWith('FullAccess', ['ASSIGNMENTSECTION.WHOMODIFIED']);
    expect(desk.ask('POST', path, assignment(section()), unaudited).status).toBe(403);
    const viewer = pluginWith('ViewOnly', ['ASSIGNMENT.WHOMODIFIED']);
    expect(
      desk.ask('GET', `section/assignment/${created(section())}?users_dcid=${cast.lead}`, undefined, viewer).status,
    ).toBe(200);
  });

  it('wants all sections of an assignment in a change', () => {
    const id = created(section(), section({ sectionsdcid: cast.second }));
    const put = (...sections: readonly unknown[]) =>
      desk.ask('PUT', `section/assignment/${id}?users_dcid=${cast.lead}`, assignment(...sections));
    expect(put(section({ name: 'New' })).status).toBe(409);
    const both = [
      section({ name: 'New', weight: undefined }),
      section({ name: 'New', sectionsdcid: cast.second, weight: undefined }),
    ];
    expect(put(...both).status).toBe(200);
    expect(read(id).body).toMatchObject({
      _assignmentsections: [{ name: 'New', weight: 4, totalpointvalue: 100 }, { name: 'New' }],
    });
  });

  it('wants update_scores once scores exist and the scoring changes, and then computes them anew', () => {
    const id = created(section());
    addScore(id);
    const put = (query: string, change: Readonly<Record<string, unknown>>) =>
      desk.ask('PUT', `section/assignment/${id}?users_dcid=${cast.lead}${query}`, assignment(section(change))).status;
    expect(put('', { name: 'Renamed' })).toBe(200);
    expect(put('', { scoreentrypoints: 40 })).toBe(409);
    expect(put('&update_scores=true', { scoreentrypoints: 40 })).toBe(200);
    expect(desk.db.prepare('SELECT SCOREPERCENT FROM ASSIGNMENTSCORE').pluck().all()).toEqual([50]);
  });

  it('deletes with 204; with scores 412 unless forced, and then whatever belongs to it', () => {
    const id = created(section());
    addScore(id);
    const remove = (query = '') =>
      desk.ask('DELETE', `section/assignment/${id}?users_dcid=${cast.lead}${query}`).status;
    expect(remove()).toBe(412);
    expect(remove('&force=true')).toBe(204);
    expect(remove()).toBe(404);
    for (const table of ['ASSIGNMENT', 'ASSIGNMENTSECTION', 'ASSIGNMENTSCORE', 'ASSIGNMENTCATEGORYASSOC']) {
      expect(desk.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });

  it('notes each row that a write has changed', () => {
    const id = created(section());
    expect(desk.changes.map((change) => change.split(' ')[0])).toEqual([
      'ASSIGNMENT',
      'ASSIGNMENTSECTION',
      'ASSIGNMENTCATEGORYASSOC',
    ]);
    expect(desk.changes[0]).toBe(`ASSIGNMENT ${id}`);
  });
});
