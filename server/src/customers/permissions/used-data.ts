import type { ChannelName, Sensitivity } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';

/** A communication to a customer, with the personal data that went into it. */
export interface UsedData {
  /** ISO 8601. */
  readonly at: string;
  readonly subject: string;
  readonly reference: string;
  readonly channel: ChannelName;
  /** By its name in the register, else by its path; without a class where nobody has classified it. */
  readonly data: readonly { readonly name: string; readonly sensitivity?: Sensitivity | undefined }[];
}

/** The newest communications to a customer with their data; rooms further on know them, the composition root hands it in. */
export type UsedDataFunction = (platform: Platform, customerId: string) => Promise<readonly UsedData[]>;
