import { NumberInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pricesOf, unreadLines } from './prices.ts';

interface PriceFieldsProps {
  /** By what prices differ: the beginning of the number, the country of a letter; else one holds for all messages. */
  readonly by: 'number' | 'country' | undefined;
  /** As `priceLines` writes them. */
  readonly lines: string;
  readonly set: (lines: string) => void;
}

/** What a message costs. */
export function PriceFields({ by, lines, set }: PriceFieldsProps) {
  const { t } = useTranslation();
  if (by === undefined)
    return (
      <NumberInput
        label={t('accounts.price')}
        min={0}
        step={0.001}
        decimalScale={5}
        value={pricesOf(lines)['*'] ?? ''}
        onChange={(price) => set(price === '' ? '' : String(price))}
      />
    );
  const unread = unreadLines(lines);
  return (
    <Textarea
      label={t(by === 'number' ? 'accounts.prices' : 'accounts.pricesOfLetters')}
      description={t(by === 'number' ? 'accounts.pricesHint' : 'accounts.pricesOfLettersHint')}
      error={unread.length > 0 && t('accounts.unreadPrices', { lines: unread.join('; ') })}
      autosize
      minRows={2}
      value={lines}
      onChange={(event) => set(event.target.value)}
    />
  );
}
