import type { api, BodyOf, Proposal, ReplyOf } from '@posthorn/contract';
import type { Brand, Voice } from '@posthorn/engine';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { parse } from '../drafts/gather-parts.ts';
import { findDraft } from '../drafts/show-draft.ts';
import { openDraft } from '../store/drafts.ts';
import { latestBrand } from '../store/parts.ts';
import { templatesUsing } from '../store/uses.ts';
import { latestVersion } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { askModel, type Provider } from './ask-model.ts';
import { placeholderFault, placeholdersIn } from './placeholders.ts';
import { messagesFor } from './prompt.ts';

type Wish = BodyOf<typeof api.assistant.propose> & { readonly kind: ContentKind; readonly id: string };

/** The provider that was configured; undefined where there is none, which is the default. */
export function providerOf({ config }: Pick<Platform, 'config'>): Provider | undefined {
  const { assistantUrl: url, assistantKey: key, assistantModel: model, assistantSeconds: seconds } = config;
  return url === undefined || model === undefined ? undefined : { url, key, model, seconds };
}

/** Whether there is one, and which. */
export function assistantState(platform: Pick<Platform, 'config'>): ReplyOf<typeof api.assistant.state> {
  const provider = providerOf(platform);
  return provider === undefined ? { on: false } : { on: true, model: provider.model, host: new URL(provider.url).host };
}

/**
 * Another wording of a passage by the language model. Nothing is changed by it; a person takes it as a suggestion or not. Whether it came
 * or was refused, an audit entry says who asked which model for what and how much was sent, and never the text.
 * @throws PosthornError `assistant.off`, `assistant.text-unfit`, `assistant.placeholder-lost`, those of `askModel`, `content.no-draft`
 */
export async function propose(platform: Platform, actor: Actor, wish: Wish): Promise<Proposal> {
  const provider = providerOf(platform);
  if (provider === undefined) throw new PosthornError('assistant.off');
  refuseUnfit(wish.text);
  const draft = await findDraft(platform, wish.kind, wish.id);
  const messages = messagesFor(wish, await voiceOf(platform, wish, parse(draft.document)));
  const sent = messages.reduce((sum, { content }) => sum + content.length, 0);
  const used = { purpose: wish.purpose, model: provider.model, language: wish.language, sent };
  try {
    const { text, model } = await askModel(provider, messages);
    const fault = placeholderFault(wish.text, text);
    if (fault !== undefined) throw new PosthornError('assistant.placeholder-lost', { detail: `In what the model wrote ${fault}.` });
    await note(platform, actor, wish, { ...used, model, received: text.length });
    return { text, model, characters: { sent, received: text.length } };
  } catch (error) {
    await note(platform, actor, wish, { ...used, refused: error instanceof PosthornError ? error.code : 'internal' });
    throw error;
  }
}

/** Fields come as placeholders, each once; an expression as it stands in templates is no text, and could name what is nobody's business. */
function refuseUnfit(text: string): void {
  const numbers = placeholdersIn(text);
  if (new Set(numbers).size !== numbers.length)
    throw new PosthornError('assistant.text-unfit', { detail: 'A placeholder stands in the text more than once.' });
  if (/\{\{|\}\}|\ufffc/.test(text))
    throw new PosthornError('assistant.text-unfit', { detail: 'The text holds a field that is no placeholder.' });
}

async function note(platform: Platform, actor: Actor, { kind, id }: Wish, data: object): Promise<void> {
  await transaction(platform.db, { log: platform.log }, (trx) =>
    platform.audit.append(trx, actor, 'content.assist', `${kind}/${id}`, { ...data }),
  );
}

/** How the brand speaks in a language: that of the template, of a block that of a template which uses it. */
async function voiceOf(
  platform: Platform,
  { kind, id, language }: Wish,
  document: { readonly brand?: unknown },
): Promise<Voice | undefined> {
  const brandId = kind === 'template' ? document.brand : await brandAround(platform, id);
  const row = typeof brandId === 'string' ? await latestBrand(platform.db, brandId) : undefined;
  if (row === undefined) return undefined;
  const { voice } = parse<Brand>(row.source);
  return voice?.[language] ?? voice?.[language.split('-')[0]!];
}

async function brandAround(platform: Platform, blockId: string): Promise<unknown> {
  const [templateId] = await templatesUsing(platform.db, blockId, 1);
  if (templateId === undefined) return undefined;
  const source = (await openDraft(platform.db, 'template', templateId))?.document ?? (await latestVersion(platform.db, templateId))?.source;
  return source === undefined ? undefined : parse<{ brand?: unknown }>(source).brand;
}
