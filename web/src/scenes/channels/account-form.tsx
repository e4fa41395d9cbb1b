import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { type Account, type AccountEntry, type Adapter, api } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { AdapterFields } from './adapter-fields.tsx';
import { PriceFields } from './price-fields.tsx';
import { priceLines, pricesOf, unreadLines } from './prices.ts';

interface AccountFormProps {
  readonly adapters: readonly Adapter[];
  /** The account that is to be changed; a new one without. */
  readonly account?: Account;
  readonly close: () => void;
}

const pricedBy: Readonly<Record<string, 'number' | 'country'>> = { sms: 'number', post: 'country' };

const blank = { name: '', brands: [], rank: 1, settings: {}, perSecond: 0, prices: {}, currency: 'EUR', keepOrder: false };

/** An account to enter: what its kind wants to know, whom it serves, how fast it may be, and what it costs. */
export function AccountForm({ adapters, account, close }: AccountFormProps) {
  const { t } = useTranslation();
  const [entry, setEntry] = useState<AccountEntry>(account ?? { ...blank, kind: adapters[0]?.kind ?? '' });
  const [prices, setPrices] = useState(priceLines(entry.prices));
  const adapter = adapters.find((one) => one.kind === entry.kind);
  const add = useChange(api.channels.add, [api.channels.show, api.administration.audit]);
  const change = useChange(api.channels.change, [api.channels.show, api.administration.audit]);
  const error = add.error ?? change.error;
  const set = (more: Partial<AccountEntry>) => setEntry({ ...entry, ...more });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { kind, name, brands, rank, settings, perSecond, currency, keepOrder } = entry;
    const body = { kind, name: name.trim(), brands, rank, settings, perSecond, currency, keepOrder, prices: pricesOf(prices) };
    const kept = account ? change.mutateAsync({ params: { id: account.id }, body }) : add.mutateAsync({ body });
    await kept.then(
      () => {
        say(t('accounts.saved', { name: body.name }));
        close();
      },
      () => undefined,
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {!account && (
          <Select
            label={t('accounts.kind')}
            data={adapters.map(({ kind }) => ({ value: kind, label: t(`accounts.kinds.${kind}`, { defaultValue: kind }) }))}
            value={entry.kind}
            onChange={(kind) => kind && set({ kind, settings: {} })}
            allowDeselect={false}
          />
        )}
        <TextInput
          label={t('accounts.name')}
          required
          maxLength={100}
          value={entry.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        {adapter && (
          <AdapterFields
            adapter={adapter}
            settings={entry.settings}
            secretsKept={account?.hasSecrets ?? false}
            set={(settings) => set({ settings })}
          />
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NumberInput
            label={t('accounts.rank')}
            description={t('accounts.rankHint')}
            min={0}
            max={999}
            value={entry.rank}
            onChange={(rank) => set({ rank: Number(rank) })}
          />
          <NumberInput
            label={t('accounts.perSecond')}
            description={t('accounts.perSecondHint')}
            min={0}
            max={100_000}
            value={entry.perSecond}
            onChange={(perSecond) => set({ perSecond: Number(perSecond) })}
          />
          <TagsInput
            label={t('accounts.brands')}
            description={t('accounts.brandsHint')}
            value={entry.brands}
            onChange={(brands) => set({ brands })}
          />
          <TextInput
            label={t('accounts.currency')}
            description=" "
            maxLength={3}
            value={entry.currency}
            onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
          />
        </SimpleGrid>
        <PriceFields by={pricedBy[adapter?.channel ?? '']} lines={prices} set={setPrices} />
        <Checkbox
          label={t('accounts.keepOrder')}
          checked={entry.keepOrder}
          onChange={(event) => set({ keepOrder: event.target.checked })}
        />
        {error && <ProblemNote error={error} />}
        <Group justify="space-between">
          {account ? <Remove account={account} done={close} /> : <span />}
          <Group>
            <Button variant="default" onClick={close}>
              {t('actions.back')}
            </Button>
            <Button
              type="submit"
              loading={add.isPending || change.isPending}
              disabled={entry.name.trim() === '' || unreadLines(prices).length > 0}
            >
              {t('accounts.save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function Remove({ account, done }: { readonly account: Account; readonly done: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { id, name } = account;
  const remove = useChange(api.channels.remove, [api.channels.show, api.administration.audit]);
  const afterAsking = async () => {
    const answered = await ask({
      title: t('accounts.removeTitle', { name }),
      text: t('accounts.removeText'),
      deed: t('accounts.remove'),
      dangerous: true,
    });
    if (answered === undefined) return;
    await remove.mutateAsync({ params: { id } }).then(() => {
      say(t('accounts.removed', { name }));
      done();
    }, sayProblem);
  };
  return (
    <Button variant="default" onClick={() => void afterAsking()}>
      {t('accounts.remove')}
    </Button>
  );
}
