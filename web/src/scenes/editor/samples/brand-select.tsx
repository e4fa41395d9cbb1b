import { Select } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';
import { sayProblem } from '../../../parts/notify.tsx';
import type { Content } from '../use-content.ts';

/** The brand that the preview is shown in; where there is only one there is nothing to choose. */
export function BrandSelect({ content: { brand, chooseBrand } }: { readonly content: Content }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const { data } = useApi(api.content.templates, { query: { limit: 200 } });
  const brands = [...new Set([...(data?.rows ?? []).map((template) => template.brand), brand.id])].sort();
  if (brands.length < 2) return null;
  return (
    <Select
      size="xs"
      w={132}
      aria-label={t('editor.preview.brand')}
      allowDeselect={false}
      disabled={busy}
      value={brand.id}
      data={brands}
      onChange={(id) => {
        if (id === null || id === brand.id) return;
        setBusy(true);
        void chooseBrand(id)
          .catch(sayProblem)
          .finally(() => setBusy(false));
      }}
    />
  );
}
