import { dirname, join } from 'node:path';

/** The database of plans that belongs to a local copy: in the same folder. */
export const plansFile = (database: string): string => join(dirname(database), 'plans.db');
