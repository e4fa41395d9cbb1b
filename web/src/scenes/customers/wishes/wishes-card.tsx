import { Button, Card, Group, Text, Title } from '@mantine/core';
import { api, type Customer, type Wishes } from '@posthorn/contract';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { ChangeWishes } from './change-wishes.tsx';
import { PreferenceLink } from './preference-link.tsx';
import { useWishRows } from './use-wish-rows.ts';

/** How a customer wants to be written to, beside the channels; a change can be taken back. */
export function WishesCard({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const may = useMay('customers:write');
  const rows = useWishRows(customer.wishes);
  const [changing, setChanging] = useState(false);
  const queries = useQueryClient();
  const change = useChange(api.customers.setWishes, [api.customers.timeline]);
  const put = async (wishes: Wishes) => {
    const input = { params: { id: customer.id } };
    queries.setQueryData(keyOf(api.customers.get, input), await change.mutateAsync({ ...input, body: { wishes } }));
  };
  const save = async (wishes: Wishes) => {
    const undo = () => void put(customer.wishes).then(() => say(t('wishes.back')), sayProblem);
    await put(wishes).then(() => {
      setChanging(false);
      say(t('wishes.saved'), { label: t('actions.undo'), run: undo });
    }, sayProblem);
  };
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
        <Title order={2}>{t('wishes.title')}</Title>
        {may && (
          <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setChanging(true)}>
            {t('wishes.change')}
          </Button>
        )}
      </Group>
      {rows.length > 0 ? (
        <Facts rows={rows} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('wishes.none')}
        </Text>
      )}
      {may && (
        <Group mt="md">
          <PreferenceLink customer={customer} />
        </Group>
      )}
      <Dialog size="lg" opened={changing} onClose={() => setChanging(false)} title={t('wishes.changeTitle', { name: customer.name })}>
        <ChangeWishes
          wishes={customer.wishes}
          country={customer.country}
          saving={change.isPending}
          save={save}
          close={() => setChanging(false)}
        />
      </Dialog>
    </Card>
  );
}
