import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AppError } from '../../../shared/errors.ts';

/** One element of a parsed document: names without prefix, attributes without namespace declarations. */
export interface XmlElement {
  readonly name: string;
  /** Empty where the element is in no namespace. */
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, CDATA included, without that of its children. */
  readonly text: string;
}

/** Deeper than any plugin file goes (four levels), far from what a parser's stack can take. */
const maxDepth = 32;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const parser = () =>
  new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: '#cdata',
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: maxDepth,
  });

/**
 * Parses XML that came from outside. Document types and entities of their own are refused before any parsing, so nothing is ever
 * fetched or expanded. Throws AppError `plugin.unsafeXml`, or `plugin.badXml` for text that is no well-formed UTF-8 XML.
 */
export function parseXml(bytes: Uint8Array, path: string): XmlElement {
  const text = decode(bytes, path);
  refuseDeclarations(text, path);
  if (!/^<[\s\S]*>$/.test(text.trim())) throw badXml(path, 'there is text outside its outermost element');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw badXml(path, `line ${verdict.err.line} is not well formed`);
  let nodes: unknown;
  try {
    nodes = parser().parse(text);
  } catch (cause) {
    throw badXml(path, 'it is nested too deeply or not well formed', cause);
  }
  const roots = elementsIn(nodes, path, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw badXml(path, 'it has no single outermost element');
  return root;
}

/** The children of a given name, whatever their namespace. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

function decode(bytes: Uint8Array, path: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw badXml(path, 'it is not in UTF-8', cause);
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text)) throw badXml(path, 'it holds control characters');
  return text;
}

function refuseDeclarations(text: string, path: string): void {
  const markup = text.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (!/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(markup)) return;
  throw new AppError(
    'plugin.unsafeXml',
    'stop',
    `${path} declares a document type or entities, which a plugin never needs.`,
    {
      fix: 'Do not install this file. Ask the sender for a plugin without a DOCTYPE, or build one here.',
      details: { path },
    },
  );
}

function elementsIn(nodes: unknown, path: string, scope: ReadonlyMap<string, string>): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of listOf(nodes)) {
    const tag = Object.keys(node).find((key) => key !== ':@');
    if (tag === undefined || tag === '#text' || tag === '#cdata') continue;
    found.push(elementOf(tag, node, path, scope));
  }
  return found;
}

function elementOf(tag: string, node: ParsedNode, path: string, outer: ReadonlyMap<string, string>): XmlElement {
  const scope = new Map(outer);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(attributesOf(node))) {
    const name = key.slice(1);
    const raw = String(value);
    if (raw.includes('<')) throw badXml(path, 'an attribute holds a bare <');
    const decoded = unescape(raw, path);
    if (name === 'xmlns') scope.set('', decoded);
    else if (name.startsWith('xmlns:')) scope.set(name.slice(6), decoded);
    else attributes[name] = decoded;
  }
  const [local, prefix] = splitName(tag);
  const namespace = scope.get(prefix);
  if (namespace === undefined && prefix !== '') throw badXml(path, `the prefix ${prefix} stands for no namespace`);
  const children = node[tag];
  return {
    name: local,
    namespace: namespace ?? '',
    attributes,
    children: elementsIn(children, path, scope),
    text: textOf(children, path),
  };
}

function textOf(nodes: unknown, path: string): string {
  let text = '';
  for (const node of listOf(nodes)) {
    if ('#text' in node) text += unescape(String(node['#text']), path);
    for (const { '#text': raw } of listOf(node['#cdata'])) if (typeof raw === 'string') text += raw;
  }
  return text;
}

/** The five entities that XML itself knows, and character numbers. Anything else would need a declaration, and those are refused. */
function unescape(text: string, path: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&\s]{0,12};)?/g, (_, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? '';
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = number?.[1] === undefined ? Number(number?.[2] ?? Number.NaN) : Number.parseInt(number[1], 16);
    const character = number !== null && code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entities[name];
    if (character === undefined) throw badXml(path, 'it uses an entity that XML does not know');
    return character;
  });
}

type ParsedNode = Readonly<Record<string, unknown>>;

// SAFETY: with `preserveOrder` the parser gives lists of objects, and nothing else, at these places.
const listOf = (nodes: unknown): readonly ParsedNode[] => (Array.isArray(nodes) ? (nodes as ParsedNode[]) : []);
const attributesOf = (node: ParsedNode): ParsedNode => (node[':@'] ?? {}) as ParsedNode;

function splitName(tag: string): readonly [local: string, prefix: string] {
  const colon = tag.indexOf(':');
  return colon === -1 ? [tag, ''] : [tag.slice(colon + 1), tag.slice(0, colon)];
}

function badXml(path: string, why: string, cause?: unknown): AppError {
  return new AppError('plugin.badXml', 'stop', `${path} cannot be read as XML: ${why}.`, {
    fix: 'Ask the sender for a fresh copy of the plugin, or build one here.',
    details: { path },
    cause,
  });
}
