import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { sayProblem } from '../../../parts/notify.tsx';
import type { Content } from '../use-content.ts';

/** A new sample record, begun as a copy of the one that is shown. */
export function SampleDialog({ content, close }: { readonly content: Content; readonly close: () => void }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const [text, setText] = useState(() => JSON.stringify(content.record, null, 2));
  const add = useChange(api.samples.add);
  const record = recordOf(text);
  const save = async () => {
    try {
      const made = await add.mutateAsync({
        params: { id: content.bundle.template.id as string },
        body: { record: record!, ...(label.trim() === '' ? {} : { label: label.trim() }) },
      });
      await content.samplesChanged(made.id);
      close();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Dialog opened onClose={close} title={t('editor.samples.new')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (record !== undefined) void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('editor.samples.label')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={10}
            maxRows={22}
            label={t('editor.samples.record')}
            description={t('editor.samples.recordHint')}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
            value={text}
            error={record === undefined ? t('editor.properties.notJson') : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={record === undefined} loading={add.isPending}>
              {t('editor.samples.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function recordOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
