import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useClient } from '../api/client-context.ts';

/** Says so while the backend cannot be reached. */
export function ConnectionBanner() {
  const client = useClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => client.onConnection(setConnected), [client]);
  return (
    <div aria-live="polite">
      {connected ? null : (
        <Alert mb="md" color="orange" icon={<IconPlugConnectedX aria-hidden />} title="Grade Sync does not answer.">
          Trying again … If it was stopped, start it again and open the address that it prints.
        </Alert>
      )}
    </div>
  );
}
