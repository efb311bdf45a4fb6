/** SQL for a JSON list of `[kind, same, of]`, of those whose condition holds. */
export function evidenceOf(
  points: readonly (readonly [kind: string, condition: string, same?: string, of?: string])[],
): string {
  const rows = points.map(
    ([kind, condition, same = 'NULL', of = 'NULL']) =>
      `SELECT '${kind}' AS kind, ${same} AS same, ${of} AS outOf WHERE ${condition}`,
  );
  return `(SELECT json_group_array(json_array(kind, same, outOf)) FROM (${rows.join(' UNION ALL ')}))`;
}
