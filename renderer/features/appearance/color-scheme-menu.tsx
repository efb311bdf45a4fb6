import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustments, IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { themes } from '../../../shared/ipc/contract/appearance.ts';
import { hrefOf } from '../../route.ts';
import { texts } from './texts.ts';
import { useAppearance } from './use-appearance.ts';

const icons = { light: IconSun, dark: IconMoon, system: IconDeviceDesktop } as const;

/** Light, dark, or the system's choice; and the way to the rest. */
export function ColorSchemeMenu() {
  const { appearance, change } = useAppearance();
  const Icon = icons[appearance.theme];
  return (
    <Menu position="bottom-end" width="17rem">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={texts.menu}>
          <Icon size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map((theme) => {
          const Own = icons[theme];
          return (
            <Menu.Item
              key={theme}
              leftSection={<Own size={16} aria-hidden />}
              rightSection={theme === appearance.theme ? <IconCheck size={16} aria-label={texts.chosen} /> : null}
              onClick={() => change({ theme })}
            >
              {texts.themes[theme]}
            </Menu.Item>
          );
        })}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={hrefOf({ screen: 'appearance' })}
          leftSection={<IconAdjustments size={16} aria-hidden />}
        >
          {texts.more}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
