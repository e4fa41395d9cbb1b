import { Alert, AppShell, Burger, Group, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFlask } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../parts/brand.tsx';
import { AppearanceSwitch } from './appearance-switch.tsx';
import { KeysHelp } from './keys-help.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { doorsFor } from './navigation.ts';
import { PaletteButton } from './palette-button.tsx';
import { useSession } from './session.ts';
import { UserMenu } from './user-menu.tsx';

/** What stands around every scene: doors on the left, search and the person at the top. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const [keysShown, showKeys] = useState(false);
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the drawer on a phone
  useEffect(close, [path]);
  return (
    <AppShell
      header={{ height: 54 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip" href="#scene">
        {t('shell.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} aria-expanded={opened} />
            <Brand />
          </Group>
          <Group gap={6} wrap="nowrap">
            <PaletteButton />
            <LanguageSwitch />
            <AppearanceSwitch />
            <UserMenu showKeys={() => showKeys(true)} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('shell.navigation')}>
        <ScrollArea>
          {doorsFor(session).map(({ name, to, icon: Icon }) => (
            <Link key={name} to={to} className="nav-link" activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={18} stroke={1.6} aria-hidden />
              {t(`doors.${name}`)}
            </Link>
          ))}
        </ScrollArea>
        <Text size="xs" c="dimmed" mt="auto" px={10} py={6}>
          Posthorn {session.version}
        </Text>
      </AppShell.Navbar>
      <AppShell.Main id="scene" tabIndex={-1}>
        {session.demonstration && (
          <Alert color="brass" variant="light" icon={<IconFlask size={18} aria-hidden />} mb="md" py={8} className="demonstration">
            {t('shell.demonstration')}{' '}
            <Link to="/catcher" style={{ color: 'inherit' }}>
              {t('shell.demonstrationLink')}
            </Link>
          </Alert>
        )}
        <Outlet />
      </AppShell.Main>
      <KeysHelp opened={keysShown} set={showKeys} />
    </AppShell>
  );
}
