import { MantineProvider, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react';
import type { Appearance } from '../../../shared/ipc/contract/appearance.ts';
import { cssVariables, themeFor } from '../../theme.ts';
import { useFollowedAppearance } from './use-appearance.ts';

interface Props {
  /** What the page's policy wants to see on a style that is made at run time. */
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}

const schemes = { light: 'light', dark: 'dark', system: 'auto' } as const satisfies Readonly<
  Record<Appearance['theme'], MantineColorScheme>
>;

/** Colours, density and the size of letters as they were chosen, for everything inside. */
export function AppearanceProvider({ nonce, children }: Props) {
  const { appearance, isKnown } = useFollowedAppearance();
  const { density, fontSize } = appearance;
  const theme = useMemo(() => themeFor(density, fontSize), [density, fontSize]);
  useLayoutEffect(() => {
    const { documentElement } = document;
    documentElement.dataset['density'] = density;
    documentElement.style.setProperty('--gs-letters', String(fontSize / 100));
    documentElement.style.fontSize = fontSize === 100 ? '' : `${fontSize}%`;
  }, [density, fontSize]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(nonce === undefined ? {} : { getStyleNonce: () => nonce })}
    >
      <Scheme wanted={isKnown ? schemes[appearance.theme] : undefined} />
      {children}
    </MantineProvider>
  );
}

/** Until the profile has answered, the colours are those that this browser had last. */
function Scheme({ wanted }: { readonly wanted: MantineColorScheme | undefined }) {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (wanted !== undefined) setColorScheme(wanted);
    // oxlint-disable-next-line react/exhaustive-deps -- The function is a new one each time and does the same.
  }, [wanted]);
  return null;
}
