import type { z } from 'zod';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { SandboxResponse } from '../../powerschool/route.ts';
import type { Collection, Entity, GradebookEntity } from '../collections.ts';

/** One address of the hub and what it lists, by path. */
export interface HubService {
  /** Ends without a slash. */
  readonly base: string;
  readonly collections: Readonly<Record<string, Collection>>;
}

type Body = Readonly<Record<string, unknown>>;

/** In what one version of OneRoster differs from the other, as far as a hub is concerned (reference oneroster.md §1). */
export interface HubDialect {
  readonly version: OneRosterVersion;
  readonly services: readonly HubService[];
  /** Attributes by which records may be filtered, beside those that every record has. */
  readonly fields: Readonly<Record<Entity, readonly string[]>>;
  /** Gradebook records as the standard closes them; a blank score is left out. */
  readonly closed: Readonly<Record<GradebookEntity, z.ZodType>>;
  /** The answer to a PUT of what stands there already. */
  readonly putAgain: 200 | 201;
  /** Whether lists of new line items and results may be POSTed, for which the hub allots ids. */
  readonly takesPosts: boolean;
  /** A record that the hub or its LMS makes, given as OneRoster 1.1 has it, in this version's shape; `find` is asked for what it refers to. */
  shaped(entity: Entity, record: Body, find: (entity: Entity, sourcedId: string) => Body | undefined): Body;
  /** A refusal in this version's form, of one in that of 1.1; every other answer as it is. */
  refused(answer: SandboxResponse): SandboxResponse;
}
