import type { ChannelName, RepresentativeKind } from '@posthorn/contract';
import type { Diagnostic } from '@posthorn/engine';
import type { MayAdvertise, Suppressed } from '../customers/index.ts';

export type { Selection } from '../intake/index.ts';

export type RunState = 'running' | 'paused' | 'cancelled' | 'done' | 'done_with_failures';
export type ChunkState = 'waiting' | 'running' | 'done' | 'cancelled';

/** What a rendition holds; `data` is the snapshot of the record that the others were made from. */
export type RenditionKind = 'pdf' | 'email' | 'html' | 'text' | 'sms' | 'push' | 'data';

/** What routing may look at when it decides where a communication goes. */
export interface RouteQuestion {
  /** The template's purpose: `contract`, `service`, `advertising`. */
  readonly purpose: string;
  /** Channels that the template can make a rendition for. */
  readonly offered: readonly ChannelName[];
  readonly customer: RoutableCustomer;
  /** For advertising: what the customer allowed. Without it nothing is allowed. */
  readonly mayAdvertise?: MayAdvertise;
  /** What suppression lists say; absent where there are none. */
  readonly suppressed?: Suppressed;
}

export interface RoutableCustomer {
  readonly id: string;
  /** Preferred channel per purpose, `*` for all others. */
  readonly preferences: { readonly [purpose: string]: ChannelName };
  readonly contactPoints: readonly { readonly channel: ChannelName; readonly address: string; readonly state: string }[];
  /** Lines of the postal address as printed; empty when there is none. */
  readonly postalAddress: readonly string[];
}

/** Where a communication goes, and why: code and sentence are kept with it. */
export interface Route {
  /** `none` when no channel can reach the customer: the record is kept as failed. */
  readonly channel: ChannelName | 'none';
  readonly code: string;
  readonly text: string;
  /** Where the customer may not be written to: what stands in the way on each channel. */
  readonly obstacles?: { readonly channel: ChannelName; readonly obstacle: string }[];
}

/** Decides where a communication goes. Pure; the room `delivery` provides it, the composition root hands it in. */
export type RouteFunction = (question: RouteQuestion) => Route;

/** Deliveries per state for each of these runs; the room `delivery` provides it, the composition root hands it in. */
export type DeliveredFunction = (runIds: readonly string[]) => Promise<ReadonlyMap<string, { readonly [state: string]: number }>>;

/** One message to one customer about one matter, as the table holds it. */
export interface CommunicationRow {
  readonly id: string;
  /** First of the month (UTC) of the run's start, `YYYY-MM-DD`: the partition. */
  readonly month: string;
  readonly runId: string;
  readonly recordId: string;
  readonly recordKey: string;
  readonly customerId: string;
  readonly templateVersionId: string;
  readonly channel: ChannelName;
  /** A short message was composed beside it: so it was with documents of the portal until their notices had links. */
  readonly notice: 'sms' | null;
  readonly language: string;
  readonly reference: string;
  readonly subject: string;
  readonly routingCode: string;
  readonly routingText: string;
  /** SHA-256 (hex) of the canonical JSON of the data. */
  readonly dataHash: string;
  readonly engineVersion: string;
  readonly pages: number;
  /** The moment that the engine was told, the same for all communications of a run. */
  readonly composedAt: Date;
  readonly createdAt: Date;
  /** What it is about, for the contact policy; null in communications of before there was one. */
  readonly matter: string | null;
  readonly matterKey: string | null;
  readonly validUntil: Date | null;
}

/** Where the bytes of a rendition lie. Sizes in bytes; `sha256` (hex) and `size` are of the plain bytes. */
export interface RenditionRow {
  readonly communicationId: string;
  readonly month: string;
  readonly kind: RenditionKind;
  readonly mediaType: string;
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
  readonly size: number;
  readonly sha256: string;
  readonly pages: number | null;
  /** Number of the copy that it belongs to; 0, or absent, for the original. */
  readonly copy?: number;
}

/** A copy of a communication for somebody beside its addressee. */
export interface CopyRow {
  readonly communicationId: string;
  readonly month: string;
  /** From 1 on. */
  readonly number: number;
  /** What the recipient is to the customer; `addressee` where the letter was sent again. */
  readonly kind: RepresentativeKind | 'addressee';
  readonly name: string;
  /** Null where no way reaches the recipient. */
  readonly channel: ChannelName | null;
  /** An e-mail address, a phone number, or the lines of a postal address. */
  readonly address: string | null;
  /** Why there is none; then nothing goes out. */
  readonly fault: string | null;
}

/** A record of which no communication was made, with everything that is known about the reason. */
export interface FailedRecord {
  /** `withheld`: it could be composed, but may not go out. */
  readonly kind: 'failed' | 'withheld';
  readonly recordId: string;
  readonly recordKey: string;
  readonly customerNumber: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** An e-mail as archived. Images that are assets of the template version are referred to by name, others travel along. */
export interface ArchivedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The letter's PDF goes along. */
  readonly attachLetter: boolean;
  readonly inlineImages: readonly ArchivedInlineImage[];
}

export type ArchivedInlineImage = { readonly cid: string; readonly mediaType: string } & (
  | { readonly asset: string }
  | { readonly base64: string }
);

/** Event data; see ARCHITECTURE.md, Events. */
export interface RunStarted {
  readonly runId: string;
}
export interface ChunkComposed {
  readonly runId: string;
  readonly chunk: number;
  readonly month: string;
}
export interface RunCancelled {
  readonly runId: string;
}
export interface RunComposed {
  readonly runId: string;
  readonly month: string;
}
