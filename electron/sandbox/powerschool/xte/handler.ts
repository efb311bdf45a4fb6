import type { SandboxHandler, SandboxResponse } from '../route.ts';
import { preparedOnce } from '../statements.ts';
import { notFound, XteRefusal } from './answers.ts';
import { createAssignment, deleteAssignment, updateAssignment } from './assignment-writes.ts';
import { listAssignments, oneAssignment } from './assignments.ts';
import { createCategories, deleteCategory, listCategories, oneCategory, updateCategory } from './categories.ts';
import { gradeScales } from './grade-scales.ts';
import type { XteCall } from './request.ts';
import { putOneScore, putScores, readScores } from './scores.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  answer(call: XteCall, parts: readonly string[]): SandboxResponse;
}

const routes: readonly Route[] = [
  { method: 'GET', path: /^teacher_category$/, answer: listCategories },
  { method: 'POST', path: /^teacher_category$/, answer: createCategories },
  { method: 'GET', path: /^teacher_category\/(\d+)$/, answer: (call, [id]) => oneCategory(call, Number(id)) },
  { method: 'PUT', path: /^teacher_category\/(\d+)$/, answer: (call, [id]) => updateCategory(call, Number(id)) },
  { method: 'DELETE', path: /^teacher_category\/(\d+)$/, answer: (call, [id]) => deleteCategory(call, Number(id)) },
  { method: 'GET', path: /^section\/assignment$/, answer: listAssignments },
  { method: 'POST', path: /^section\/assignment$/, answer: createAssignment },
  { method: 'GET', path: /^section\/assignment\/(\d+)$/, answer: (call, [id]) => oneAssignment(call, Number(id)) },
  { method: 'PUT', path: /^section\/assignment\/(\d+)$/, answer: (call, [id]) => updateAssignment(call, Number(id)) },
  {
    method: 'DELETE',
    path: /^section\/assignment\/(\d+)$/,
    answer: (call, [id]) => deleteAssignment(call, Number(id)),
  },
  { method: 'PUT', path: /^score$/, answer: putScores },
  { method: 'PUT', path: /^score\/assignment$/, answer: putOneScore },
  {
    method: 'POST',
    path: /^assignment_score$/,
    answer: (call) => {
      if (!call.context.switches.assignmentScoreEndpoint) throw notFound('Resource');
      return readScores(call);
    },
  },
  {
    method: 'GET',
    path: /^grade_scale\/scales\/([\d,]+)$/,
    answer: (call, [ids = '']) => gradeScales(call, ids.split(',').map(Number)),
  },
];

/** PowerTeacher Pro's API, `/ws/xte/…` (reference §7). What a refused call had written is undone. */
export const xteHandler: SandboxHandler = (request, context) => {
  if (!request.path.startsWith('/ws/xte/')) return undefined;
  const path = request.path.slice('/ws/xte/'.length).replace(/\/$/, '');
  const call: XteCall = { request, context, db: preparedOnce(context.db), effects: [] };
  try {
    const answer = context.db.transaction(() => {
      for (const route of routes) {
        const match = route.method === request.method ? route.path.exec(path) : null;
        if (match !== null) return route.answer(call, match.slice(1));
      }
      throw notFound('Resource');
    })();
    if (call.effects.length > 0)
      context.recordWrite({ method: request.method, path: request.path, rows: call.effects });
    return answer;
  } catch (error) {
    if (error instanceof XteRefusal) return error.response;
    throw error;
  }
};
