import { Select } from '@mantine/core';
import { api, type ZoneProfile } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';

type Zone = ZoneProfile['zones'][number];

/** Whose no-print zones are shown over the pages of a letter. */
export function ZoneSelect({
  chosen,
  choose,
}: {
  readonly chosen: ZoneProfile | undefined;
  readonly choose: (profile: ZoneProfile | undefined) => void;
}) {
  const { t } = useTranslation();
  const profiles = useApi(api.post.zones, {}).data?.rows ?? [];
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t('post.zones.title')}
      data={[
        { value: '', label: t('post.zones.none') },
        ...profiles.map(({ id }) => ({ value: id, label: t(`post.zones.${id}`, { defaultValue: id }) })),
      ]}
      value={chosen?.id ?? ''}
      onChange={(id) => choose(profiles.find((one) => one.id === id))}
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
