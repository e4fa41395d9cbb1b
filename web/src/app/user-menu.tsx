import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconKey, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-api.ts';
import { endSession, useSession } from './session.ts';

/** Who is at the screen, with the ways to change the password and to leave. */
export function UserMenu({ showKeys }: { readonly showKeys: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useChange(api.session.signOut);
  const leave = async () => {
    await signOut.mutateAsync({}).catch(() => undefined);
    await navigate({ to: '/sign-in' });
    endSession(queries);
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={t('shell.person', { name: user.name })}>
          <Avatar name={user.name} size={32} color="petrol.8" variant="filled" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">{user.email}</Text>
          <Text size="xs">{user.roles.map((role) => t(`roles.${role}`)).join(', ')}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => void navigate({ to: '/password' })}>
          {t('session.changePassword')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={showKeys}>
          {t('shell.keys')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('session.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
