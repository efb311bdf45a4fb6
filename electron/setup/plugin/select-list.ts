/** What can be told of a query's SQL without running it. */
export interface SelectFacts {
  readonly isSelect: boolean;
  /** More than one statement. */
  readonly isMany: boolean;
  readonly hasOrder: boolean;
  /** Names of the result's columns in lower case, '' where there is none to see; null where a `*` hides them. */
  readonly columns: readonly string[] | null;
  readonly binds: ReadonlySet<string>;
}

/** Looks at the outermost SELECT only: what stands in brackets, quotes and comments does not count. */
export function readSelect(sql: string): SelectFacts {
  const text = withoutQuotes(sql).trim().replace(/;\s*$/, '');
  const outer = withoutBrackets(text);
  const list = /\bselect\b([\s\S]*?)\bfrom\b/i.exec(outer)?.[1] ?? '';
  const items = list.replace(/^\s*(?:distinct|all|unique)\b/i, '').split(',');
  const isHidden = items.some((item) => /(?:^|\.)\s*\*\s*$/.test(item.trim()));
  return {
    isSelect: /^(?:select|with)\b/i.test(text),
    isMany: text.includes(';'),
    hasOrder: /\border\s+by\b/i.test(outer),
    columns: isHidden ? null : items.map((item) => resultName(item)),
    binds: new Set([...text.matchAll(/(?<![\w:]):([a-z_$][\w$]*)/gi)].map((match) => match[1] ?? '')),
  };
}

/** Expressions without a name of their own have none here. */
function resultName(item: string): string {
  const name = (/(?:^|[\s.])([\w$#]+)$/.exec(item.trim())?.[1] ?? '').toLowerCase();
  return name === 'end' ? '' : name;
}

/** Literals and comments become blanks, quoted names lose their quotes. */
function withoutQuotes(sql: string): string {
  return sql
    .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"([^"]*)"/g, (_, name: string | undefined) =>
      name === undefined ? ' ' : name.replaceAll(/\W/g, '_'),
    )
    .replaceAll(/\s+/g, ' ');
}

function withoutBrackets(text: string): string {
  let outer = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (depth === 0) outer += character;
    if (character === ')') depth = Math.max(0, depth - 1);
  }
  return outer;
}
