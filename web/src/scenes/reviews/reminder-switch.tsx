import { Switch } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { say, sayProblem } from '../../parts/notify.tsx';

/** Whether mails tell of reviews that are due; in the language in which the workplace is read. */
export function ReminderSwitch() {
  const { t, i18n } = useTranslation();
  const may = useMay('content:comment');
  const { data } = useApi(api.reviews.reminders, {}, { enabled: may });
  const change = useChange(api.reviews.setReminders, [api.reviews.reminders]);
  if (!may || data === undefined) return null;
  const choose = (byMail: boolean) =>
    change
      .mutateAsync({ body: { byMail, language: i18n.language.startsWith('de') ? 'de' : 'en' } })
      .then(() => say(t(byMail ? 'reviews.byMailOn' : 'reviews.byMailOff')), sayProblem);
  return (
    <Switch
      label={t('reviews.byMail')}
      checked={data.byMail}
      // Not disabled meanwhile: who pressed it by keys would lose their place.
      onChange={(event) => change.isPending || void choose(event.currentTarget.checked)}
    />
  );
}
