import { dateFunctions } from './date-functions.ts';
import type { EngineFunction } from './engine-function.ts';
import { numberFunctions } from './number-functions.ts';
import { paymentFunctions } from './payment-functions.ts';
import { textFunctions } from './text-functions.ts';

/** Every function that Posthorn adds to CEL, for one locale. `default` is a macro and lives in the environment. */
export function allFunctions(locale: string): EngineFunction[] {
  return [...numberFunctions(locale), ...dateFunctions(locale), ...textFunctions(locale), ...paymentFunctions];
}
