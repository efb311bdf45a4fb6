import type { PackagedDocument } from './plugin-package.ts';
import { checkChoice, checkLength } from './problem.ts';
import type { Report } from './problem.ts';
import { readQueries } from './read-queries.ts';
import type { PackagedQuery } from './plugin-package.ts';
import { readSelect } from './select-list.ts';
import { childOf, childrenOf } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

const realField = /^[A-Z][A-Z0-9_$#]*\.[A-Z][A-Z0-9_$#]*$/;

/** The rules of a `*.named_queries.xml` (reference §3.6). */
export function checkQueryFile(document: PackagedDocument, report: Report): void {
  const { root } = document;
  if (root.namespace !== '') {
    report(
      'queries.namespace',
      'The query file’s outermost element has a namespace.',
      'Remove xmlns from its queries element.',
    );
  }
  if (root.name !== 'queries' || root.children.some((child) => child.name !== 'query')) {
    report(
      'queries.root',
      'The query file is not a queries element with query elements in it.',
      'Write <queries><query …>…</query></queries>.',
    );
  }
  const elements = childrenOf(root, 'query');
  for (const [at, query] of readQueries(document).entries()) {
    const element = elements[at];
    if (element === undefined) continue;
    const name = query.name === '' ? `number ${at + 1}` : query.name;
    const reportHere: Report = (rule, message, fix) => report(rule, `Query ${name}: ${message}`, fix);
    checkShape(element, reportHere);
    checkName(query, reportHere);
    checkArguments(query, element, reportHere);
    checkColumns(query, reportHere);
    checkSql(query, reportHere);
  }
}

function checkShape(element: XmlElement, report: Report): void {
  for (const name of ['summary', 'description', 'args', 'columns', 'sql']) {
    if (childrenOf(element, name).length > 1) report('query.element', `it has ${name} twice.`, 'Keep one of them.');
  }
  checkChoice(report, 'query.flattened', 'flattened', element.attributes['flattened'], ['true', 'false']);
  checkLength(report, 'query.summary', 'the summary', childOf(element, 'summary')?.text.trim(), 0, 50);
}

function checkName(query: PackagedQuery, report: Report): void {
  checkLength(report, 'query.name', 'the name', query.name, 1, 200);
  if (!/^[A-Za-z]\w*(?:\.[A-Za-z]\w*){4}$/.test(query.name)) {
    report(
      'query.name',
      'the name has not five parts with dots between.',
      'Name it like org.example.product.area.name.',
    );
  }
  if (/^com\.powerschool\b/i.test(query.name)) {
    report('query.name', 'names that begin with com.powerschool are PowerSchool’s own.', 'Begin with your own domain.');
  }
  if (query.coreTable?.toUpperCase() === 'TEACHERS') {
    report('query.coreTable', 'TEACHERS is a view and cannot be the core table.', 'Use SCHOOLSTAFF or USERS.');
  }
}

function checkArguments(query: PackagedQuery, element: XmlElement, report: Report): void {
  const names = query.args.map((argument) => argument.name);
  if (new Set(names).size < names.length) report('query.args', 'two arguments have one name.', 'Rename one of them.');
  for (const { name, column } of query.args) {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) {
      report(
        'query.args',
        'an argument’s name is not an identifier.',
        'Use letters, digits and _, beginning with a letter.',
      );
    }
    if (column !== null && !realField.test(column)) {
      report('query.args', 'an argument’s column is not of the form TABLE.FIELD.', 'Name a real table and column.');
    }
  }
  for (const { attributes } of childrenOf(childOf(element, 'args'), 'arg')) {
    checkChoice(report, 'query.args', 'an argument’s type', attributes['type'], ['primitive', 'array']);
    checkChoice(report, 'query.args', 'an argument’s required', attributes['required'], ['true', 'false']);
    checkChoice(report, 'query.args', 'an argument’s casing', attributes['casing'], ['upper', 'lower', 'none']);
  }
}

function checkColumns(query: PackagedQuery, report: Report): void {
  if (query.columns.length === 0)
    report('query.columns', 'it declares no columns.', 'List one column for each that the SELECT returns.');
  const aliases = query.columns.map((column) => column.alias.toLowerCase());
  if (new Set(aliases).size < aliases.length)
    report('query.alias', 'two columns have one alias.', 'Rename one of them.');
  for (const { field, alias } of query.columns) {
    if (!realField.test(field)) {
      report(
        'query.columns',
        'a column is not of the form TABLE.FIELD.',
        'Name a real table and column, for computed values as well.',
      );
    }
    if (!/^\w+(?:\.\w+)?$/.test(alias)) {
      report('query.alias', 'an alias is not made of one or two parts of letters, digits and _.', 'Correct the alias.');
    } else if (query.coreTable === null && !alias.includes('.')) {
      report(
        'query.alias',
        'an alias of one part needs a core table.',
        'Name the query’s coreTable, or write TABLE.alias.',
      );
    }
  }
}

function checkSql(query: PackagedQuery, report: Report): void {
  const facts = readSelect(query.sql);
  if (!facts.isSelect || facts.isMany) {
    report('query.sql', 'the SQL is not one SELECT.', 'Use a single statement that begins with SELECT or WITH.');
    return;
  }
  if (!facts.hasOrder)
    report('query.order', 'the SQL has no ORDER BY, so pages may overlap.', 'Order by a unique key.');
  const names = new Set(query.args.map((argument) => argument.name));
  for (const bind of facts.binds) {
    if (names.has(bind)) continue;
    report('query.args', `the SQL uses :${bind}, which is no argument.`, 'Declare it in args.');
  }
  if (facts.columns === null) return;
  if (facts.columns.length !== query.columns.length) {
    const counts = `${query.columns.length} columns are declared and the SELECT returns ${facts.columns.length}.`;
    report('query.columns', counts, 'Declare the columns in the order and number of the SELECT.');
  }
  const named = facts.columns.filter((name) => name !== '');
  if (new Set(named).size < named.length) {
    report('query.sql', 'the SELECT returns two columns of one name.', 'Give one of them another name with AS.');
  }
}
