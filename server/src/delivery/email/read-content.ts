import type { CustomerLinks } from '../../customers/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type ArchivedEmail,
  type CommunicationRow,
  type ReadableEmail,
  type RenditionKind,
  type RenditionRow,
  readEmail,
} from '../../production/index.ts';
import type { MarkMail } from '../tracking/mark-mails.ts';
import type { Delivery } from '../types.ts';
import { type MailParts, Unsendable } from './build-mail.ts';
import type { MailContent } from './digest.ts';
import type { MailPlan } from './protection/plan-protection.ts';
import type { SenderSettings } from './sender.ts';

/** What a mail is made of, before it is read. */
export interface Material {
  readonly delivery: Delivery;
  readonly communication: CommunicationRow;
  readonly renditions: ReadonlyMap<RenditionKind, RenditionRow>;
  /** Whom it is addressed to. */
  readonly toName: string;
  readonly purpose: MailParts['purpose'];
  readonly sender: SenderSettings;
  readonly links: CustomerLinks | undefined;
  readonly mark: MarkMail;
  readonly plan: MailPlan;
  /** What goes out as parts of its mail. */
  readonly parts: readonly Material[];
}

/** One of the communications of a mail cannot be sent, for good. */
export class Faulty extends Unsendable {
  readonly delivery: Delivery;
  constructor(delivery: Delivery, message: string) {
    super(message);
    this.delivery = delivery;
  }
}

/** What a communication says in a mail, out of the archive. @throws Faulty when it can never be sent */
export async function contentOf(platform: Platform, material: Material): Promise<MailContent> {
  try {
    return await readContent(platform, material);
  } catch (error) {
    throw isFinal(error) ? new Faulty(material.delivery, error.message) : error;
  }
}

async function readContent(platform: Platform, { delivery, communication, renditions, purpose, mark }: Material): Promise<MailContent> {
  const read = async (kind: RenditionKind) => {
    const place = renditions.get(kind);
    if (place === undefined) throw new Unsendable(`the communication has no rendition ${kind}`);
    return platform.packs.read(place, delivery.customerId);
  };
  const { subject, text, html, inlineImages, attachLetter } = await readWhole(platform, communication, await read('email'));
  const letter = { filename: `${subject.slice(0, 80)}.pdf`, mediaType: 'application/pdf' };
  const attachments = attachLetter ? [{ ...letter, bytes: await read('pdf') }] : [];
  return { subject, text, html: mark(html, delivery, purpose), inlineImages, attachments };
}

/** The template version with its fonts is only loaded where images come from it. */
async function readWhole(platform: Platform, communication: CommunicationRow, archived: Uint8Array): Promise<ReadableEmail> {
  const email = JSON.parse(Buffer.from(archived).toString()) as ArchivedEmail;
  if (email.inlineImages.length === 0) return { ...email, inlineImages: [] };
  return readEmail(platform, communication.templateVersionId, archived);
}

/** Whether only this mail is at fault, for good. Anything else (a store that does not answer) fails the job, which is tried again. */
export function isFinal(error: unknown): error is Error {
  if (error instanceof Unsendable) return true;
  return (
    error instanceof PosthornError && ['pack.key-destroyed', 'pack.damaged', 'object.not-found', 'rendition.not-found'].includes(error.code)
  );
}
