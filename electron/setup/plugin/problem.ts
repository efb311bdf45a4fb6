/** A rule of PowerSchool that a plugin breaks (reference §3.2, §3.6). Installing or enabling it fails, or the query does. */
export interface PluginProblem {
  /** The file it is in. */
  readonly file: string;
  /** Stable name of the rule: `plugin.name`, `query.columns`. */
  readonly rule: string;
  readonly message: string;
  /** The next step, in a plain sentence. */
  readonly fix: string;
}

export type Report = (rule: string, message: string, fix: string) => void;

/** Reports a text that is shorter or longer than a rule allows. A missing one has length 0. */
export function checkLength(
  report: Report,
  rule: string,
  what: string,
  text: string | null | undefined,
  least: number,
  most: number,
): void {
  const length = Array.from(text ?? '').length;
  if (length === 0 && least > 0) {
    report(rule, `${what} is missing.`, `Give it 1 to ${most} characters.`);
  } else if (length > most) {
    report(
      rule,
      `${what} has ${length} characters, and PowerSchool takes ${most}.`,
      `Shorten it to ${most} characters.`,
    );
  }
}

/** Reports a text that is given but not one of a list. */
export function checkChoice(
  report: Report,
  rule: string,
  what: string,
  text: string | undefined,
  choices: readonly string[],
): void {
  if (text === undefined || choices.includes(text)) return;
  report(
    rule,
    `${what} has a value that PowerSchool does not know.`,
    `Use one of ${choices.join(', ')}, spelt exactly so.`,
  );
}
