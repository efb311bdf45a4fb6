import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addressFromPasted } from '../../../../shared/integration/web-address.ts';
import { fieldId } from '../step.ts';
import { texts } from './texts.ts';

export interface AddressParts {
  readonly url?: string | undefined;
  readonly clientId?: string | null | undefined;
  readonly caFile?: string | null | undefined;
}

interface Props {
  readonly value: AddressParts;
  readonly onChange: (patch: AddressParts) => void;
  /** A private certificate authority is for tests alone (C12). */
  readonly isTest: boolean;
  /** The sentence beside a field, by its path in the integration file. */
  readonly errorAt?: (field: string) => string | undefined;
}

/** Where PowerSchool is and as whom one signs in there. What is pasted with blanks or without https:// is put right when it is left. */
export function AddressFields({ value, onChange, isTest, errorAt }: Props) {
  const [isWrong, setWrong] = useState(false);
  const { url = '', clientId, caFile } = value;

  function leaveUrl(): void {
    const address = addressFromPasted(url);
    setWrong(url.trim() !== '' && address === undefined);
    if (address !== undefined && address !== url) onChange({ url: address });
  }

  return (
    <Stack>
      <TextInput
        id={fieldId('powerschool.url')}
        type="url"
        label={texts.url}
        description={texts.urlHint}
        required
        spellCheck={false}
        autoComplete="off"
        value={url}
        onChange={({ currentTarget }) => {
          setWrong(false);
          onChange({ url: currentTarget.value });
        }}
        onBlur={leaveUrl}
        error={isWrong ? texts.urlWrong : errorAt?.('powerschool.url')}
      />
      {isTest || (caFile ?? '') !== '' ? (
        <TextInput
          id={fieldId('powerschool.caFile')}
          label={texts.caFile}
          description={texts.caFileHint}
          spellCheck={false}
          autoComplete="off"
          value={caFile ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ caFile: currentTarget.value === '' ? null : currentTarget.value })
          }
          error={errorAt?.('powerschool.caFile')}
        />
      ) : null}
      <TextInput
        id={fieldId('powerschool.clientId')}
        label={texts.clientId}
        description={texts.clientIdHint}
        required
        spellCheck={false}
        autoComplete="off"
        value={clientId ?? ''}
        onChange={({ currentTarget }) => onChange({ clientId: currentTarget.value })}
        onBlur={() => {
          const text = (clientId ?? '').trim();
          if (text !== clientId && text !== '') onChange({ clientId: text });
        }}
        error={errorAt?.('powerschool.clientId')}
      />
    </Stack>
  );
}
