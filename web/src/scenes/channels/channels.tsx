import { Button, SimpleGrid, Tabs } from '@mantine/core';
import { type Account, api } from '@posthorn/contract';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { AccountCard } from './account-card.tsx';
import { AccountForm } from './account-form.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { Fallbacks } from './fallbacks.tsx';
import { PostProducts } from './post-products.tsx';

/** An account goes down or comes back within seconds; what this shows is cheap to ask for. */
const refreshMs = 5_000;

/** The accounts over which messages leave: how they fare, and what an operator does with them. */
export function ChannelsScene() {
  const { t } = useTranslation();
  const may = useMay('channels:configure');
  const answer = useApi(api.channels.show, {}, { refetchInterval: refreshMs });
  const [editing, setEditing] = useState<Account | 'new'>();
  const add = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('accounts.add')}
    </Button>
  );
  return (
    <Page title={t('doors.channels')} lead={t('accounts.lead')} actions={add}>
      <Tabs defaultValue="accounts" keepMounted={false}>
        <Tabs.List mb="md" aria-label={t('doors.channels')}>
          <Tabs.Tab value="accounts">{t('accounts.accounts')}</Tabs.Tab>
          <Tabs.Tab value="fallbacks">{t('accounts.fallbacks')}</Tabs.Tab>
          <Tabs.Tab value="letters">{t('post.letters')}</Tabs.Tab>
          <Tabs.Tab value="dead-letters">{t('accounts.deadLetters')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <Loaded answer={answer} height={360}>
            {({ accounts }) =>
              accounts.length === 0 ? (
                <EmptyState icon={IconSend} title={t('accounts.empty')} text={t('accounts.emptyText')} />
              ) : (
                <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
                  {accounts.map((account) => (
                    <AccountCard key={account.id} account={account} change={() => setEditing(account)} />
                  ))}
                </SimpleGrid>
              )
            }
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="fallbacks">
          <Fallbacks />
        </Tabs.Panel>
        <Tabs.Panel value="letters">
          <PostProducts />
        </Tabs.Panel>
        <Tabs.Panel value="dead-letters">
          <DeadLetters />
        </Tabs.Panel>
      </Tabs>
      <Dialog
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing === undefined || editing === 'new' ? t('accounts.add') : t('accounts.changeTitle', { name: editing.name })}
        size="lg"
      >
        {editing !== undefined && answer.data && (
          <AccountForm
            adapters={answer.data.adapters}
            {...(editing === 'new' ? {} : { account: editing })}
            close={() => setEditing(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}
