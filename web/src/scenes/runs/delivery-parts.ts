import { deliveryStates } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import type { Part } from '../../parts/stacked-bar.tsx';
import { deliveryColour } from '../../parts/state-badge.tsx';

/** Counts per delivery state as parts of a stacked bar, in the order of a life. */
export function useDeliveryParts(counts: Readonly<Record<string, number>>): readonly Part[] {
  const { t } = useTranslation();
  return deliveryStates
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => ({ name: state, label: t(`deliveryState.${state}`), value: counts[state] ?? 0, colour: deliveryColour(state) }));
}
