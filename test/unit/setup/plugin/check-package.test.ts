import { describe, expect, it } from 'vitest';
import { checkPackage } from '../../../../electron/setup/plugin/check-package.ts';
import { readPluginPackage } from '../../../../electron/setup/plugin/read-package.ts';
import { rawZip } from './raw-zip.ts';
import { bytesOf, manifest, queryFile } from './sample.ts';

const problemsOf = async (xml: string) => checkPackage(await readPluginPackage(bytesOf(xml)));
const rulesOf = async (xml: string) => (await problemsOf(xml)).map((problem) => problem.rule);
const field = (attributes: string) => manifest({ access: `<access_request><field ${attributes}/></access_request>` });
const queryRules = async (content: string, path = 'queries_root/a.named_queries.xml') => {
  const plugin = await readPluginPackage(
    rawZip([
      { path: 'plugin.xml', content: manifest() },
      { path, content },
    ]),
  );
  return checkPackage(plugin).map((problem) => problem.rule);
};
const named = (name: string) => queryFile({ attributes: `name="${name}" coreTable="STUDENTS" flattened="true"` });
const argument = (attributes: string) =>
  queryFile({
    args: `<args><arg ${attributes}/></args>`,
    sql: 'SELECT STUDENTS.DCID FROM STUDENTS WHERE STUDENTS.DCID = :who ORDER BY 1',
  });
const x = (length: number) => 'x'.repeat(length);

