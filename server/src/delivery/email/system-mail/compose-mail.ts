import { readFile } from 'node:fs/promises';
import { type Brand, compile, type Rendition, type Template, type TemplateBundle } from '@posthorn/engine';
import { releasedBrand } from '../../../content/index.ts';
import type { Platform } from '../../../platform/platform.ts';

/** What a mail says that is no communication of a template: one matter, one button, no advertising. */
export interface SystemMail {
  readonly language: string;
  readonly subject: string;
  readonly greeting: string;
  readonly text: string;
  /** What it is about, word by word. */
  readonly quote?: string;
  readonly button: string;
  readonly link: string;
  readonly notes: readonly string[];
}

export interface ComposedMail {
  readonly email: Extract<Rendition, { format: 'email' }>;
  readonly sender: Brand['sender'];
}

interface MailProgram {
  readonly sender: Brand['sender'];
  compose(mail: SystemMail, now: string): ComposedMail['email'];
}

/** One program for each state of a brand: a mail is seldom, its brand hardly ever changes. */
const kept = new Map<string, Promise<MailProgram>>();
const mostKept = 20;

/** Composes a mail in the brand's look. @param brandId that of the newest release if absent */
export async function composeMail(platform: Platform, brandId: string | undefined, mail: SystemMail): Promise<ComposedMail> {
  const released = await releasedBrand(platform, brandId);
  const key = released?.hash ?? 'plain';
  if (kept.size > mostKept) kept.clear();
  const program = kept.get(key) ?? (released === undefined ? loadPlain() : load(released.brand, released.assets));
  kept.set(key, program);
  program.catch(() => kept.delete(key));
  const { compose, sender } = await program;
  return { email: compose(mail, platform.clock().toISOString()), sender };
}

async function load(brand: Brand, assets: () => Promise<TemplateBundle['assets']>): Promise<MailProgram> {
  const template = await json<Template>('template');
  // Every template has a letter; this one's is never composed. The brand's own pages may need blocks that a mail has not.
  const { masters } = await json<Brand>('brand');
  const letter = { master: Object.keys(masters)[0]! };
  const bundle = { template: { ...template, letter, brand: brand.id }, brand: { ...brand, masters }, blocks: {}, assets: await assets() };
  const program = await compile(bundle, { formats: ['email'] });
  return {
    sender: brand.sender,
    compose: (mail, now) => program.compose({ mail: { ...mail } }, 'email', { now }) as ComposedMail['email'],
  };
}

/** Where nothing is released yet: no logo, plain type. */
async function loadPlain(): Promise<MailProgram> {
  const brand = await json<Brand>('brand');
  const fonts = Object.entries(brand.assets).map(
    async ([name, path]) => [name, await readFile(new URL(import.meta.resolve(path)))] as const,
  );
  return await load(brand, async () => Object.fromEntries(await Promise.all(fonts)));
}

const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(new URL(`${name}.json`, import.meta.url), 'utf8')) as T;
