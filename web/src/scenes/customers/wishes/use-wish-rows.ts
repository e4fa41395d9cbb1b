import type { PlaceParts, Wishes } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';

/** What a customer wishes, line by line, in words. */
export function useWishRows(wishes: Wishes): readonly (readonly [string, string])[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { language, formats = [], frequency = {}, quietHours, quietDays = [], timeZone, pauseUntil } = wishes;
  const rows: [string, string | undefined][] = [
    [t('wishes.language'), language && format.language(language)],
    [t('wishes.formats'), formats.map((one) => t(`wishes.format.${one}`)).join(', ')],
    ...Object.entries(frequency).map(([purpose, often]): [string, string] => [
      t('wishes.howOften', { purpose: t(`purposes.${purpose === '*' ? 'all' : purpose}`, { defaultValue: purpose }) }),
      t(`wishes.often.${often}`),
    ]),
    [t('wishes.quietHours'), quietHours && `${quietHours.from} – ${quietHours.to}`],
    [t('wishes.quietDays'), quietDays.map((day) => format.weekday(day)).join(', ')],
    [t('wishes.timeZone'), timeZone],
    [t('wishes.pauseUntil'), pauseUntil && format.day(pauseUntil)],
    ...(wishes.seasonalAddresses ?? []).map(({ from, until, careOf, place }): [string, string] => [
      t('wishes.season', { from: format.dayOfYear(from), until: format.dayOfYear(until) }),
      [careOf, ...placeLines(place)].filter(Boolean).join(', '),
    ]),
    ...(wishes.representatives ?? []).map(({ kind, name, channel, email, phone, place, purposes }): [string, string] => [
      t(`wishes.representative.${kind}`),
      [
        name,
        channel && t('wishes.byWay', { way: t(`channels.${channel}`) }),
        email,
        phone,
        ...(place ? placeLines(place) : []),
        purposes && `(${purposes.map((one) => t(`purposes.${one === '*' ? 'all' : one}`, { defaultValue: one })).join(', ')})`,
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

const placeLines = ({ street, houseNumber, postcode, city, country }: PlaceParts): readonly string[] => [
  [street, houseNumber].filter(Boolean).join(' '),
  [postcode, city].filter(Boolean).join(' '),
  country,
];
