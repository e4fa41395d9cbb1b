import { Alert, List } from '@mantine/core';
import type { MasterPage } from '@posthorn/engine';
import { contains, overlap, type Seen } from '@posthorn/engine/letter-forms';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What would go wrong in the post: an address that slips out of the window, something else in it, texts over each other. */
export function Remarks({ page, seen }: { readonly page: MasterPage; readonly seen: Seen | undefined }) {
  const { t } = useTranslation();
  const frames = page.frames ?? [];
  const address = frames.find(({ name }) => name === 'address');
  const inWindow = new Set(['address', 'returnAddress']);
  const remarks = [
    ...(seen && address === undefined ? [t('brands.pages.remark.noAddress')] : []),
    ...(seen &&
    address &&
    !contains({ ...seen.window, x: seen.safe.x, y: seen.safe.y, height: seen.safe.height, width: seen.window.width }, address)
      ? [t('brands.pages.remark.slips')]
      : []),
    ...(seen
      ? [{ name: t('brands.pages.body'), ...page.body }, ...frames]
          .filter((piece) => !inWindow.has(piece.name) && overlap(piece, seen.window))
          .map(({ name }) => t('brands.pages.remark.inWindow', { name }))
      : []),
    ...frames.filter((frame) => overlap(frame, page.body)).map(({ name }) => t('brands.pages.remark.overText', { name })),
  ];
  if (remarks.length === 0) return null;
  return (
    <Alert color="brass" py={8} mt={8} icon={<IconAlertTriangle size={16} aria-hidden />} c="var(--mantine-color-text)" role="status">
      <List size="sm">
        {remarks.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
