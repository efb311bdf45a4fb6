import { Checkbox, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isPartnerCheck } from '../../../../shared/integration/check-report.ts';
import type { DraftFile } from '../../../../shared/integration/draft.ts';
import { addressFromPasted, webAddress } from '../../../../shared/integration/web-address.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { formerTexts } from '../../remap/texts.ts';
import { CheckList } from '../connection/check-list.tsx';
import { SecretField } from '../connection/secret-field.tsx';
import { useChecks } from '../connection/use-checks.ts';
import { partnerTexts } from '../partner-texts.ts';
import { draftQuery } from '../queries.ts';
import { fieldId, problemAt, type StepProps } from '../step.ts';

type PartnerPatch = NonNullable<DraftFile['partner']>;

interface EditorProps {
  readonly value: PartnerPatch;
  readonly onChange: (patch: PartnerPatch) => void;
  readonly errorAt?: (field: string) => string | undefined;
}

/** Where School Passport is, which OneRoster it speaks, and as whom one signs in there. */
export function PartnerEditor({ value, onChange, errorAt }: EditorProps) {
  const { url = '', tokenUrl, clientId, version = '1.1', auth = 'oauth2' } = value;
  const leave = (text: string, put: (address: string) => void): void => {
    const address = addressFromPasted(text);
    if (address !== undefined && address !== text) put(address);
  };
  return (
    <Stack>
      <TextInput
        id={fieldId('partner.url')}
        type="url"
        label={partnerTexts.url}
        description={partnerTexts.urlHint}
        required
        spellCheck={false}
        autoComplete="off"
        value={url}
        onChange={({ currentTarget }) => onChange({ url: currentTarget.value })}
        onBlur={() => leave(url, (address) => onChange({ url: address }))}
        error={errorAt?.('partner.url')}
      />
      <Select
        id={fieldId('partner.version')}
        label={partnerTexts.version}
        allowDeselect={false}
        data={[
          { value: '1.1', label: 'OneRoster 1.1' },
          { value: '1.2', label: 'OneRoster 1.2' },
        ]}
        value={version}
        onChange={(chosen) => onChange(chosen === '1.2' ? { version: '1.2', auth: 'oauth2' } : { version: '1.1' })}
      />
      <Radio.Group
        label={partnerTexts.auth}
        value={auth}
        onChange={(chosen) => onChange({ auth: chosen === 'oauth1' ? 'oauth1' : 'oauth2' })}
        error={errorAt?.('partner.auth')}
      >
        <Stack gap="xs" mt="xs">
          <Radio id={fieldId('partner.auth')} value="oauth2" label={partnerTexts.oauth2} />
          <Radio value="oauth1" label={partnerTexts.oauth1} disabled={version === '1.2'} />
        </Stack>
      </Radio.Group>
      {auth === 'oauth1' ? null : (
        <TextInput
          id={fieldId('partner.tokenUrl')}
          type="url"
          label={partnerTexts.tokenUrl}
          description={partnerTexts.tokenUrlHint}
          spellCheck={false}
          autoComplete="off"
          value={tokenUrl ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ tokenUrl: currentTarget.value === '' ? null : currentTarget.value })
          }
          onBlur={() => leave(tokenUrl ?? '', (address) => onChange({ tokenUrl: address }))}
          error={errorAt?.('partner.tokenUrl')}
        />
      )}
      <TextInput
        id={fieldId('partner.clientId')}
        label={partnerTexts.clientId}
        required
        spellCheck={false}
        autoComplete="off"
        value={clientId ?? ''}
        onChange={({ currentTarget }) => onChange({ clientId: currentTarget.value })}
        error={errorAt?.('partner.clientId')}
      />
    </Stack>
  );
}

/** The other end of a 2-Way Sync, tried as soon as it can be. */
export function PartnerStep({ draft, change, ...shown }: StepProps) {
  const target: SetupTarget = { kind: 'draft', id: draft.draftId };
  const stored = useQuery(draftQuery(useClient(), draft.draftId)).data;
  const [secrets, setSecrets] = useState(0);
  const partner = draft.file.partner ?? {};
  const settings = JSON.stringify(partner);
  const hasAddress = webAddress.safeParse(partner.url).success;
  const isStored = stored !== undefined && JSON.stringify(stored.file.partner ?? {}) === settings;
  const canSignIn = (partner.clientId ?? '').trim() !== '' && draft.secrets.partner;
  const isUntried = (stored?.checks ?? []).every((report) => !isPartnerCheck(report));
  const isDue = hasAddress && canSignIn && isStored && isUntried;
  const checks = useChecks(target, `${String(secrets)} ${settings}`, isDue);
  const known = checks.isRunning ? checks.found : (draft.checks ?? checks.found);
  return (
    <Stack gap="xl">
      <Text size="sm">{partnerTexts.which}</Text>
      <PartnerEditor
        value={partner}
        onChange={(patch) => change({ partner: { system: 'school-passport', ...patch } })}
        errorAt={(field) => problemAt(shown, field)}
      />
      <SecretField
        target={target}
        name="partner.clientSecret"
        label={partnerTexts.secret}
        error={problemAt(shown, 'partner.clientSecret')}
        onChanged={() => setSecrets((count) => count + 1)}
      />
      <Checkbox
        label={formerTexts.expected}
        description={formerTexts.hint}
        checked={draft.file.formerIds?.expected === true}
        onChange={({ currentTarget }) => change({ formerIds: { expected: currentTarget.checked } })}
      />
      <CheckList
        checks={checks}
        reports={known?.filter(isPartnerCheck) ?? null}
        canStart={hasAddress}
        canSignIn={canSignIn}
        versionConfirmed={false}
        onConfirmVersion={() => undefined}
      />
    </Stack>
  );
}
