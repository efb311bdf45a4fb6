import { beforeEach, describe, expect, it } from 'vitest';
import { cast, openXteDesk, pluginWith, type XteDesk } from '../../../../support/sandbox/xte-desk.ts';

let desk: XteDesk;
beforeEach(() => {
  desk = openXteDesk();
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (2), (3), (4), (5);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, SCORETYPE, SCOREENTRYPOINTS, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'POINTS', 18, 36, 0), (902, 2, ${cast.first}, 'PERCENT', 10, 36, 0),
        (903, 3, ${cast.first}, 'GRADESCALE', 20, 36, 0), (904, 4, ${cast.first}, 'COLLECTED', 10, 36, 0),
        (905, 5, ${cast.first}, 'POINTS', 10, 36, 1);
  `);
});

const points = 901;
const percent = 902;
const gradeScale = 903;
const collected = 904;
const locked = 905;
const score = (assignmentSection: number, student: number, more: Readonly<Record<string, unknown>>) => ({
  _assignmentsection: { assignmentsectionid: assignmentSection },
  studentsdcid: student,
  ...more,
});
const put = (...scores: readonly unknown[]) =>
  desk.ask('PUT', `score?users_dcid=${cast.lead}&status=A&term_id=3600`, { assignment_scores: scores });
const stored = () => desk.db.prepare<[], Record<string, unknown>>('SELECT * FROM ASSIGNMENTSCORE ORDER BY 1').all();

describe('sandbox XTE: scores', () => {
  it('computes percent and letter from points, whatever was sent for them', () => {
    expect(put(score(points, cast.ann, { actualscoreentered: '14', scorepoints: 1 })).status).toBe(200);
    expect(stored()).toMatchObject([
      {
        STUDENTSDCID: cast.ann,
        ACTUALSCOREENTERED: '14',
        ACTUALSCOREKIND: 'REAL_SCORE',
        SCOREPOINTS: 14,
        SCOREPERCENT: 77.777778,
        SCORELETTERGRADE: 'C+',
        SCOREENTRYDATE: '2026-11-24 09:00:00',
        YEARID: 36,
        ISLATE: 0,
      },
    ]);
  });

  it('scores percents on the scale of the points, and letters by the section’s grade scale', () => {
    put(
      score(percent, cast.ann, { actualscoreentered: '100' }),
      score(gradeScale, cast.ann, { actualscoreentered: 'A' }),
    );
    expect(stored()).toMatchObject([
      { SCOREPOINTS: 10, SCOREPERCENT: 100, SCORELETTERGRADE: 'A' },
      { SCOREPOINTS: 19, SCOREPERCENT: 95, SCORELETTERGRADE: 'A', ACTUALSCOREGRADESCALEDCID: 66 },
    ]);
    expect(put(score(gradeScale, cast.ben, { actualscoreentered: 'Z' })).status).toBe(409);
    expect(put(score(points, cast.ben, { actualscoreentered: 'A' })).status).toBe(409);
  });

  it('keeps collected work without a score, and a district’s code without points (S2)', () => {
    put(score(collected, cast.ann, { iscollected: true }));
    put(score(points, cast.ben, { actualscoreentered: 'NHI', actualscorekind: 'SCORE_CODE', islate: true }));
    expect(stored()).toMatchObject([
      { ISCOLLECTED: 1, ACTUALSCOREENTERED: null, ACTUALSCOREKIND: null, SCOREPOINTS: null, SCORELETTERGRADE: null },
      { ISLATE: 1, ACTUALSCOREENTERED: 'NHI', ACTUALSCOREKIND: 'SCORE_CODE', SCOREPOINTS: null },
    ]);
    expect(put(score(collected, cast.ann, { actualscoreentered: '5' })).status).toBe(409);
  });

  it('accepts a score above the maximum as extra credit', () => {
    expect(put(score(points, cast.ann, { actualscoreentered: '20' })).status).toBe(200);
    expect(stored()).toMatchObject([{ SCOREPOINTS: 20 }]);
  });

  it('updates the row of a student that is sent again, and answers without score ids (S33)', () => {
    put(score(points, cast.ann, { actualscoreentered: '9', islate: true }));
    const { body } = put(score(points, cast.ann, { actualscoreentered: '10' }));
    expect(stored()).toMatchObject([{ SCOREPOINTS: 10, ISLATE: 1 }]);
    expect(body).toEqual({
      assignment_scores: [
        { _name: 'assignmentscore', studentsdcid: cast.ann, _assignmentsection: { assignmentsectionid: points } },
      ],
    });
    expect(new Set(desk.changes)).toEqual(new Set([`ASSIGNMENTSCORE ${Number(stored()[0]?.['ASSIGNMENTSCOREID'])}`]));
  });

  it('writes all or nothing, and names every student who is not associated', () => {
    const { status, body } = put(
      score(points, cast.ann, { actualscoreentered: '9' }),
      score(points, cast.cat, { actualscoreentered: '9' }),
      score(points, cast.dan, { actualscoreentered: '9' }),
    );
    expect(status).toBe(409);
    expect(body).toMatchObject({
      errors: [cast.cat, cast.dan].map((student) => ({
        field: expect.stringContaining(`Student.id [${student}] does not have an AssignmentStudentAssociation`),
        params: { assignment_section_id: points, student_dcid: student },
      })),
    });
    expect(stored()).toEqual([]);
  });

  it('minds a list of students that an assignment was given to, and takes everybody without one', () => {
    desk.db.exec(
      `INSERT INTO ASSIGNMENTSTUDENTASSOC (ASSIGNMENTSECTIONID, STUDENTSDCID) VALUES (${points}, ${cast.ann})`,
    );
    expect(put(score(points, cast.ben, { actualscoreentered: '9' })).status).toBe(409);
    expect(put(score(points, cast.ann, { actualscoreentered: '9' })).status).toBe(200);
    expect(put(score(percent, cast.ben, { actualscoreentered: '9' })).status).toBe(200);
  });

  it('fails with 500 on an assignment section that does not exist', () => {
    expect(put(score(123, cast.ann, { actualscoreentered: '9' }))).toEqual({
      status: 500,
      body: { message: 'Unable to find com.pearson.powerschool.xte.model.AssignmentSection with id 123' },
    });
  });

  it('refuses locked terms, entries of 31 characters and teachers of other sections', () => {
    expect(put(score(locked, cast.ann, { actualscoreentered: '9' })).status).toBe(409);
    expect(put(score(points, cast.ann, { actualscoreentered: '9'.repeat(31) })).status).toBe(409);
    const body = { assignment_scores: [score(points, cast.ann, { actualscoreentered: '9' })] };
    expect(desk.ask('PUT', `score?users_dcid=${cast.stranger}`, body).status).toBe(403);
    expect(desk.ask('PUT', `score?users_dcid=${cast.coTeacher}`, body).status).toBe(200);
    expect(desk.ask('PUT', 'score', body).status).toBe(400);
  });

  it('wants status and term_id by switch only', () => {
    const body = { assignment_scores: [] };
    const path = `score?users_dcid=${cast.lead}`;
    expect(desk.ask('PUT', path, body).status).toBe(200);
    desk.switches.scoreStatusRequired = true;
    expect(desk.ask('PUT', path, body).status).toBe(400);
    expect(desk.ask('PUT', `${path}&term_id=3600`, body).status).toBe(400);
    expect(desk.ask('PUT', `${path}&term_id=3600&status=A,I,P`, body).status).toBe(200);
  });

  it.each([
    ['either', 200, 200],
    ['empty', 200, 409],
    ['null', 409, 200],
    ['never', 409, 409],
  ] as const)('clears a score in the form that the switch says: %s (S2)', (takes, withEmpty, withNull) => {
    desk.switches.clearScoreWith = takes;
    put(score(points, cast.ann, { actualscoreentered: '0' }));
    expect(stored()).toMatchObject([{ SCOREPOINTS: 0 }]);
    expect(put(score(points, cast.ann, { actualscoreentered: '' })).status).toBe(withEmpty);
    expect(put(score(points, cast.ann, { actualscoreentered: null })).status).toBe(withNull);
    expect(stored()).toMatchObject([{ SCOREPOINTS: takes === 'never' ? 0 : null }]);
  });

  it('writes a single score, with its comment', () => {
    const sent = score(points, cast.ann, {
      actualscoreentered: '9',
      _assignmentscorecomment: { commentvalue: 'Well done' },
    });
    const path = `score/assignment?users_dcid=${cast.lead}`;
    expect(desk.ask('PUT', path, sent).body).toMatchObject({ studentsdcid: cast.ann });
    const comments = desk.db.prepare('SELECT COMMENTVALUE FROM ASSIGNMENTSCORECOMMENT').pluck();
    expect(comments.all()).toEqual(['Well done']);
    const silent = pluginWith('FullAccess', ['ASSIGNMENTSCORECOMMENT.COMMENTVALUE']);
    expect(desk.ask('PUT', path, sent, silent).status).toBe(403);
  });

  it('tells scores where the server still has that call', () => {
    put(score(points, cast.ann, { actualscoreentered: '14', ismissing: true }));
    const ask = () =>
      desk.ask('POST', `assignment_score?users_dcid=${cast.lead}`, { assignment_ids: [1], section_ids: [cast.first] });
    expect(ask().status).toBe(404);
    desk.switches.assignmentScoreEndpoint = true;
    expect(ask().body).toMatchObject([
      {
        _name: 'assignmentscore',
        studentsdcid: cast.ann,
        actualscoreentered: '14',
        scorepercent: 77.777778,
        ismissing: true,
        islate: false,
        _assignmentsection: { assignmentsectionid: points },
      },
    ]);
  });
});

describe('sandbox XTE: grade scales', () => {
  it('tells scales, with items where they are asked for', () => {
    expect(desk.ask('GET', 'grade_scale/scales/5,99').body).toEqual([
      {
        id: 5,
        dcid: 65,
        name: 'Letters',
        description: '',
        gradescaletype: 'ALPHA',
        isforcoursegrade: true,
        isforstandards: false,
      },
    ]);
    expect(desk.ask('GET', 'grade_scale/scales/5?include_items=true').body).toMatchObject([
      {
        _items: [
          { name: 'A', cutoffpercentage: 90, _parentgradescale: { id: 5, dcid: 65 } },
          { name: 'C+' },
          { name: 'F' },
        ],
      },
    ]);
    expect(
      desk.ask('GET', 'grade_scale/scales/5', undefined, pluginWith('ViewOnly', ['GRADESCALEITEM.NAME'])).status,
    ).toBe(403);
  });

  it('answers 404 to paths that PowerTeacher Pro does not have', () => {
    expect(desk.ask('GET', 'nonsense').status).toBe(404);
  });
});
