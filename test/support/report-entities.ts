import type { RunReport } from '../../shared/integration/run.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';

/** The entities of which a run brought nothing, or not everything that it received, as new. */
export const entitiesNotCreated = (report: RunReport): readonly EntityType[] =>
  entityTypes.filter((entity) => {
    const counts = report.entities[entity];
    return counts === undefined || counts.created === 0 || counts.created !== counts.received;
  });

/** The entities of which a run received nothing, or found anything but unchanged records. */
export const entitiesNotUnchanged = (report: RunReport): readonly EntityType[] =>
  entityTypes.filter((entity) => {
    const counts = report.entities[entity];
    if (counts === undefined || counts.received === 0) return true;
    return counts.unchanged !== counts.received || counts.created + counts.updated + counts.removed > 0;
  });
