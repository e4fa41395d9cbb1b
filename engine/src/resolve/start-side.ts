import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { Context } from './context.ts';

/**
 * The side at which content stands whose author did not say where: on paper that where text begins. Screens turn round what stands
 * at the left by themselves.
 */
export function startSide({ shared: { channel, language } }: Context): 'left' | 'right' {
  return channel === 'letter' && isRightToLeftLanguage(language) ? 'right' : 'left';
}
