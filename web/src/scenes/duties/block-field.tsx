import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';

interface BlockFieldProps {
  readonly block: string;
  readonly version: number | undefined;
  readonly set: (block: string, version: number | undefined) => void;
}

/** A block, and which of its versions was approved. */
export function BlockField({ block, version, set }: BlockFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const list = useApi(api.blocks.list, { query: { limit: 50, ...(q === '' ? {} : { q }) } }, { keepPrevious: true });
  const chosen = useApi(api.blocks.get, { params: { id: block } }, { enabled: block !== '' });
  const found = (list.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: nameIn(name, format.of) || id }));
  const own = chosen.data?.block;
  const data =
    own && !found.some(({ value }) => value === block) ? [{ value: block, label: nameIn(own.name, format.of) || block }, ...found] : found;
  const versions = (chosen.data?.versions ?? []).map((one) => ({
    value: String(one.version),
    label: t('duties.versionNumber', { version: one.version }),
  }));
  return (
    <>
      <Select
        label={t('duties.block')}
        required
        searchable
        data={data}
        value={block || null}
        onChange={(value) => set(value ?? '', undefined)}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={t('palette.nothing')}
      />
      <Select
        label={t('duties.wording')}
        placeholder={t('duties.anyReleased')}
        clearable
        disabled={block === ''}
        data={versions}
        value={version === undefined ? null : String(version)}
        onChange={(value) => set(block, value === null ? undefined : Number(value))}
      />
    </>
  );
}
