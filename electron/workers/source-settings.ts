import type { MappingSet } from '../../shared/integration/mappings.ts';
import type { Advanced, IntegrationConfig } from '../../shared/integration/config.ts';

/** What a source's thread needs to know. Holds a secret: never stored, never logged, gone with the thread. */
export interface SourceSettings {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM text of a private certificate authority, for test integrations. */
  readonly ca: string | null;
  readonly environment: IntegrationConfig['environment'];
  readonly schools: IntegrationConfig['schools'];
  readonly schoolYear: IntegrationConfig['schoolYear'];
  readonly nextYearFrom: IntegrationConfig['nextYearFrom'];
  readonly gradeSync: boolean;
  readonly mappings: MappingSet;
  readonly advanced: Advanced;
}
