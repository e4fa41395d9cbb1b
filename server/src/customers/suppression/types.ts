/** Why somebody stands on a list. */
export const suppressionKinds = ['robinson', 'complaint', 'own', 'moved', 'returned', 'deceased'] as const;
export type SuppressionKind = (typeof suppressionKinds)[number];

/** What the rows of a list are. */
export const listedBy = ['email', 'sms', 'post', 'number'] as const;
export type ListedBy = (typeof listedBy)[number];

/** The hash by which a row is known. */
export const algorithms = ['sha256', 'sha1', 'md5'] as const;
export type Algorithm = (typeof algorithms)[number];

export interface SuppressionList {
  readonly id: string;
  readonly name: string;
  readonly kind: SuppressionKind;
  readonly listedBy: ListedBy;
  readonly algorithm: Algorithm;
  /** Who made it. */
  readonly source: string;
  /** Its state of knowledge, `YYYY-MM-DD`. */
  readonly takenOn: string;
  /** The last day on which it may be relied on, `YYYY-MM-DD`. */
  readonly useBy: string | null;
  readonly entries: number;
  readonly importedAt: Date;
  readonly importedBy: string;
}

/** That a customer stands on a list. */
export type Listing = Pick<SuppressionList, 'name' | 'kind' | 'listedBy'>;
