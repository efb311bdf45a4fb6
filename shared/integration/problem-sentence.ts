import type { z } from 'zod';

/** A finding of a schema as a sentence that stands beside the field. Values stay out of it. */
export function problemSentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'This is missing.' : 'This has the wrong form.';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'This is missing.'
        : `The least that is allowed is ${String(issue.minimum)}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `This is too long: ${String(issue.maximum)} characters at most.`
        : `The most that is allowed is ${String(issue.maximum)}.`;
    case 'invalid_format':
      return formatSentence(issue);
    case 'invalid_value':
    case 'invalid_union':
      return 'This is none of the values that are allowed.';
    case 'unrecognized_keys':
      return `“${issue.keys.join('”, “')}” is not a known setting.`;
    default:
      return asSentence(issue.message);
  }
}

function formatSentence(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'date') return 'Enter a day, such as 2026-11-20.';
  return asSentence(issue.message);
}

/** The schemas' own messages are written to follow the name of a setting. */
function asSentence(message: string): string {
  const text = /^(must|needs?|is|has)\b/.test(message)
    ? `This ${message}`
    : message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
