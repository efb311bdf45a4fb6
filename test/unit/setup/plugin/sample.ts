/** A plugin.xml in which single parts can be replaced. */
export function manifest(
  parts: {
    readonly attributes?: string;
    readonly oauth?: string;
    readonly access?: string;
    readonly publisher?: string;
    readonly more?: string;
  } = {},
): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<plugin xmlns="http://plugin.powerschool.pearson.com" ${parts.attributes ?? 'name="Other" version="1.0"'}>`,
    parts.oauth ?? '<oauth/>',
    parts.access ?? '<access_request><field table="Students" field="dcid" access="ViewOnly"/></access_request>',
    parts.publisher ?? '<publisher name="Somebody"><contact email="it@example.org"/></publisher>',
    parts.more ?? '',
    '</plugin>',
  ].join('\n');
}

/** A query file with one query in which single parts can be replaced. */
export function queryFile(
  parts: {
    readonly root?: string;
    readonly attributes?: string;
    readonly args?: string;
    readonly columns?: string;
    readonly sql?: string;
    readonly more?: string;
  } = {},
): string {
  return [
    `<${parts.root ?? 'queries'}>`,
    `<query ${parts.attributes ?? 'name="com.example.product.area.list" coreTable="STUDENTS" flattened="true"'}>`,
    parts.more ?? '<description>List</description>',
    parts.args ?? '',
    `<columns>${parts.columns ?? '<column column="STUDENTS.DCID">dcid</column>'}</columns>`,
    `<sql><![CDATA[${parts.sql ?? 'SELECT STUDENTS.DCID FROM STUDENTS ORDER BY STUDENTS.DCID'}]]></sql>`,
    '</query>',
    `</${(parts.root ?? 'queries').split(' ')[0]}>`,
  ].join('\n');
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
