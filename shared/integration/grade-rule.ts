import { z } from 'zod';

/**
 * How a 2-Way Sync treats a gradebook that was changed at both ends (requirements.md X3). `masterFields`: what one end changed goes to the
 * other, what both changed is the master's. `partnerOverwrites`: what the partner has always replaces what PowerSchool has of it (C4), and
 * nothing of PowerSchool's gradebook goes to the partner (C5).
 */
export const gradeRules = ['masterFields', 'partnerOverwrites'] as const;
export type GradeRule = (typeof gradeRules)[number];

export const gradeRuleSchema = z.enum(gradeRules).default('masterFields');