describe('checkPackage', () => {
  it('finds nothing in a plugin that keeps the rules', async () => {
    const links = `<links><link title="${x(256)}" display-text="${x(100)}" path="/${x(999)}"><ui_contexts>
      <ui_context id="admin.header"/><ui_context id="teacher.pro.apps"/></ui_contexts></link></links>`;
    const more = `${links}<registration url="https://example.org/register"/>`;
    expect(await rulesOf(manifest({ more }))).toEqual([]);
    expect(await queryRules(queryFile())).toEqual([]);
  });

  it('takes the elements in any order', async () => {
    const publisher = '<publisher name="P"><contact email="a@b.c"/></publisher>';
    expect(await rulesOf(manifest({ oauth: publisher, publisher: '<oauth/>' }))).toEqual([]);
  });

  it.each<readonly [string, string, (length: number) => string, number]>([
    ['plugin name', 'plugin.name', (n) => manifest({ attributes: `name="${x(n)}"` }), 40],
    ['version', 'plugin.version', (n) => manifest({ attributes: `name="a" version="${'1'.repeat(n)}"` }), 20],
    ['description', 'plugin.description', (n) => manifest({ attributes: `name="a" description="${x(n)}"` }), 256],
    [
      'publisher name',
      'publisher.name',
      (n) => manifest({ publisher: `<publisher name="${x(n)}"><contact email="a"/></publisher>` }),
      100,
    ],
    [
      'e-mail address',
      'contact.email',
      (n) => manifest({ publisher: `<publisher name="a"><contact email="${x(n)}"/></publisher>` }),
      40,
    ],
    [
      'telephone number',
      'contact.phone',
      (n) => manifest({ publisher: `<publisher name="a"><contact email="a" phone="${x(n)}"/></publisher>` }),
      20,
    ],
    ['table', 'field.table', (n) => field(`table="${x(n)}" field="a" access="ViewOnly"`), 30],
    ['column', 'field.field', (n) => field(`table="a" field="${x(n)}" access="ViewOnly"`), 30],
    ['link title', 'link.title', (n) => manifest({ more: `<links><link title="${x(n)}"/></links>` }), 256],
    ['link text', 'link.text', (n) => manifest({ more: `<links><link display-text="${x(n)}"/></links>` }), 100],
    ['link path', 'link.path', (n) => manifest({ more: `<links><link path="${x(n)}"/></links>` }), 1000],
    [
      'registration address',
      'registration.url',
      (n) => manifest({ more: `<registration url="https://${x(n - 8)}"/>` }),
      1000,
    ],
    ['single sign-on host', 'openid.host', (n) => manifest({ more: `<openid host="${x(n)}"/>` }), 256],
    [
      'content host',
      'cdn.name',
      (n) => manifest({ access: `<access_request><cdn_request><cdn name="${x(n)}"/></cdn_request></access_request>` }),
      300,
    ],
  ])('takes a %s of the longest length and refuses one character more', async (_, rule, make, most) => {
    expect(await rulesOf(make(most))).toEqual([]);
    const [problem, ...others] = await problemsOf(make(most + 1));
    expect(others).toEqual([]);
    expect(problem?.rule).toBe(rule);
    expect(problem?.message).toContain(`${most + 1} characters`);
    expect(problem?.fix).toContain(String(most));
  });

  it('counts characters, not code units', async () => {
    expect(await rulesOf(manifest({ attributes: `name="${'𝒢'.repeat(40)}"` }))).toEqual([]);
  });

  it.each([
    ['another namespace', manifest().replace('pearson.com"', 'example.com"'), 'plugin.namespace'],
    ['no namespace', manifest().replace(/xmlns="[^"]*"/, ''), 'plugin.namespace'],
    ['no name', manifest({ attributes: '' }), 'plugin.name'],
    ['an empty name', manifest({ attributes: 'name=""' }), 'plugin.name'],
    ['letters in its version', manifest({ attributes: 'name="a" version="1.0b"' }), 'plugin.version'],
    ['deletable that is neither', manifest({ attributes: 'name="a" deletable="maybe"' }), 'plugin.deletable'],
    ['an unknown attribute', manifest({ attributes: 'name="a" colour="red"' }), 'plugin.attribute'],
    ['an unknown element', manifest({ more: '<extra/>' }), 'plugin.element'],
    ['an element twice', manifest({ more: '<oauth/>' }), 'plugin.element'],
    ['no publisher', manifest({ publisher: '' }), 'plugin.publisher'],
    ['a publisher without contact', manifest({ publisher: '<publisher name="a"/>' }), 'publisher.contact'],
    [
      'two contacts',
      manifest({ publisher: '<publisher name="a"><contact email="a"/><contact email="b"/></publisher>' }),
      'publisher.contact',
    ],
    [
      'a contact without e-mail',
      manifest({ publisher: '<publisher name="a"><contact/></publisher>' }),
      'contact.email',
    ],
    ['a wrong level of v1', manifest({ oauth: '<oauth accessLevelV1Api="read"/>' }), 'oauth.v1'],
    ['a wrong access', field('table="a" field="b" access="viewonly"'), 'field.access'],
    ['no access', field('table="a" field="b"'), 'field.access'],
    ['no column', field('table="a" access="ViewOnly"'), 'field.field'],
    ['a wildcard', field('table="a" field="*" access="ViewOnly"'), 'field.field'],
    [
      'an unknown place of a link',
      manifest({ more: '<links><link><ui_contexts><ui_context id="x"/></ui_contexts></link></links>' }),
      'link.context',
    ],
    ['registration without https', manifest({ more: '<registration url="http://a"/>' }), 'registration.url'],
  ])('names the rule that %s breaks', async (_, xml, rule) => {
    expect(await rulesOf(xml)).toEqual([rule]);
  });

  it.each([
    ['a namespace', queryFile({ root: 'queries xmlns="http://plugin.powerschool.pearson.com"' }), 'queries.namespace'],
    ['another root', queryFile({ root: 'query_list' }), 'queries.root'],
    ['a name of four parts', named('com.example.product.list'), 'query.name'],
    ['a name of six parts', named('com.example.product.area.more.list'), 'query.name'],
    ['a name of PowerSchool’s own', named('com.powerschool.product.area.list'), 'query.name'],
    ['a name of 201 characters', named(`com.example.product.area.${x(176)}`), 'query.name'],
    ['a summary of 51 characters', queryFile({ more: `<summary>${x(51)}</summary>` }), 'query.summary'],
    [
      'a view as core table',
      queryFile({ attributes: 'name="a.b.c.d.e" coreTable="Teachers" flattened="true"' }),
      'query.coreTable',
    ],
    ['flattened that is neither', queryFile().replace('flattened="true"', 'flattened="yes"'), 'query.flattened'],
    ['an alias of one part without core table', queryFile({ attributes: 'name="a.b.c.d.e"' }), 'query.alias'],
    ['a wrong alias', queryFile({ columns: '<column column="STUDENTS.DCID">a-b</column>' }), 'query.alias'],
    ['a column without table', queryFile({ columns: '<column column="DCID">dcid</column>' }), 'query.columns'],
    [
      'a column too many',
      queryFile({ columns: '<column column="CC.ID">a</column><column column="CC.ID">b</column>' }),
      'query.columns',
    ],
    ['a column too few', queryFile({ sql: 'SELECT DCID, ID FROM STUDENTS ORDER BY DCID' }), 'query.columns'],
    ['no ORDER BY', queryFile({ sql: 'SELECT DCID FROM STUDENTS' }), 'query.order'],
    [
      'ORDER BY in a subquery only',
      queryFile({ sql: 'SELECT DCID FROM (SELECT DCID FROM STUDENTS ORDER BY DCID)' }),
      'query.order',
    ],
    ['a statement that writes', queryFile({ sql: 'DELETE FROM STUDENTS' }), 'query.sql'],
    ['two statements', queryFile({ sql: 'SELECT DCID FROM CC ORDER BY 1; DROP TABLE CC' }), 'query.sql'],
    ['an undeclared argument', queryFile({ sql: 'SELECT ID FROM CC WHERE ID = :who ORDER BY 1' }), 'query.args'],
    ['an argument’s unknown type', argument('name="who" type="list"'), 'query.args'],
    ['an argument’s unknown casing', argument('name="who" casing="title"'), 'query.args'],
    ['an argument’s wrong column', argument('name="who" column="DCID"'), 'query.args'],
  ])('names the rule that a query with %s breaks', async (_, content, rule) => {
    expect(await queryRules(content)).toEqual([rule]);
  });

  it('takes a query name of 200 characters and a summary of 50', async () => {
    expect(await queryRules(named(`com.example.product.area.${x(175)}`))).toEqual([]);
    expect(await queryRules(queryFile({ more: `<summary>${x(50)}</summary>` }))).toEqual([]);
  });

  it('counts the columns of the outermost SELECT through brackets, texts and comments', async () => {
    const columns = ['a', 'b', 'c'].map((alias) => `<column column="CC.ID">${alias}</column>`).join('');
    const sql = `WITH t AS (SELECT ID, DCID FROM CC)
      SELECT DISTINCT NVL(a.ID, 0) AS a, -- one, two FROM
        (SELECT MAX(ID) FROM CC) b, 'x, y FROM z' AS c
      FROM t a ORDER BY 1`;
    expect(await queryRules(queryFile({ columns, sql }))).toEqual([]);
  });

  it('refuses two columns of one name and two queries of one name', async () => {
    const columns = '<column column="CC.ID">a</column><column column="STUDENTS.ID">b</column>';
    const sql = 'SELECT CC.ID, STUDENTS.ID FROM CC JOIN STUDENTS ON 1 = 1 ORDER BY 1';
    expect(await queryRules(queryFile({ columns, sql }))).toEqual(['query.sql']);
    const inner = queryFile().replaceAll(/<\/?queries>/g, '');
    expect(await queryRules(`<queries>${inner}${inner}</queries>`)).toEqual(['query.name']);
  });

  it('names query files that PowerSchool would not find', async () => {
    expect(await queryRules(queryFile(), 'queries_root/a.xml')).toEqual(['queries.place']);
    expect(await queryRules(queryFile(), 'a.named_queries.xml')).toEqual(['queries.place']);
  });

  it('says file, cause and next step of each problem in sentences', async () => {
    for (const problem of await problemsOf(manifest({ attributes: 'version="x"', publisher: '' }))) {
      expect(problem.file).toBe('plugin.xml');
      expect(problem.message).toMatch(/^[A-Z].*\.$/);
      expect(problem.fix).toMatch(/^[A-Z].*\.$/);
    }
  });
});
