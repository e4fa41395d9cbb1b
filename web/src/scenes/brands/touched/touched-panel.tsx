import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../../api/use-api.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Figure } from '../../../parts/facts.tsx';
import { Loaded, Outline } from '../../../parts/loaded.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { More } from '../../../parts/rows.tsx';
import type { BrandDraft } from '../use-brand-draft.ts';
import type { Compared } from './compare-letters.ts';
import { useCompared, useLook } from './use-compared.ts';

/** Templates whose letters are set at once; more when one asks for them. */
const shownAtOnce = 10;

/** What the change touches: every template in the brand, with a letter of each before and after. */
export function TouchedPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, brand, bytes } = draft;
  const impact = useApi(api.brands.impact, { params: { id } });
  const users = useApiPages(api.brands.usedIn, { params: { id } }, shownAtOnce);
  const before = useLook(id);
  const found = useCompared(id, users.rows, before.data, brand, bytes);
  return (
    <Stack gap="md">
      <div>
        <Title order={2} mb="sm">
          {t('brands.touched.title')}
        </Title>
        <Loaded answer={impact} height={60}>
          {(figures) => (
            <Group gap="xl">
              <Figure label={t('blocks.impactTemplates')} value={format.number(figures.templates)} />
              <Figure label={t('blocks.impactReleased')} value={format.number(figures.releasedVersions)} />
              <Figure label={t('blocks.impactMonth')} value={format.number(figures.communicationsAMonth)} />
            </Group>
          )}
        </Loaded>
        <Text size="sm" c="dimmed" mt="sm">
          {t('brands.touched.text')}
        </Text>
      </div>
      {found.size < users.rows.length && (
        <Text size="sm" role="status">
          {t('brands.touched.progress', { done: found.size, count: users.rows.length })}
        </Text>
      )}
      {before.error && <ProblemNote error={before.error} />}
      {users.isSuccess && users.rows.length === 0 && <Text size="sm">{t('brands.touched.none')}</Text>}
      {users.rows.map((user) => (
        <Card key={user.id} component="article" aria-label={user.id} padding="sm" className="inset">
          <Group justify="space-between" mb={8}>
            <Title order={3}>
              <Link to="/templates/$templateId" params={{ templateId: user.id }} className="fact-link">
                {user.id}
              </Link>
            </Title>
            <Group gap={6}>
              <Badge variant="default" tt="none" fw={500}>
                {t(user.inReleased ? 'blocks.inReleased' : 'blocks.inDraft')}
              </Badge>
              <Verdict of={found.get(user.id)} />
            </Group>
          </Group>
          <Pictures of={found.get(user.id)} template={user.id} />
        </Card>
      ))}
      <More answer={users} />
    </Stack>
  );
}

function Verdict({ of: compared }: { readonly of: Compared | Error | undefined }) {
  const { t } = useTranslation();
  if (compared === undefined || compared instanceof Error) return null;
  if (compared.errors.length > 0)
    return (
      <Badge variant="filled" color="red.9" tt="none">
        {t('brands.touched.breaks')}
      </Badge>
    );
  if (compared.pages.before !== compared.pages.after)
    return (
      <Badge variant="filled" color="brass.3" c="#1d2a2f" tt="none">
        {t('brands.touched.otherPages', compared.pages)}
      </Badge>
    );
  return (
    <Badge variant="default" tt="none" fw={500}>
      {compared.different === 0 ? t('brands.touched.same') : t('brands.touched.different', { count: compared.different })}
    </Badge>
  );
}

function Pictures({ of: compared, template }: { readonly of: Compared | Error | undefined; readonly template: string }) {
  const { t } = useTranslation();
  if (compared === undefined) return <Outline height={240} />;
  if (compared instanceof Error) return <ProblemNote error={compared} />;
  const { page, errors } = compared;
  return (
    <>
      {errors.slice(0, 5).map((message) => (
        <Text key={message} size="sm">
          {message}
        </Text>
      ))}
      <Group gap={12} align="flex-start" wrap="wrap">
        {(['before', 'after'] as const).map(
          (side) =>
            compared[side] && (
              <figure key={side} className="bd-picture">
                <img src={compared[side]} alt={t(`brands.touched.picture.${side}`, { template, page })} />
                <figcaption>{t(`brands.touched.${side}`, { page })}</figcaption>
              </figure>
            ),
        )}
      </Group>
    </>
  );
}
