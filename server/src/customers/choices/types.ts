import type { ChannelName, Frequency, TextFormat } from '@posthorn/contract';
import type { ConsentChannel } from '../permissions/types.ts';

/** Purposes whose channel a customer chooses; for advertising they consent instead. */
export const chosenPurposes = ['contract', 'service'] as const;
export type ChosenPurpose = (typeof chosenPurposes)[number];

/** What a customer chooses in the preference centre, all of it. */
export interface Choices {
  readonly consents: readonly { readonly purpose: string; readonly channel: ConsentChannel; readonly on: boolean }[];
  /** Absent: no preference. */
  readonly channels: { readonly [P in ChosenPurpose]?: ChannelName };
  /** How often advertising may come. */
  readonly frequency?: Frequency;
  readonly language: string;
  readonly formats: readonly TextFormat[];
  /** The first day on which advertising may come again. */
  readonly pauseUntil?: string;
}

/** One consent as it stands, with what can be done about it. */
export interface ConsentOption {
  readonly purpose: string;
  readonly channel: ConsentChannel;
  /** The contact point; absent where there is none, as for post. */
  readonly address?: string;
  readonly on: boolean;
  /** Given, but not confirmed from the address yet. */
  readonly unconfirmed: boolean;
  /** The customer withdrew it or objected. */
  readonly ended: boolean;
}

/** What the preference centre shows of a customer. */
export interface CustomerChoices {
  readonly customerId: string;
  readonly choices: Choices;
  readonly options: readonly ConsentOption[];
  /** Channels by which documents can come. */
  readonly channels: readonly ChannelName[];
}
