import { beforeEach, describe, expect, it } from 'vitest';
import { cast, openXteDesk, pluginWith, type XteDesk } from '../../../../support/sandbox/xte-desk.ts';

let desk: XteDesk;
beforeEach(() => {
  desk = openXteDesk();
});

const ofLead = `teacher_category?users_dcid=${cast.lead}`;

describe('sandbox XTE: categories', () => {
  it('lists all categories of the teacher, inactive ones too, with real types and without what is null (S9)', () => {
    const { status, body } = desk.ask('GET', `${ofLead}&year_id=36`);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        _name: 'teachercategory',
        _id: cast.homework,
        districtteachercategoryid: 1,
        isactive: true,
        usersdcid: cast.lead,
      },
      { teachercategoryid: cast.excludedFromSecond, categorytype: 'user' },
      { teachercategoryid: cast.inactive, isactive: false },
    ]);
    expect(body).not.toMatchObject([{}, { districtteachercategoryid: expect.anything() }, {}]);
  });

  it('says in which sections a category does not apply in the year asked for', () => {
    const { body } = desk.ask('GET', `${ofLead}&year_id=36`);
    expect(body).toMatchObject([
      { _teachercategorysectionexcludeassociations: [] },
      { _teachercategorysectionexcludeassociations: [{ sectionsdcid: cast.second }] },
      {},
    ]);
  });

  it('wants users_dcid and year_id, and a Users.DCID: a SchoolStaff DCID is nobody', () => {
    expect(desk.ask('GET', 'teacher_category?year_id=36').status).toBe(400);
    expect(desk.ask('GET', ofLead).status).toBe(400);
    expect(desk.ask('GET', `teacher_category?users_dcid=${cast.leadAtSchool}&year_id=36`).status).toBe(404);
  });

  it('creates categories and answers with a list, or with an object by switch', () => {
    const list = desk.ask('POST', ofLead, [{ name: 'Labs', color: '2' }]);
    expect(list).toMatchObject({ status: 201, body: [{ name: 'Labs', usersdcid: cast.lead, categorytype: 'user' }] });
    desk.switches.categoryPostReturnsArray = false;
    expect(desk.ask('POST', ofLead, { name: 'Talks' })).toMatchObject({ status: 201, body: { name: 'Talks' } });
    expect(desk.changes).toEqual(['TEACHERCATEGORY 4305', 'TEACHERCATEGORY 4306']);
  });

  it('refuses a name of 31 characters or one that the teacher has, and takes 30 and another teacher’s (S12, S13)', () => {
    const name = (text: string) => desk.ask('POST', ofLead, [{ name: text }]).status;
    expect(name('x'.repeat(31))).toBe(409);
    expect(name('𝟏'.repeat(30))).toBe(201);
    expect(name('  homeWORK ')).toBe(409);
    const other = desk.ask('POST', `teacher_category?users_dcid=${cast.stranger}`, [{ name: 'Projects' }]);
    expect(other.status).toBe(201);
  });

  it('writes none of several categories if one is refused', () => {
    expect(desk.ask('POST', ofLead, [{ name: 'Labs' }, { name: 'Labs' }]).status).toBe(409);
    expect(desk.db.prepare("SELECT count(*) FROM TEACHERCATEGORY WHERE NAME = 'Labs'").pluck().get()).toBe(0);
  });

  it('changes a category with term_id, for its owner only', () => {
    const path = `teacher_category/${cast.excludedFromSecond}?users_dcid=${cast.lead}`;
    expect(desk.ask('PUT', path, [{ name: 'Portfolio' }]).status).toBe(400);
    const changed = desk.ask('PUT', `${path}&term_id=3600`, [{ name: 'Portfolio', isactive: false }]);
    expect(changed).toMatchObject({ status: 200, body: [{ name: 'Portfolio', isactive: false }] });
    const foreign = `teacher_category/${cast.strangersCategory}?users_dcid=${cast.lead}&term_id=3600`;
    expect(desk.ask('PUT', foreign, [{ name: 'Mine' }]).status).toBe(404);
  });

  it('deletes an own category that is not in use, and neither the district’s nor one in use', () => {
    const remove = (id: number) => desk.ask('DELETE', `teacher_category/${id}?users_dcid=${cast.lead}`).status;
    expect(remove(cast.homework)).toBe(409);
    desk.db.exec(
      `INSERT INTO ASSIGNMENTCATEGORYASSOC (ASSIGNMENTCATEGORYASSOCID, TEACHERCATEGORYID) VALUES (1, ${cast.excludedFromSecond})`,
    );
    expect(remove(cast.excludedFromSecond)).toBe(409);
    desk.db.exec('DELETE FROM ASSIGNMENTCATEGORYASSOC');
    expect(remove(cast.excludedFromSecond)).toBe(200);
    expect(desk.ask('GET', `teacher_category/${cast.excludedFromSecond}`).status).toBe(404);
  });

  it('names the first column that is not granted: ViewOnly suffices to read, not to write', () => {
    const blind = pluginWith('FullAccess', ['TEACHERCATEGORY.COLOR']);
    expect(desk.ask('GET', `${ofLead}&year_id=36`, undefined, blind)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('teachercategory.color') },
    });
    const viewer = pluginWith('ViewOnly');
    expect(desk.ask('GET', `${ofLead}&year_id=36`, undefined, viewer).status).toBe(200);
    expect(desk.ask('POST', ofLead, [{ name: 'Labs' }], viewer).status).toBe(403);
  });

  it('adds a changing text to objects by switch only', () => {
    const read = () => desk.ask('GET', `teacher_category/${cast.homework}`).body;
    expect(read()).not.toHaveProperty('$breach_mitigation');
    desk.switches.breachMitigation = true;
    expect(read()).toHaveProperty('$breach_mitigation', expect.stringMatching(/^\w{7}$/));
  });
});
