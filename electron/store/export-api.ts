import type { Roster } from '../../shared/integration/roster.ts';

export const exportFormats = ['oneroster-1.1', 'oneroster-1.2', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportJob {
  readonly format: ExportFormat;
  /** Folder for the files. Made if missing. */
  readonly out: string;
  /** How courses and people are shown in a OneRoster package; without it as the local copy has them. */
  readonly roster?: Roster;
}

export interface ExportSummary {
  readonly files: readonly { readonly name: string; readonly rows: number }[];
  /** Values that the format cannot hold and what was done: how many, where. */
  readonly notes: readonly string[];
}
