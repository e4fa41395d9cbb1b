import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';

interface SegmentFieldProps {
  readonly rule: string;
  readonly set: (rule: string) => void;
}

/** A condition by the name that somebody kept it under; searched, for there may be thousands. Absent while there are none. */
export function SegmentField({ rule, set }: SegmentFieldProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ readonly name: string; readonly rule: string }>();
  const [q] = useDebouncedValue(search, 250);
  // The name of what is chosen stands in the field; it is nothing that is searched for.
  const wanted = q === chosen?.name ? '' : q;
  const answer = useApi(api.campaigns.segments, { query: wanted === '' ? {} : { q: wanted } }, { keepPrevious: true });
  const rows = answer.data?.rows ?? [];
  const current = chosen?.rule === rule ? chosen : rows.find((row) => row.rule === rule);
  if (rows.length === 0 && search === '' && current === undefined) return null;
  const names = [...new Set([...(current === undefined ? [] : [current.name]), ...rows.map((row) => row.name)])];
  const choose = (name: string | null) => {
    const row = rows.find((one) => one.name === name);
    setChosen(row);
    set(row?.rule ?? '');
  };
  return (
    <Select
      label={t('campaigns.segment')}
      placeholder={t('campaigns.ownCondition')}
      clearable
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={t('campaigns.noSegment')}
      data={names}
      searchValue={search}
      onSearchChange={setSearch}
      value={current?.name ?? null}
      onChange={choose}
    />
  );
}
