import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { sayProblem } from '../../../parts/notify.tsx';
import type { Content } from '../use-content.ts';

/** Takes records of a dataset as samples: data of customers, which the audit log names. */
export function SampleImport({ content, close }: { readonly content: Content; readonly close: () => void }) {
  const { t } = useTranslation();
  const [dataset, setDataset] = useState<string | null>(null);
  const [limit, setLimit] = useState(5);
  const { data } = useApi(api.intake.datasets, {});
  const add = useChange(api.samples.addRecords);
  const take = async () => {
    try {
      const { rows } = await add.mutateAsync({ params: { id: content.bundle.template.id as string }, body: { dataset: dataset!, limit } });
      await content.samplesChanged(rows[0]?.id);
      close();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Dialog opened onClose={close} title={t('editor.samples.import')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (dataset !== null) void take();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('editor.samples.importText')}</Text>
          <Select
            data-autofocus
            searchable
            label={t('editor.samples.dataset')}
            value={dataset}
            data={(data?.rows ?? []).map((one) => one.dataset)}
            onChange={setDataset}
          />
          <NumberInput
            label={t('editor.samples.count')}
            min={1}
            max={20}
            value={limit}
            onChange={(value) => setLimit(typeof value === 'number' ? value : 1)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={dataset === null} loading={add.isPending}>
              {t('editor.samples.take')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
