import { Select } from '@mantine/core';
import { api, type ZoneProfile } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';
import { useParts } from '../use-stable.ts';

type Zone = ZoneProfile['zones'][number];

/** Whose no-print zones are shown: until an author chooses, those of the provider that prints the letters of the brand. */
export interface Zones {
  readonly profiles: readonly ZoneProfile[];
  readonly shown: ZoneProfile | undefined;
  /** The account whose provider they are, where it prints the brand's letters. */
  readonly account: string | undefined;
  /** The id of a profile; empty for none. */
  readonly choose: (id: string) => void;
}

const NO_PROFILES: readonly ZoneProfile[] = [];

export function useZones(brand: string): Zones {
  const [chosen, choose] = useState<string>();
  const answer = useApi(api.post.zones, { query: { brand } }).data;
  const profiles = answer?.rows ?? NO_PROFILES;
  const id = chosen ?? answer?.printed?.profile;
  const account = answer?.printed?.profile === id ? answer?.printed?.account : undefined;
  return useParts({ profiles, shown: profiles.find((one) => one.id === id), account, choose });
}

/** Chooses whose no-print zones are shown over the pages of a letter. */
export function ZoneSelect({ zones: { profiles, shown, choose } }: { readonly zones: Zones }) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t('post.zones.title')}
      data={[
        { value: '', label: t('post.zones.none') },
        ...profiles.map(({ id }) => ({ value: id, label: t(`post.zones.${id}`, { defaultValue: id }) })),
      ]}
      value={shown?.id ?? ''}
      onChange={(id) => choose(id ?? '')}
      allowDeselect={false}
    />
  );
}

const a4 = { width: 210, height: 297 };

/** The zones of a page, as they lie on A4. */
export function PageZones({ zones, page }: { readonly zones: readonly Zone[]; readonly page: number }) {
  const { t } = useTranslation();
  return zones
    .filter(({ pages }) => page === 1 || pages === 'all')
    .map(({ name, weight, x, y, width, height }) => (
      <span
        key={name}
        className="ed-page-zone"
        data-weight={weight}
        title={t(`post.zones.names.${name}`, { defaultValue: name })}
        style={{
          left: `${(100 * x) / a4.width}%`,
          top: `${(100 * y) / a4.height}%`,
          width: `${(100 * width) / a4.width}%`,
          height: `${(100 * height) / a4.height}%`,
        }}
      />
    ));
}
