import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const shop = join(import.meta.dirname, '../../examples/shop');

/** A short piece of advertising in the shop's brand, as an e-mail and a letter, in a folder that is gone afterwards. */
export async function withOffer(id: string, words: string, work: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-offer-'));
  try {
    await cp(shop, folder, { recursive: true, filter: (path) => !/\/(data|mapping)$/.test(path) });
    const { letter, brand } = JSON.parse(await readFile(join(shop, 'template.json'), 'utf8')) as {
      letter: { master: string };
      brand: string;
    };
    const customer = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    const template = {
      ...{ schema: 'posthorn/1', kind: 'template', id, name: { en: words }, purpose: 'advertising', brand, languages: ['en'] },
      data: { type: 'object', required: ['customer'], properties: { customer } },
      subject: { en: 'Tulips have come' },
      letter: { master: letter.master },
      email: {},
      body: [{ type: 'paragraph', text: { en: `Dear {{ customer.name }}, ${words}` } }],
    };
    await writeFile(join(folder, 'template.json'), JSON.stringify(template));
    await writeFile(join(folder, 'sample.jsonl'), `${JSON.stringify({ customer: { name: 'Ada Moreau' } })}\n`);
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
