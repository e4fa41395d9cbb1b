import type { CampaignPoint, CampaignPointCode } from '@posthorn/contract';
import type { Diagnostic } from '@posthorn/engine';

/** What is to be seen to, of a campaign or of one of its variants. */
export type Point = Omit<CampaignPoint, 'variant'>;

/** What a text says of the occasion. */
export type Values = NonNullable<CampaignPoint['values']>;

const point = (
  verdict: Point['verdict'],
  code: CampaignPointCode,
  text: string,
  { hint, values }: { readonly hint?: string; readonly values?: Values | undefined },
): Point => ({ code, verdict, text, ...(hint === undefined ? {} : { hint }), ...(values === undefined ? {} : { values }) });

/** Nothing needs to be done. */
export const good = (code: CampaignPointCode, text: string, values?: Values): Point => point('good', code, text, { values });

/** Somebody shall look at it. */
export const warning = (code: CampaignPointCode, text: string, hint: string, values?: Values): Point =>
  point('warning', code, text, { hint, values });

/** It keeps the campaign from being approved. */
export const blocking = (code: CampaignPointCode, text: string, hint: string, values?: Values): Point =>
  point('blocking', code, text, { hint, values });

/** What the engine found, with its own code. */
export const found = ({ code, message, hint }: Pick<Diagnostic, 'code' | 'message' | 'hint'>): Point => ({
  ...{ code, verdict: 'warning', text: message },
  ...(hint === undefined ? {} : { hint }),
});
