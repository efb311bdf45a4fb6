import { ZipFile } from 'yazl';

export interface PluginParts {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  /** Attributes of `<oauth>`; null leaves the element out. */
  readonly oauth?: string | null;
  /** `TABLE.FIELD` or `TABLE.FIELD:FullAccess`. */
  readonly fields?: readonly string[];
  readonly publisher?: string;
  /** Content of the one query file. */
  readonly queries?: readonly string[];
  readonly queriesRoot?: string;
}

export interface QueryParts {
  readonly name: string;
  readonly sql: string;
  /** `alias=TABLE.FIELD`. */
  readonly columns: readonly string[];
  readonly coreTable?: string;
  readonly flattened?: boolean;
  /** Attributes of each `<arg>`. */
  readonly args?: readonly string[];
}

export function manifestXml(parts: PluginParts = {}): string {
  const fields = (parts.fields ?? []).map((text) => {
    const [column = '', access = 'ViewOnly'] = text.split(':');
    const [table = '', field = ''] = column.split('.');
    return `<field table="${table}" field="${field}" access="${access}"/>`;
  });
  const publisher = parts.publisher ?? '<publisher name="Example"><contact email="it@example.org"/></publisher>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<plugin xmlns="http://plugin.powerschool.pearson.com" name="${parts.name ?? 'Example'}" version="${parts.version ?? '1.0'}"
  description="${parts.description ?? ''}">
  ${parts.oauth === null ? '' : `<oauth ${parts.oauth ?? ''}/>`}
  <access_request>${fields.join('')}</access_request>
  ${publisher}
</plugin>`;
}

export function queryXml({ name, sql, columns, coreTable, flattened, args }: QueryParts): string {
  const core = coreTable === undefined ? '' : ` coreTable="${coreTable}"`;
  const flat = flattened === false ? '' : ' flattened="true"';
  const list = columns.map((text) => {
    const [alias = '', column = ''] = text.split('=');
    return `<column column="${column}">${alias}</column>`;
  });
  return `<query name="${name}"${core}${flat}><description>Test</description>
    <args>${(args ?? []).map((attributes) => `<arg ${attributes}/>`).join('')}</args>
    <columns>${list.join('')}</columns><sql><![CDATA[${sql}]]></sql></query>`;
}

export async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A plugin as an administrator would upload it. */
export function pluginFile(parts: PluginParts = {}): Promise<Uint8Array> {
  const root = parts.queriesRoot ?? '<queries>';
  const queries =
    parts.queries === undefined
      ? {}
      : { 'queries_root/test.named_queries.xml': `${root}${parts.queries.join('')}</queries>` };
  return zipOf({ 'plugin.xml': manifestXml(parts), ...queries });
}
