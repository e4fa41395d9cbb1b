import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/scene-error.tsx';
import { useSession } from '../../app/session.ts';
import { Page } from '../../parts/page.tsx';
import { ApiKeys } from './api-keys.tsx';
import { Areas } from './areas.tsx';
import { Assistant } from './assistant.tsx';
import { Audit } from './audit.tsx';
import { Stages } from './stages.tsx';
import { Users } from './users.tsx';
import { Webhooks } from './webhooks.tsx';

const route = getRouteApi('/inside/administration/$tab');
const tabs = [
  { name: 'users', needs: 'users:read', scene: Users },
  { name: 'keys', needs: 'keys:read', scene: ApiKeys },
  { name: 'webhooks', needs: 'webhooks:read', scene: Webhooks },
  { name: 'areas', needs: 'content:configure', scene: Areas },
  { name: 'stages', needs: 'content:configure', scene: Stages },
  { name: 'assistant', needs: 'content:configure', scene: Assistant },
  { name: 'audit', needs: 'audit:read', scene: Audit },
] as const;

/** Who may do what, which machines may call, and the record of who did what. */
export function Administration() {
  const { t } = useTranslation();
  const { tab } = route.useParams();
  const navigate = useNavigate();
  const { permissions } = useSession();
  const shown = tabs.filter(({ needs }) => permissions.includes(needs));
  const current = shown.find(({ name }) => name === tab) ?? shown[0];
  if (!current) return <NotFound />;
  const Scene = current.scene;
  return (
    <Page title={t('doors.administration')}>
      <Tabs
        value={current.name}
        onChange={(name) => name && void navigate({ to: '/administration/$tab', params: { tab: name } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={t('doors.administration')}>
          {shown.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`administration.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={current.name}>
          <Scene />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
