/** What was found, and the next step if there is one. */
export interface Finding {
  readonly result: 'pass' | 'warn' | 'fail';
  readonly message: string;
  readonly fix: string | null;
}

/** What was found of one thing on this machine. */
export interface DoctorFinding extends Finding {
  readonly id: string;
  readonly title: string;
}
