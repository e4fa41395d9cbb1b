import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustments, IconDots, IconHistory, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Written } from '../model/areas.ts';
import type { Content } from '../use-content.ts';
import type { ContentKind } from '../use-draft.ts';
import type { Saving } from '../use-saving.ts';
import { EarlierSaves } from './earlier-saves.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useDiscard } from './use-discard.ts';

interface MoreMenuProps {
  readonly kind: ContentKind;
  readonly id: string;
  /** No version of it was there when its draft began. */
  readonly isNew: boolean;
  readonly saving: Saving;
  readonly content: Pick<Content, 'record' | 'chooseBrand'>;
  readonly written: () => Written;
  readonly replace: (document: Written) => void;
}

/** What is done with the draft as a whole: what holds of it, how it was, giving it up. */
export function MoreMenu({ kind, id, isNew, saving, content, written, replace }: MoreMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'settings' | 'saves'>();
  const mayWrite = saving.holder === undefined && saving.closed === undefined;
  const close = () => setDialog(undefined);
  const discard = useDiscard(kind, id, saving, () => {
    // Of what never had a version nothing is left to look at.
    if (kind === 'block') return isNew ? navigate({ to: '/blocks' }) : navigate({ to: '/blocks/$blockId', params: { blockId: id } });
    return isNew ? navigate({ to: '/templates' }) : navigate({ to: '/templates/$templateId', params: { templateId: id } });
  });
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('editor.whole.menu')}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconAdjustments size={16} aria-hidden />} disabled={!mayWrite} onClick={() => setDialog('settings')}>
            {t(`editor.whole.settings.${kind}`)}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setDialog('saves')}>
            {t('editor.saves.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} disabled={!mayWrite} onClick={() => void discard()}>
            {t('editor.discard.deed')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'settings' && <SettingsDialog {...{ kind, id, content, written, replace, close }} />}
      {dialog === 'saves' && <EarlierSaves {...{ kind, id, saving, mayWrite, replace, close }} />}
    </>
  );
}
