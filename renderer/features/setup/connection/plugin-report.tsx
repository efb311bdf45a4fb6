import { Accordion, Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { PluginLook } from '../../../../shared/ipc/contract/plugin.ts';
import { CopyLines } from './copy-lines.tsx';
import { texts } from './texts.ts';

/** What a plugin is and does, for people who install plugins and know no tables. */
export function PluginReport({ look }: { readonly look: PluginLook }) {
  const { plugin, asks, needless, brings } = look;
  return (
    <Stack gap="sm" className="gs-tile">
      <div>
        <Text fw={600} className="gs-name">
          {plugin.name === '' ? texts.unnamed : plugin.name}
        </Text>
        <Text size="sm" c="dimmed" className="gs-name">
          {`${texts.version(plugin.version)}, ${texts.publisher(plugin.publisher, plugin.contact)}`}
        </Text>
        {plugin.description === null ? null : (
          <Text size="sm" className="gs-name">
            {plugin.description}
          </Text>
        )}
      </div>
      <Verdict look={look} />
      <Accordion multiple variant="contained" className="gs-fold" defaultValue={[]}>
        <Accordion.Item value="asks">
          <Accordion.Control>{`${texts.asks} (${asks.length})`}</Accordion.Control>
          <Accordion.Panel>{asks.length === 0 ? texts.asksNothing : <Asks asks={asks} />}</Accordion.Panel>
        </Accordion.Item>
        {brings.length === 0 ? null : (
          <Accordion.Item value="brings">
            <Accordion.Control>{texts.brings}</Accordion.Control>
            <Accordion.Panel>
              <Sentences sentences={brings} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {needless.nothing ? null : (
          <Accordion.Item value="needless">
            <Accordion.Control>{`${texts.needless} (${needless.sentences.length})`}</Accordion.Control>
            <Accordion.Panel>
              <Sentences sentences={needless.sentences} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </Stack>
  );
}

function Verdict({ look: { suffices, lacks, problems } }: { readonly look: PluginLook }) {
  if (suffices) {
    return <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />} title={texts.suffices} />;
  }
  return (
    <>
      {problems.length === 0 ? null : (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={texts.breaksRules}>
          <Sentences sentences={problems.map(({ file, message, fix }) => `${file}: ${message} ${fix}`)} />
        </Alert>
      )}
      {lacks.nothing ? null : (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={texts.lacks}>
          <Sentences sentences={lacks.sentences} />
        </Alert>
      )}
      {lacks.fields.length === 0 ? null : (
        <div>
          <Text size="sm" fw={500} mb={4}>
            {texts.lines}
          </Text>
          <CopyLines lines={lacks.fields.map(({ line }) => line)} />
        </div>
      )}
    </>
  );
}

const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <List size="sm" className="gs-name" c="var(--mantine-color-text)">
    {sentences.map((sentence) => (
      <List.Item key={sentence}>{sentence}</List.Item>
    ))}
  </List>
);

const Asks = ({ asks }: Pick<PluginLook, 'asks'>) => (
  <List size="sm" className="gs-name" spacing={4}>
    {asks.map(({ table, access, sentence }) => {
      const [what = '', columns = ''] = sentence.replace(/ — [^—]*$/, '').split(/: (.*)/s);
      return (
        <List.Item key={`${table} ${access}`}>
          <strong>{what}</strong>
          {`: ${columns} — `}
          {access === 'read' ? texts.reads : <strong>{texts.writes}</strong>}
        </List.Item>
      );
    })}
  </List>
);
