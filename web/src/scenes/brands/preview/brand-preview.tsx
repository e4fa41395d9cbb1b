import { Alert, Group, Select, Text } from '@mantine/core';
import { api } from '@posthorn/contract';
import type { Block, DataRecord, Template } from '@posthorn/engine';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useApi } from '../../../api/use-api.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Outline } from '../../../parts/loaded.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { fetchAssets } from '../../editor/use-draft.ts';
import type { BrandDraft } from '../use-brand-draft.ts';
import { type Shown, useComposed } from './use-composed.ts';

const PdfPages = lazy(() => import('../../editor/preview/pdf-pages.tsx'));
const EXAMPLE = '';

/** A letter in the brand as it is now: an example, or a sample of a template that is in it. */
export function BrandPreview({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [template, setTemplate] = useState(EXAMPLE);
  const [sample, setSample] = useState('');
  const [language, setLanguage] = useState('');
  const users = useApi(api.brands.usedIn, { params: { id: draft.id }, query: { limit: 200 } }).data?.rows ?? [];
  const around = useAround(draft.id, template);
  const bundle = around.data?.bundle;
  const chosen = bundle?.samples.find(({ id }) => id === sample) ?? bundle?.samples[0];
  const languages = bundle ? (bundle.template as unknown as Template).languages : [];
  const spoken = languages.includes(language) ? language : (languages.find((one) => one === format.of) ?? languages[0] ?? 'en');
  const shown = useMemo<Shown | undefined>(
    () =>
      bundle && {
        template: bundle.template as unknown as Template,
        blocks: bundle.blocks as unknown as Record<string, Block>,
        record: (chosen?.record ?? {}) as DataRecord,
        language: spoken,
      },
    [bundle, chosen, spoken],
  );
  const bytes = useMemo(() => ({ ...around.data?.assets, ...draft.bytes }), [around.data?.assets, draft.bytes]);
  const { answer, last } = useComposed(draft.brand, bytes, shown);
  const errors = answer?.rendition === undefined ? (answer?.findings ?? []).filter(({ severity }) => severity === 'error') : [];
  return (
    <section className="bd-preview" aria-label={t('brands.preview.title')} data-answer={answer?.id}>
      <Group gap={6} mb={8}>
        <Select
          size="xs"
          aria-label={t('brands.preview.template')}
          allowDeselect={false}
          value={template}
          data={[{ value: EXAMPLE, label: t('brands.preview.example') }, ...users.map(({ id }) => ({ value: id, label: id }))]}
          onChange={(value) => setTemplate(value ?? EXAMPLE)}
        />
        {(bundle?.samples.length ?? 0) > 1 && (
          <Select
            size="xs"
            aria-label={t('brands.preview.sample')}
            allowDeselect={false}
            value={chosen?.id ?? null}
            data={bundle!.samples.map(({ id, label }) => ({ value: id, label }))}
            onChange={(value) => setSample(value ?? '')}
          />
        )}
        {languages.length > 1 && (
          <Select
            size="xs"
            w={110}
            aria-label={t('brands.preview.language')}
            allowDeselect={false}
            value={spoken}
            data={languages.map((one) => ({ value: one, label: format.language(one) }))}
            onChange={(value) => setLanguage(value ?? '')}
          />
        )}
      </Group>
      {around.error && <ProblemNote error={around.error} />}
      {errors.length > 0 && (
        <Alert color="brass" py={8} mb={8} role="status" c="var(--mantine-color-text)">
          <Text size="sm">{t('brands.preview.broken')}</Text>
          {errors.slice(0, 3).map(({ message, place }) => (
            <Text key={message + place.pointer} size="xs">
              {message}
            </Text>
          ))}
        </Alert>
      )}
      {last?.rendition?.format === 'pdf' ? (
        <Suspense fallback={<Outline height={480} />}>
          <PdfPages
            bytes={last.rendition.bytes}
            pages={last.pages ?? []}
            label={t('pdf.document')}
            marked={undefined}
            point={() => undefined}
          />
        </Suspense>
      ) : (
        errors.length === 0 && !around.error && <Outline height={480} />
      )}
    </section>
  );
}

/** The template around the brand, with blocks, sample records and its own images. */
export function useAround(id: string, template: string) {
  return useQuery({
    queryKey: ['brand-around', id, template],
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const query = template === EXAMPLE ? {} : { template };
      const bundle = await call(api.drafts.bundle, { params: { kind: 'brand', id }, query });
      return { bundle, assets: await fetchAssets(bundle) };
    },
  });
}
