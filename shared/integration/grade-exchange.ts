import {
  clearedAttributes,
  gradebookMasters,
  isRelationship,
  masterAttributes,
  ownedAttributes,
  rosterMasters,
  type MasterEntity,
} from './master-attributes.ts';
import {
  isGradebookMaster,
  ownerOf,
  type MasterApplication,
  type MasterField,
  type MasterMode,
} from './master-fields.ts';

export interface Generation {
  readonly entity: MasterEntity;
  readonly application: MasterApplication;
  readonly mode: MasterMode;
  readonly attributes: readonly string[];
}

/** Rules for many attributes at once. Rules of the same end and of another master for these attributes give way. */
export function generateMasterFields(
  rules: readonly MasterField[],
  { entity, application, mode, attributes }: Generation,
): readonly MasterField[] {
  const chosen = new Set(attributes);
  const kept = rules.filter((rule) => {
    if (rule.entity !== entity || !chosen.has(rule.attribute)) return true;
    return rule.application !== application && !(mode === 'master' && rule.mode === 'master');
  });
  const made = masterAttributes(entity)
    .filter((attribute) => chosen.has(attribute))
    .map((attribute) => ({ entity, attribute, application, mode }));
  return [...kept, ...made];
}

/** How many of the rules there are would give way to a generation. */
export const replacedBy = (rules: readonly MasterField[], generation: Generation): number =>
  rules.length + generation.attributes.length - generateMasterFields(rules, generation).length;

/** The preset *Grade exchange*: PowerSchool owns the roster, the partner the gradebook, nobody the relationships (§7.1). */
export function gradeExchangePreset(): readonly MasterField[] {
  const rulesFor = (entity: MasterEntity): readonly MasterField[] =>
    ownedAttributes(entity).map((attribute) => ({ entity, attribute, application: due(entity), mode: 'master' }));
  return [...rosterMasters, ...gradebookMasters].flatMap(rulesFor);
}

/** The end that is to be master of an entity for grade exchange. */
const due = (entity: MasterEntity): MasterApplication => (isGradebookMaster(entity) ? 'partner' : 'powerschool');

/** What keeps grades from being exchanged safely: by entity, what has no master or the wrong one, and cleared ones with a rule. */
export interface ExchangeGap {
  readonly entity: MasterEntity;
  /** The end that must be master of these attributes and is not. */
  readonly application: MasterApplication;
  readonly missing: readonly string[];
  /** Relationships that have a rule although they belong to nobody. */
  readonly toClear: readonly string[];
}

/** Empty where the master fields suffice for grade exchange. */
export function gradeExchangeGaps(rules: readonly MasterField[], gradeSync: boolean): readonly ExchangeGap[] {
  return [...rosterMasters, ...(gradeSync ? gradebookMasters : [])].flatMap((entity) => {
    const application = due(entity);
    const missing = ownedAttributes(entity).filter((attribute) => ownerOf(rules, entity, attribute) !== application);
    const toClear = clearedAttributes(entity).filter((attribute) =>
      rules.some((rule) => rule.entity === entity && rule.attribute === attribute && isRelationship(entity, attribute)),
    );
    return missing.length + toClear.length === 0 ? [] : [{ entity, application, missing, toClear }];
  });
}
