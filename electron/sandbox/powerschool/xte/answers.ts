import type { SandboxResponse } from '../route.ts';

/** One thing that is wrong with what was sent. `params` as PowerTeacher Pro gives them (reference §7.5). */
export interface XteError {
  readonly field: string;
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Thrown by a handler of PowerTeacher Pro's API to answer with a refusal; whatever it had written is undone. */
export class XteRefusal extends Error {
  readonly response: SandboxResponse;
  constructor(status: number, message: string, errors: readonly XteError[] = []) {
    super(message);
    this.response = { status, body: errors.length === 0 ? { message } : { message, errors } };
  }
}

/** E15: what was sent breaks a rule. */
export const conflict = (message: string, errors: readonly XteError[]): XteRefusal =>
  new XteRefusal(409, message, errors);

export const badRequest = (message: string): XteRefusal => new XteRefusal(400, message);

export const notFound = (what: string): XteRefusal => new XteRefusal(404, `${what} was not found`);

/** E14. */
export const doesNotTeach = (section: number, teacher: number): XteRefusal =>
  new XteRefusal(403, `User does not teach section [sectionsdcid=${section}, usersdcid=${teacher}, access=EDIT]`);

/** E17: a number that names no assignment section is not caught by the server. */
export const noAssignmentSection = (id: number): XteRefusal =>
  new XteRefusal(500, `Unable to find com.pearson.powerschool.xte.model.AssignmentSection with id ${id}`);

/** E15 for one field of what was sent. */
export const invalid = (field: string, code: string, params?: XteError['params']): XteRefusal =>
  conflict('Validation Failed', [params === undefined ? { field, code } : { field, code, params }]);

export const found = (body: unknown): SandboxResponse => ({ status: 200, body });
