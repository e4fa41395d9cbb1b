import './brands.css';
import { Card, SimpleGrid, Text, Title } from '@mantine/core';
import { api, type BrandSummary } from '@posthorn/contract';
import { IconPalette } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';
import { CreateBrand } from './create/create-brand.tsx';

/** The looks in which letters and messages go out. */
export function Brands() {
  const { t } = useTranslation();
  const may = useMay('content:write');
  const answer = useApiPages(api.brands.list, { query: {} });
  return (
    <Page title={t('doors.brands')} lead={t('brands.lead')} actions={may && <CreateBrand />}>
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Outline height={300} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <Card>
          <EmptyState icon={IconPalette} title={t('brands.empty')} text={t('brands.emptyText')} />
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {answer.rows.map((brand) => (
          <BrandCard key={brand.id} brand={brand} />
        ))}
      </SimpleGrid>
      <More answer={answer} />
    </Page>
  );
}

function BrandCard({ brand }: { readonly brand: BrandSummary }) {
  const { t } = useTranslation();
  return (
    <Card component="article" aria-label={brand.name} padding={0} className="bd-card">
      <div className="bd-card-logo">{brand.logo ? <img src={brand.logo.url} alt="" /> : <span>{brand.name}</span>}</div>
      <Palette colors={brand.colors} />
      <div className="bd-card-text">
        <Title order={2}>
          <Link to="/brands/$brandId" params={{ brandId: brand.id }} className="row-link">
            {brand.name}
          </Link>
        </Title>
        <Text size="sm" c="dimmed">
          {brand.organisation}
        </Text>
        <Text size="sm" mt={6}>
          {brand.version === undefined ? t('brands.create.draft') : t('templates.version', { version: brand.version })} ·{' '}
          {t('brands.templates', { count: brand.templates })}
          {brand.draft && ` · ${t('brands.hasDraft', { name: brand.draft.savedBy })}`}
        </Text>
      </div>
    </Card>
  );
}

/** The colours side by side, each with its name for those who point at it. */
export function Palette({ colors }: { readonly colors: BrandSummary['colors'] }) {
  const { t } = useTranslation();
  const names = Object.keys(colors).join(', ');
  return (
    <div className="bd-palette" role="img" aria-label={t('brands.palette', { names })}>
      {Object.entries(colors).map(([name, colour]) => (
        <span key={name} title={`${name} ${colour}`} style={{ background: colour }} />
      ))}
    </div>
  );
}
