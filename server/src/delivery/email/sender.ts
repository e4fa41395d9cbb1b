import type { KeyObject } from 'node:crypto';
import type { CmsSigner } from '../../platform/cryptography/index.ts';

/** As whom mail is sent. */
export interface SenderSettings {
  /** The visible sender: `Name <address>`, or the two apart. */
  readonly from: string | { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  /** Domain of return path and message ids. */
  readonly returnDomain: string;
  /** Local part that the token of a delivery is added to. */
  readonly bounceLocalPart: string;
  /** Address of one-click unsubscription, with `{token}`; https. */
  readonly unsubscribeUrl?: string;
  readonly dkim?: DkimSettings;
  /** Signs every mail for its readers (S/MIME). */
  readonly signer?: CmsSigner;
}

/** Who writes, as a brand says it. */
export interface BrandSender {
  readonly organisation: string;
  readonly email?: string;
}

/** DomainKeys Identified Mail (RFC 6376), rsa-sha256, relaxed/relaxed. */
export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: KeyObject;
  /** Names of the headers that are signed, colon-separated. */
  readonly signedHeaders: string;
}

/** RFC 6376, 5.4.1, and what RFC 8058 asks to be signed. */
export const signedHeaders = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Content-Language',
  'Auto-Submitted',
  'Feedback-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
].join(':');
