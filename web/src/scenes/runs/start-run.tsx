import { Alert, Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { type Draft, emptyDraft, faultIn, selectionOf } from './run-draft.ts';
import { RunForecast } from './run-forecast.tsx';

interface StartRunProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** Asks for everything that a run needs, says how many records it will take, and starts it. */
export function StartRun({ opened, close }: StartRunProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={close} title={t('runs.startTitle')} size="lg">
      <StartForm close={close} />
    </Dialog>
  );
}

function StartForm({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const templates = useApi(api.content.templates, { query: { limit: 200 } });
  const datasets = useApi(api.intake.datasets, {});
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [asked, setAsked] = useState(false);
  const start = useChange(api.runs.start, [api.runs.list, api.reports.home]);
  const set = (change: Partial<Draft>) => {
    setAsked(false);
    setDraft((before) => ({ ...before, ...change }));
  };
  const usable = (templates.data?.rows ?? []).filter((template) => template.released);
  const dataset = datasets.data?.rows.find((one) => one.dataset === draft.dataset);
  const fault = faultIn(draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fault) return;
    if (!asked) {
      setAsked(true);
      return;
    }
    const body = {
      templateId: draft.templateId,
      selection: selectionOf(draft),
      ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    };
    const run = await start.mutateAsync({ body }).catch(() => undefined);
    if (!run) return;
    close();
    await navigate({ to: '/runs/$runId', params: { runId: run.id } });
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Loaded answer={templates} height={64}>
          {() => (
            <Select
              label={t('runs.template')}
              placeholder={usable.length === 0 ? t('runs.noReleased') : t('runs.chooseTemplate')}
              required
              data-autofocus
              data={usable.map((one) => ({ value: one.id, label: `${nameIn(one.name, format.of)} · v${one.released?.version}` }))}
              value={draft.templateId || null}
              onChange={(value) => set({ templateId: value ?? '' })}
            />
          )}
        </Loaded>
        <Loaded answer={datasets} height={64}>
          {({ rows }) => (
            <Select
              label={t('runs.dataset')}
              placeholder={rows.length === 0 ? t('runs.noDataset') : t('runs.chooseDataset')}
              required
              data={rows.map((one) => ({
                value: one.dataset,
                label: `${one.dataset} · ${t('runs.recordCount', { count: one.records, number: format.number(one.records) })}`,
              }))}
              value={draft.dataset || null}
              onChange={(value) => set({ dataset: value ?? '' })}
              description={
                dataset?.firstDate && dataset.lastDate
                  ? t('runs.datesOf', { from: format.date(dataset.firstDate), until: format.date(dataset.lastDate) })
                  : undefined
              }
            />
          )}
        </Loaded>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput
            type="date"
            label={t('runs.from')}
            value={draft.from}
            min={dataset?.firstDate}
            max={dataset?.lastDate}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextInput
            type="date"
            label={t('runs.until')}
            value={draft.until}
            min={dataset?.firstDate}
            max={dataset?.lastDate}
            error={fault === 'dates' ? t('runs.datesFault') : undefined}
            onChange={(event) => set({ until: event.target.value })}
          />
          <NumberInput
            label={t('runs.limit')}
            placeholder={t('runs.noLimit')}
            min={1}
            allowDecimal={false}
            thousandSeparator={format.of === 'de' ? '.' : ','}
            decimalSeparator={format.of === 'de' ? ',' : '.'}
            value={draft.limit ?? ''}
            onChange={(value) => set({ limit: typeof value === 'number' ? value : undefined })}
          />
        </SimpleGrid>
        <TextInput
          label={t('runs.runName')}
          placeholder={t('runs.runNameHint')}
          maxLength={200}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Count draft={draft} />
        <RunForecast draft={draft} />
        {asked && (
          <Alert color="brass" variant="light" role="status" c="var(--mantine-color-text)">
            {t('runs.confirm')}
          </Alert>
        )}
        {start.error && <ProblemNote error={start.error} />}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={close}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={start.isPending} disabled={fault !== undefined}>
            {asked ? t('runs.startNow') : t('runs.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How many records the selection holds, as it is typed. */
function Count({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [settled] = useDebouncedValue(draft, 250);
  const ready = settled.dataset !== '' && faultIn({ ...settled, templateId: 'any' }) === undefined;
  const count = useApi(api.runs.count, { body: selectionOf(settled) }, { enabled: ready, keepPrevious: true });
  return (
    <div className="inset" aria-live="polite">
      {count.error ? (
        <ProblemNote error={count.error} />
      ) : (
        <Text size="sm">
          {ready && count.data
            ? t('runs.counted', {
                count: count.data.records,
                records: format.number(count.data.records),
                customers: format.number(count.data.customers),
              })
            : t('runs.notCounted')}
        </Text>
      )}
    </div>
  );
}
