import type { ComposeOptions, DataRecord, Format, Program, Rendition } from '@posthorn/engine';
import type { FileFormat, StoredFile } from './messages.ts';

/** A file of a document, not yet stored. */
export type DocumentFile = Pick<StoredFile, 'ending' | 'shared'> & { readonly bytes: Uint8Array };

const endings: Readonly<Record<Format, string>> = {
  ...{ pdf: '.pdf', email: '.eml', html: '.html', text: '.txt', sms: '.txt', chat: '.json', push: '.json', docx: '.docx' },
};

/** The files that a rendition is written as. */
export async function filesOf(
  program: Program,
  record: DataRecord,
  rendition: Rendition,
  wanted: FileFormat,
  options: ComposeOptions = {},
): Promise<DocumentFile[]> {
  const ending = endings[rendition.format];
  switch (rendition.format) {
    case 'pdf':
      return wanted === 'png' ? await pictures(rendition.bytes) : [{ ending, bytes: rendition.bytes }];
    case 'docx':
      return [{ ending, bytes: rendition.bytes }];
    case 'html':
      return [{ ending, bytes: Buffer.from(rendition.html) }];
    case 'email':
      return [{ ending, bytes: await message(program, record, rendition, options) }];
    case 'push': {
      const { title, text, link } = rendition;
      return [{ ending, bytes: Buffer.from(`${JSON.stringify({ title, text, link }, null, 2)}\n`) }];
    }
    case 'chat': {
      const images = rendition.images.map(({ name, bytes }) => ({ shared: name, bytes }));
      return [{ ending, bytes: Buffer.from(`${JSON.stringify(rendition.message, null, 2)}\n`) }, ...images];
    }
    default:
      return [{ ending, bytes: Buffer.from(rendition.text) }];
  }
}

/** The pages of a PDF as PNG; what draws them is loaded when it is first asked for. */
async function pictures(pdf: Uint8Array): Promise<DocumentFile[]> {
  const { pagePictures } = await import('@posthorn/engine/preview');
  return (await pagePictures(pdf)).map(({ png }, i) => ({ ending: `-${i + 1}.png`, bytes: png }));
}

type Email = Extract<Rendition, { format: 'email' }>;

/** The e-mail as a file that mail programs open, without sender and recipient: who that is, is for delivery to say. */
async function message(program: Program, record: DataRecord, email: Email, options: ComposeOptions): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const letter = email.attachLetter ? program.compose(record, 'pdf', options) : undefined;
  const attachments = email.inlineImages.map(({ cid, mediaType, bytes }) => ({
    cid,
    contentType: mediaType,
    content: Buffer.from(bytes),
    filename: false as const,
  }));
  const attached =
    letter?.format === 'pdf'
      ? [{ filename: `${letter.title}.pdf`, contentType: 'application/pdf', content: Buffer.from(letter.bytes) }]
      : [];
  const { subject, html, text } = email;
  return await new MailComposer({ subject, html, text, attachments: [...attachments, ...attached] }).compile().build();
}
