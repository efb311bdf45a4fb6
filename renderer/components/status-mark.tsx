import { Badge } from '@mantine/core';
import type { RunReport } from '../../shared/integration/run.ts';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import { stateWords, statusWords } from './words.ts';

const statusColors: Readonly<Record<RunReport['status'], string>> = {
  running: 'indigo',
  succeeded: 'teal',
  failed: 'red',
  guarded: 'orange',
  cancelled: 'gray',
  interrupted: 'orange',
};

const stateColors: Readonly<Record<HomeCard['state'], string>> = {
  neverSynced: 'gray',
  syncing: 'indigo',
  upToDate: 'teal',
  needsAttention: 'orange',
};

export const StatusMark = ({ status }: { readonly status: RunReport['status'] }) => (
  <Mark color={statusColors[status]} text={statusWords[status]} />
);

export const StateMark = ({ state }: { readonly state: HomeCard['state'] }) => (
  <Mark color={stateColors[state]} text={stateWords[state]} />
);

/** The colour repeats what the words say; it never says it alone. */
const Mark = ({ color, text }: { readonly color: string; readonly text: string }) => (
  <Badge color={color} variant="light" size="lg" radius="sm" tt="none" className="gs-mark" data-color={color}>
    {text}
  </Badge>
);
