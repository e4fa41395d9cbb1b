import { Badge } from '@mantine/core';
import type { MailKey } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { toneColours } from './colours.ts';

/** Whether mails can be encrypted with a key, and until when. */
export function KeyHolds({ mailKey: { trouble, ends, begins } }: { readonly mailKey: Pick<MailKey, 'trouble' | 'ends' | 'begins'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tone = trouble === undefined ? 'done' : trouble === 'not-yet' ? 'waiting' : 'bad';
  const said =
    trouble === undefined
      ? ends === undefined
        ? t('mailKeys.holds')
        : t('mailKeys.holdsUntil', { day: format.date(ends) })
      : t(`mailKeys.troubles.${trouble}`, { ended: ends && format.date(ends), begins: format.date(begins) });
  return (
    <Badge
      variant="dot"
      color={toneColours[tone]}
      tt="none"
      fw={500}
      style={{ '--badge-bd': '1px solid var(--posthorn-line)', flex: 'none' }}
    >
      {said}
    </Badge>
  );
}
