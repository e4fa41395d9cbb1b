import { ActionIcon, Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type PostProductRule, postProducts, templatePurposes } from '@posthorn/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

/** As what letters are posted: plain, or registered, by purpose and by template. */
export function PostProducts() {
  const { t } = useTranslation();
  const answer = useApi(api.post.products, {});
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('post.lead')}
      </Text>
      <Loaded answer={answer} height={240}>
        {({ rows }) => <Products kept={rows} />}
      </Loaded>
    </Stack>
  );
}

function Products({ kept }: { readonly kept: readonly PostProductRule[] }) {
  const { t } = useTranslation();
  const may = useMay('channels:operate');
  const [rules, setRules] = useState(kept);
  const change = useChange(api.post.setProducts, [api.post.products, api.administration.audit]);
  const productOf = (purpose: string) => rules.find((one) => one.scope === 'purpose' && one.name === purpose)?.product ?? 'letter';
  const setPurpose = (name: string, product: PostProductRule['product']) => {
    const others = rules.filter((one) => one.scope !== 'purpose' || one.name !== name);
    setRules(product === 'letter' ? others : [...others, { scope: 'purpose', name, product }]);
  };
  const ofTemplates = rules.filter((one) => one.scope === 'template');
  const setTemplate = (at: number, more: Partial<PostProductRule>) =>
    setRules([
      ...rules.filter((one) => one.scope === 'purpose'),
      ...ofTemplates.map((one, index) => (index === at ? { ...one, ...more } : one)),
    ]);
  const remove = (at: number) => setRules(rules.filter((one) => one !== ofTemplates[at]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rows = rules.map((one) => ({ ...one, name: one.name.trim() }));
    void change.mutateAsync({ body: { rows } }).then(() => say(t('post.saved')), sayProblem);
  };
  const products = postProducts.map((value) => ({ value, label: t(`post.products.${value}`) }));
  return (
    <Card component="form" onSubmit={submit} aria-label={t('post.letters')}>
      <Stack gap="md">
        <Title order={2} fz="h5">
          {t('post.byPurpose')}
        </Title>
        <Group gap="sm">
          {templatePurposes.map((purpose) => (
            <Select
              key={purpose}
              label={t(`accounts.purposes.${purpose}`)}
              data={products}
              value={productOf(purpose)}
              onChange={(product) => product && setPurpose(purpose, product as PostProductRule['product'])}
              allowDeselect={false}
              disabled={!may}
              w={250}
            />
          ))}
        </Group>
        <Title order={2} fz="h5">
          {t('post.byTemplate')}
        </Title>
        {ofTemplates.length === 0 && <Text size="sm">{t('post.noTemplates')}</Text>}
        {ofTemplates.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
          <Group key={at} align="flex-end" gap="sm">
            <TextInput
              label={t('post.template')}
              required
              maxLength={100}
              value={rule.name}
              onChange={(event) => setTemplate(at, { name: event.target.value })}
              disabled={!may}
              w={250}
            />
            <Select
              label={t('post.product')}
              data={products}
              value={rule.product}
              onChange={(product) => product && setTemplate(at, { product: product as PostProductRule['product'] })}
              allowDeselect={false}
              disabled={!may}
              w={250}
            />
            {may && (
              <ActionIcon variant="default" size={36} onClick={() => remove(at)} aria-label={`${t('post.remove')}: ${rule.name}`}>
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {may && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setRules([...rules, { scope: 'template', name: '', product: 'registered' }])}
            >
              {t('post.add')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('accounts.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
