import type { DutyContent } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

/** What a duty asks for in one line: the block, its size and its place. */
export function useDemand(): (content: DutyContent) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ block, blockVersion, minimumSize, position }) =>
    [
      blockVersion === undefined ? t('duties.shows', { block }) : t('duties.showsVersion', { block, version: blockVersion }),
      minimumSize === undefined ? '' : t('duties.inSize', { size: format.number(minimumSize) }),
      position === undefined ? '' : t(`duties.at.${position}`),
    ]
      .filter(Boolean)
      .join(', ');
}
