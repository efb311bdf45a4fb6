/** Where one export is written to. */
export interface ExportPlace {
  readonly folder: string;
  readonly fileName: string;
  /** What the screen is told when the file is there: null where a person chose the folder, otherwise the address that gives it once. */
  readonly publish: () => string | null;
  /** When there will be no file. */
  readonly discard: () => Promise<void>;
}

/** Finds places for exports: a person chooses them, or a browser takes the files away. */
export interface ExportDestination {
  /** Null where no place was chosen. */
  choose(suggestedName: string): Promise<ExportPlace | null>;
}
