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
import { spamScore } from './spam-score.ts';

type Variant = CampaignRow['variants'][number];

/** What is to be seen to before a campaign goes out; what blocks keeps it from being approved. */
export async function checkCampaign(platform: Platform, campaign: CampaignRow): Promise<readonly CampaignPoint[]> {
  const points: CampaignPoint[] = [...(await checkAudience(platform, campaign)), ...(await checkSeeds(platform, campaign))];
  for (const variant of campaign.variants)
    points.push(...(await checkVariant(platform, variant)).map((point) => ({ ...point, variant: variant.id })));
  if (campaign.variants.length > 1 && campaign.holdout === 0)
    points.push({
      ...{
        code: 'no-holdout',
        verdict: 'warning',
        text: 'Nobody is left out: what would have happened without the campaign will not be known.',
      },
      hint: 'Leave out some per cent, if that is to be known.',
    });
  return points;
}

async function checkAudience(platform: Platform, { rule, variants }: CampaignRow): Promise<readonly CampaignPoint[]> {
  const { matching, unanswerable, reachable, notReachable } = await countAudience(platform, rule, variants[0]!.templateId);
  if (matching === 0)
    return [
      { code: 'audience-empty', verdict: 'blocking', text: 'The condition meets nobody.', hint: 'Change the condition of the audience.' },
    ];
  const why = notReachable.map(({ customers, text }) => `${customers}: ${text}`).join(' ');
  const points: CampaignPoint[] = [
    reachable === 0
      ? {
          code: 'audience-unreachable',
          verdict: 'blocking',
          text: `Of ${matching} customers nobody may or can be written to. ${why}`,
          hint: 'Choose others, or ask for their consent first.',
        }
      : {
          code: 'audience',
          verdict: 'good',
          text: `The condition meets ${matching} customers; ${reachable} of them can be written to now. ${why}`.trim(),
        },
  ];
  if (unanswerable > 0)
    points.push({
      ...{
        code: 'audience-unanswerable',
        verdict: 'warning',
        text: `For ${unanswerable} customers the condition has no answer; they are left out.`,
      },
      hint: 'They lack what it asks for; has(…) or default(…, …) decides for them.',
    });
  return points;
}

async function checkSeeds(platform: Platform, { seeds }: CampaignRow): Promise<readonly CampaignPoint[]> {
  if (seeds.length === 0)
    return [
      {
        code: 'no-seeds',
        verdict: 'warning',
        text: 'No colleague gets the campaign.',
        hint: 'Name customer records of colleagues, who see what comes.',
      },
    ];
  const known = await customersByNumber(platform, seeds);
  return seeds
    .filter((number) => !known.has(number))
    .map((number) => ({
      code: 'seed-unknown',
      verdict: 'blocking',
      text: `There is no customer ${number} for the seeds.`,
      hint: 'Correct the number.',
    }));
}

type VariantPoint = Omit<CampaignPoint, 'variant'>;

async function checkVariant(platform: Platform, { templateId }: Variant): Promise<readonly VariantPoint[]> {
  const version = await releasedVersion(platform, templateId);
  if (version === undefined)
    return [
      {
        code: 'not-released',
        verdict: 'blocking',
        text: `"${templateId}" has no released version.`,
        hint: 'Have it released, or choose another template.',
      },
    ];
  const { template } = await versionBundle(platform, version.id);
  const points: VariantPoint[] = [...(await checkPersonalData(platform, version.id, template))];
  if (template.purpose !== 'advertising')
    points.push({
      ...{
        code: 'not-advertising',
        verdict: 'warning',
        text: `"${templateId}" is for ${template.purpose}, so that no consent is asked for.`,
      },
      hint: 'Advertising needs a template with the purpose "advertising".',
    });
  if (template.sms !== undefined) points.push(...(await checkShortMessage(platform, version.id)));
  if (template.email === undefined) return [...points, { code: 'no-email', verdict: 'good', text: 'The template makes no e-mail.' }];
  const composed = await sampleOf(platform, version.id, 'email');
  return [...points, ...('point' in composed ? [composed.point] : judgeComposed(composed.rendition, template))];
}

type Email = Rendition & { readonly format: 'email' };

function judgeComposed({ subject, html, text, inlineImages, language, diagnostics }: Email, template: Template): readonly VariantPoint[] {
  const pictureBytes = inlineImages.reduce((sum, one) => sum + one.bytes.length, 0);
  const mail: JudgedMail = { subject, html, text, pictureBytes, language };
  const told = diagnostics.map(
    ({ code, message, hint }): VariantPoint => ({ code, verdict: 'warning', text: message, ...(hint === undefined ? {} : { hint }) }),
  );
  const noWayOut: VariantPoint = {
    ...{ code: 'no-way-out', verdict: 'warning', text: 'The mail has no link by which its reader can say what they want.' },
    hint: 'Put a link to links.preferences into it; mail programs that know one-click unsubscription have it in any case.',
  };
  const size = `The e-mail of a sample customer has ${Math.ceil((html.length + text.length) / 1024)} KB, and ${Math.ceil(pictureBytes / 1024)} KB of pictures.`;
  return [
    ...(template.purpose === 'advertising' && !JSON.stringify(template).includes('links.preferences') ? [noWayOut] : []),
    ...[...judgeMail(mail), spamScore(mail), ...told],
    { code: 'mail', verdict: 'good', text: size },
  ];
}

/** What it costs depends on how many parts it has. */
async function checkShortMessage(platform: Platform, versionId: string): Promise<readonly VariantPoint[]> {
  const composed = await sampleOf(platform, versionId, 'sms');
  if ('point' in composed) return [composed.point];
  const { segments, encoding, text, diagnostics } = composed.rendition;
  const said = `The short message of a sample customer has ${text.length} characters and costs ${segments} ${segments === 1 ? 'part' : 'parts'}.`;
  const told = diagnostics.map(
    ({ code, message, hint }): VariantPoint => ({ code, verdict: 'warning', text: message, ...(hint === undefined ? {} : { hint }) }),
  );
  if (segments <= 1) return [...told, { code: 'short-message', verdict: 'good', text: said }];
  const hint =
    encoding === 'ucs2'
      ? 'A sign outside the alphabet of GSM halves what fits into a part: look for dashes, quotes and emoji.'
      : 'Shorten it.';
  return [...told, { code: 'short-message', verdict: 'warning', text: said, hint }];
}

async function sampleOf<F extends 'email' | 'sms'>(
  platform: Platform,
  versionId: string,
  format: F,
): Promise<{ readonly rendition: Rendition & { readonly format: F } } | { readonly point: VariantPoint }> {
  try {
    const rendition = await previewVersion(platform, versionId, format, {});
    if (rendition.format === format) return { rendition: rendition as Rendition & { readonly format: F } };
    throw new Error(`${format} was asked for, ${rendition.format} came`);
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    if (error.code === 'content.no-sample')
      return {
        point: {
          code: 'no-sample',
          verdict: 'warning',
          text: 'The template has no sample, so that what it makes was not looked at.',
          hint: 'Give it one.',
        },
      };
    return {
      point: {
        code: 'not-composed',
        verdict: 'blocking',
        text: `It cannot be composed: ${error.message}`,
        hint: 'Mend the template.',
      },
    };
  }
}
