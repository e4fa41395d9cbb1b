import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../src/platform/platform.ts';
import { releaseShopTemplate, shop } from './shop.ts';

/** Releases a short piece of advertising in the shop's brand, as an e-mail and a letter. */
export async function releaseOffer(platform: Platform, id: string, words: string, subject = 'Tulips have come'): Promise<void> {
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
      data: {
        type: 'object',
        required: ['customer'],
        properties: { customer },
      },
      subject: { en: subject },
      letter: { master: letter.master },
      email: {},
      body: [{ type: 'paragraph', text: { en: `Dear {{ customer.name }}, ${words}` } }],
    };
    await writeFile(join(folder, 'template.json'), JSON.stringify(template));
    await writeFile(join(folder, 'sample.jsonl'), `${JSON.stringify({ customer: { name: 'Ada Moreau' } })}\n`);
    await releaseShopTemplate(platform, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
