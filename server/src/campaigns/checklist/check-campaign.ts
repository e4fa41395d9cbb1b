import type { CampaignPoint } from '@posthorn/contract';
import type { Rendition, Template } from '@posthorn/engine';
import { previewVersion, releasedVersion } from '../../content/index.ts';
import { customersByNumber } from '../../customers/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { versionBundle } from '../../production/index.ts';
import { countAudience } from '../counts/count-audience.ts';
import type { CampaignRow } from '../types.ts';
import type { JudgedMail } from './judged-mail.ts';
import { judgeMail } from './mail-rules.ts';
import { checkPersonalData } from './personal-data.ts';
import { blocking, found, good, type Point, warning } from './point.ts';
import { spamScore } from './spam-score.ts';

type Variant = CampaignRow['variants'][number];

/** What is to be seen to before a campaign goes out; what blocks keeps it from being approved. */
export async function checkCampaign(platform: Platform, campaign: CampaignRow): Promise<readonly CampaignPoint[]> {
  const points: CampaignPoint[] = [...(await checkAudience(platform, campaign)), ...(await checkSeeds(platform, campaign))];
  for (const variant of campaign.variants)
    points.push(...(await checkVariant(platform, variant)).map((point) => ({ ...point, variant: variant.id })));
  if (campaign.variants.length > 1 && campaign.holdout === 0) {
    const text = 'Nobody is left out: what would have happened without the campaign will not be known.';
    points.push(warning('no-holdout', text, 'Leave out some per cent, if that is to be known.'));
  }
  return points;
}

async function checkAudience(platform: Platform, { rule, variants }: CampaignRow): Promise<readonly Point[]> {
  const { matching, unanswerable, reachable, notReachable } = await countAudience(platform, rule, variants[0]!.templateId);
  if (matching === 0) return [blocking('audience-empty', 'The condition meets nobody.', 'Change the condition of the audience.')];
  const why = notReachable.map(({ customers, text }) => `${customers}: ${text}`).join(' ');
  const nobody = `Of ${matching} customers nobody may or can be written to. ${why}`;
  const some = `The condition meets ${matching} customers; ${reachable} of them can be written to now. ${why}`.trim();
  const points = [
    reachable === 0
      ? blocking('audience-unreachable', nobody, 'Choose others, or ask for their consent first.', { matching })
      : good('audience', some, { matching, reachable }),
  ];
  if (unanswerable > 0) {
    const text = `For ${unanswerable} customers the condition has no answer; they are left out.`;
    const hint = 'They lack what it asks for; has(…) or default(…, …) decides for them.';
    points.push(warning('audience-unanswerable', text, hint, { unanswerable }));
  }
  return points;
}

async function checkSeeds(platform: Platform, { seeds }: CampaignRow): Promise<readonly Point[]> {
  if (seeds.length === 0)
    return [warning('no-seeds', 'No colleague gets the campaign.', 'Name customer records of colleagues, who see what comes.')];
  const known = await customersByNumber(platform, seeds);
  return seeds
    .filter((number) => !known.has(number))
    .map((number) => blocking('seed-unknown', `There is no customer ${number} for the seeds.`, 'Correct the number.', { number }));
}

async function checkVariant(platform: Platform, { templateId }: Variant): Promise<readonly Point[]> {
  const version = await releasedVersion(platform, templateId);
  if (version === undefined) {
    const text = `"${templateId}" has no released version.`;
    return [blocking('not-released', text, 'Have it released, or choose another template.', { templateId })];
  }
  const { template } = await versionBundle(platform, version.id);
  const points: Point[] = [...(await checkPersonalData(platform, version.id, template))];
  if (template.purpose !== 'advertising') {
    const text = `"${templateId}" is for ${template.purpose}, so that no consent is asked for.`;
    points.push(warning('not-advertising', text, 'Advertising needs a template with the purpose "advertising".', { templateId }));
  }
  if (template.sms !== undefined) points.push(...(await checkShortMessage(platform, version.id)));
  if (template.email === undefined) return [...points, good('no-email', 'The template makes no e-mail.')];
  const composed = await sampleOf(platform, version.id, 'email');
  return [...points, ...('point' in composed ? [composed.point] : judgeComposed(composed.rendition, template))];
}

type Email = Rendition & { readonly format: 'email' };

function judgeComposed({ subject, html, text, inlineImages, language, diagnostics }: Email, template: Template): readonly Point[] {
  const pictureBytes = inlineImages.reduce((sum, one) => sum + one.bytes.length, 0);
  const mail: JudgedMail = { subject, html, text, pictureBytes, language };
  const noWayOut = warning(
    'no-way-out',
    'The mail has no link by which its reader can say what they want.',
    'Put a link to links.preferences into it; mail programs that know one-click unsubscription have it in any case.',
  );
  const [words, pictures] = [html.length + text.length, pictureBytes].map((bytes) => Math.ceil(bytes / 1024)) as [number, number];
  return [
    ...(template.purpose === 'advertising' && !JSON.stringify(template).includes('links.preferences') ? [noWayOut] : []),
    ...[...judgeMail(mail), spamScore(mail), ...diagnostics.map(found)],
    good('mail', `The e-mail of a sample customer has ${words} KB, and ${pictures} KB of pictures.`, { words, pictures }),
  ];
}

/** What it costs depends on how many parts it has. */
async function checkShortMessage(platform: Platform, versionId: string): Promise<readonly Point[]> {
  const composed = await sampleOf(platform, versionId, 'sms');
  if ('point' in composed) return [composed.point];
  const { segments, encoding, text, diagnostics } = composed.rendition;
  const said = `The short message of a sample customer has ${text.length} characters and costs ${segments} ${segments === 1 ? 'part' : 'parts'}.`;
  const values = { characters: text.length, segments };
  const told = diagnostics.map(found);
  if (segments <= 1) return [...told, good('short-message', said, values)];
  const costly = 'A sign outside the alphabet of GSM halves what fits into a part: look for dashes, quotes and emoji.';
  if (encoding === 'ucs2') return [...told, warning('short-message-costly', said, costly, values)];
  return [...told, warning('short-message-long', said, 'Shorten it.', values)];
}

async function sampleOf<F extends 'email' | 'sms'>(
  platform: Platform,
  versionId: string,
  format: F,
): Promise<{ readonly rendition: Rendition & { readonly format: F } } | { readonly point: Point }> {
  try {
    const rendition = await previewVersion(platform, versionId, format, {});
    if (rendition.format === format) return { rendition: rendition as Rendition & { readonly format: F } };
    throw new Error(`${format} was asked for, ${rendition.format} came`);
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    if (error.code === 'content.no-sample')
      return { point: warning('no-sample', 'The template has no sample, so that what it makes was not looked at.', 'Give it one.') };
    const { message } = error;
    return { point: blocking('not-composed', `It cannot be composed: ${message}`, 'Mend the template.', { message }) };
  }
}
