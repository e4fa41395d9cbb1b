import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { Board } from './board.tsx';
import { Domains } from './domains.tsx';
import { Pace } from './pace.tsx';
import { Protection } from './protection/protection.tsx';
import { Tracking } from './tracking.tsx';

const route = getRouteApi('/inside/deliverability/$tab');
const tabs = [
  { name: 'board', scene: Board },
  { name: 'domains', scene: Domains },
  { name: 'pace', scene: Pace },
  { name: 'tracking', scene: Tracking },
  { name: 'protection', scene: Protection },
] as const;

/** Whether mails arrive, and what has to be right for it. */
export function Deliverability() {
  const { t } = useTranslation();
  const { tab } = route.useParams();
  const navigate = useNavigate();
  const current = tabs.find(({ name }) => name === tab) ?? tabs[0];
  const Scene = current.scene;
  return (
    <Page title={t('doors.deliverability')} lead={t('deliverability.lead')}>
      <Tabs
        value={current.name}
        onChange={(name) => name && void navigate({ to: '/deliverability/$tab', params: { tab: name } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={t('doors.deliverability')}>
          {tabs.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`deliverability.${name}.title`)}
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
