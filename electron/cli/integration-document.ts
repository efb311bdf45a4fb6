import type { Integration } from '../../shared/integration/config.ts';

/** An integration as `--json` shows it. `config` is the integration file with every default filled in; secrets are not part of it. */
export function integrationDocument({ id, createdAt, config }: Integration): Readonly<Record<string, unknown>> {
  const { name, mode, environment } = config;
  return { id, name, mode, environment, createdAt, config };
}

/** The same for people. */
export function describeIntegration({ id, createdAt, config }: Integration): string {
  const { gradeSync, powerschool, partner, schools } = config;
  const activation = gradeSync.activation === null ? 'not confirmed by support yet' : gradeSync.activation.reference;
  return [
    `${config.name} (${id})`,
    `  mode         ${config.mode}, ${config.environment}`,
    `  created      ${createdAt}`,
    `  PowerSchool  ${powerschool.url}`,
    `  client ID    ${powerschool.clientId ?? 'missing'}`,
    `  plugin       ${powerschool.plugin ?? 'none given'}`,
    ...(partner === null ? [] : [`  partner      ${partner.name}, ${partner.url}, OneRoster ${partner.version}`]),
    `  Grade Sync   ${gradeSync.enabled ? `enabled, activation: ${activation}` : 'disabled'}`,
    `  schools      ${schools === 'all' ? 'all' : schools.join(', ')}`,
    `  school year  ${config.schoolYear}`,
  ].join('\n');
}
