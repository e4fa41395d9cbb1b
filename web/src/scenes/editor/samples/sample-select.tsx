import { ActionIcon, Menu, Select } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconCopyPlus, IconDatabaseImport, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useMay } from '../../../app/session.ts';
import { sayProblem } from '../../../parts/notify.tsx';
import type { Content } from '../use-content.ts';
import { SampleDialog } from './sample-dialog.tsx';
import { SampleImport } from './sample-import.tsx';

/** The record that the preview is made of, and what one may do with records. */
export function SampleSelect({ content }: { readonly content: Content }) {
  const { t } = useTranslation();
  const { bundle, sample, chooseSample } = content;
  const mayImport = useMay('content:sample-records');
  const [dialog, setDialog] = useState<'edit' | 'import'>();
  const remove = async () => {
    if (sample === undefined) return;
    try {
      await call(api.samples.remove, { params: { id: bundle.template.id as string, sample: sample.id } });
      await content.samplesChanged();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <>
      <Select
        size="xs"
        flex={1}
        miw={90}
        aria-label={t('templates.sample')}
        allowDeselect={false}
        searchable={bundle.samples.length > 8}
        value={sample?.id ?? null}
        data={bundle.samples.map(({ id, label }) => ({ value: id, label }))}
        onChange={(id) => id !== null && chooseSample(id)}
      />
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size={30} variant="default" aria-label={t('editor.samples.menu')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={() => setDialog('edit')}>
            {t('editor.samples.new')}
          </Menu.Item>
          {mayImport && (
            <Menu.Item leftSection={<IconDatabaseImport size={16} aria-hidden />} onClick={() => setDialog('import')}>
              {t('editor.samples.import')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} disabled={bundle.samples.length < 2} onClick={() => void remove()}>
            {t('editor.samples.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'edit' && <SampleDialog content={content} close={() => setDialog(undefined)} />}
      {dialog === 'import' && <SampleImport content={content} close={() => setDialog(undefined)} />}
    </>
  );
}
