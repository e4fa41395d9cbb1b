import { Badge } from '@mantine/core';
import type { PermissionFile } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { toneColours } from '../../parts/colours.ts';

const tones = {
  brought: 'attention',
  checking: 'good',
  checked: 'attention',
  importing: 'good',
  done: 'done',
  failed: 'bad',
  undone: 'waiting',
} as const;

/** Where a file stands. */
export function FileState({ file: { state } }: { readonly file: Pick<PermissionFile, 'state'> }) {
  const { t } = useTranslation();
  return (
    <Badge variant="dot" color={toneColours[tones[state]]} tt="none" fw={500} style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}>
      {t(`permissionFiles.states.${state}`)}
    </Badge>
  );
}
