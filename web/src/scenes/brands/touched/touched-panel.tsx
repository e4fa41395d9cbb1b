import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import type { Block, Brand, DataRecord, Template } from '@posthorn/engine';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useApi, useApiPages } from '../../../api/use-api.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Figure } from '../../../parts/facts.tsx';
import { Loaded, Outline } from '../../../parts/loaded.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { More } from '../../../parts/rows.tsx';
import { fetchAssets } from '../../editor/use-draft.ts';
import type { BrandDraft } from '../use-brand-draft.ts';
import { type Compared, createComparer, type Look } from './compare-letters.ts';

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

/** The brand as it is now, for everybody else. */
function useLook(id: string) {
  return useQuery({
    queryKey: ['brand-look', id],
    queryFn: async (): Promise<Look> => {
      const { document, assets } = await call(api.brands.get, { params: { id } });
      return { brand: document as unknown as Brand, assets: await fetchAssets({ assets }) };
    },
  });
}

/** Letters of templates in both looks, as they come; all anew when the brand changes. */
function useCompared(
  id: string,
  users: readonly { readonly id: string }[],
  before: Look | undefined,
  brand: Brand,
  bytes: Look['assets'],
): ReadonlyMap<string, Compared | Error> {
  const [found, setFound] = useState<ReadonlyMap<string, Compared | Error>>(new Map());
  const wanted = users.map((user) => user.id).join(' ');
  useEffect(() => {
    if (before === undefined || wanted === '') return;
    let stale = false;
    setFound(new Map());
    const comparer = createComparer(before, { brand, assets: bytes });
    const work = async () => {
      for (const template of wanted.split(' ')) {
        const compared = await compareOne(comparer, id, template, () => stale).catch((error: unknown) => error as Error);
        if (stale) return;
        if (compared !== undefined) setFound((known) => new Map([...known, [template, compared]]));
      }
    };
    void work();
    return () => {
      stale = true;
      comparer.close();
    };
  }, [id, wanted, before, brand, bytes]);
  return found;
}

async function compareOne(comparer: ReturnType<typeof createComparer>, id: string, template: string, stale: () => boolean) {
  const bundle = await call(api.drafts.bundle, { params: { kind: 'brand', id }, query: { template } });
  const own = await fetchAssets(bundle);
  if (stale()) return undefined;
  const document = bundle.template as unknown as Template;
  const shown = {
    template: document,
    blocks: bundle.blocks as unknown as Record<string, Block>,
    record: (bundle.samples[0]?.record ?? {}) as DataRecord,
    language: document.languages[0] ?? 'en',
  };
  return await comparer.compare(shown, own, stale);
}
