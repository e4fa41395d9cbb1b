import { Stack, Tabs } from '@mantine/core';
import { api } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { sayProblem } from '../../../parts/notify.tsx';
import type { Written } from '../model/areas.ts';
import type { Content } from '../use-content.ts';
import type { ContentKind } from '../use-draft.ts';
import { BlockSettings } from './block-settings.tsx';
import { DataSettings } from './data-settings.tsx';
import { inBrand } from './in-brand.ts';
import { TemplateSettings } from './template-settings.tsx';

interface SettingsDialogProps {
  readonly kind: ContentKind;
  readonly id: string;
  readonly content: Pick<Content, 'record' | 'chooseBrand'>;
  readonly written: () => Written;
  readonly replace: (document: Written) => void;
  readonly close: () => void;
}

/** What holds of the whole template or block. It is changed here as one, and undone as one. */
export function SettingsDialog({ kind, id, content, written, replace, close }: SettingsDialogProps) {
  const { t } = useTranslation();
  const [document, setDocument] = useState(written);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const before = written();
      if (document.brand === before.brand) replace(document);
      else {
        const brand = document.brand as string;
        const bundle = await call(api.drafts.bundle, { params: { kind, id }, query: { brand } });
        replace(inBrand(document, bundle.brand));
        await content.chooseBrand(brand);
      }
      close();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={close} title={t(`editor.whole.settings.${kind}`)} size="xl">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          {kind === 'block' ? (
            <BlockSettings block={document} set={setDocument} />
          ) : (
            <Tabs defaultValue="general" keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="general">{t('editor.whole.general')}</Tabs.Tab>
                <Tabs.Tab value="data">{t('editor.whole.data')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="general">
                <TemplateSettings template={document} set={setDocument} />
              </Tabs.Panel>
              <Tabs.Panel value="data">
                <DataSettings schema={document.data} record={content.record} set={(data) => setDocument({ ...document, data })} />
              </Tabs.Panel>
            </Tabs>
          )}
          <FormButtons back={close} deed={t('editor.whole.take')} loading={busy} />
        </Stack>
      </form>
    </Dialog>
  );
}
