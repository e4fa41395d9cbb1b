import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { api } from '@posthorn/contract';
import { IconMail, IconPlus, IconSearch, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/use-api.ts';
import { doorsFor } from './navigation.ts';
import { useMay, useSession } from './session.ts';

const [store, actionsOfStore] = createSpotlight();

/** Goes anywhere and finds customers and communications, from the keyboard alone. Opens whenever `wanted` grows. */
export default function Palette({ wanted }: { readonly wanted: number }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (wanted > 0) actionsOfStore.open();
  }, [wanted]);
  const groups = [...usePlaces(query), ...useFound(query)];
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      filter={(_, actions) => actions}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      scrollable
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      maxHeight={420}
    />
  );
}

/** Scenes and deeds whose name holds the query. */
function usePlaces(query: string): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const mayStart = useMay('runs:start');
  const places = doorsFor(session).map(({ name, to, icon: Icon }) => ({
    id: name,
    label: t(`doors.${name}`),
    leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
    onClick: () => void navigate({ to }),
  }));
  const start = {
    id: 'start-run',
    label: t('runs.start'),
    leftSection: <IconPlus size={18} aria-hidden />,
    onClick: () => void navigate({ to: '/runs', search: { start: '1' } }),
  };
  const wanted = query.trim().toLocaleLowerCase();
  const actions = [...places, ...(mayStart ? [start] : [])].filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  return actions.length === 0 ? [] : [{ group: t('palette.places'), actions }];
}

/** Customers and communications that the server finds for the query. */
function useFound(query: string): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(query.trim(), 180);
  const mayCustomers = useMay('customers:read');
  const mayCommunications = useMay('communications:read');
  const long = asked.length >= 2;
  const people = useApi(api.customers.list, { query: { q: asked, limit: 5 } }, { enabled: long && mayCustomers, keepPrevious: true });
  const sent = useApi(
    api.communications.list,
    { query: { q: asked, limit: 5 } },
    { enabled: long && mayCommunications, keepPrevious: true },
  );
  if (!long) return [];
  const groups = [
    {
      group: t('doors.customers'),
      actions: (people.data?.rows ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        description: [one.number, one.city].filter(Boolean).join(' · '),
        leftSection: <IconUser size={18} stroke={1.6} aria-hidden />,
        onClick: () => void navigate({ to: '/customers/$customerId', params: { customerId: one.id } }),
      })),
    },
    {
      group: t('doors.communications'),
      actions: (sent.data?.rows ?? []).map((one) => ({
        id: one.id,
        label: one.subject,
        description: `${one.reference} · ${one.customerName}`,
        leftSection: <IconMail size={18} stroke={1.6} aria-hidden />,
        onClick: () => void navigate({ to: '/communications/$communicationId', params: { communicationId: one.id } }),
      })),
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
