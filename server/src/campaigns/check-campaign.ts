import type { CampaignPoint } from '@posthorn/contract';
import type { Rendition } from '@posthorn/engine';
import { previewVersion, releasedVersion } from '../content/index.ts';
import { customersByNumber } from '../customers/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { versionBundle } from '../production/index.ts';
import { countAudience } from './count-audience.ts';
import { judgeMail } from './mail-rules.ts';
import type { CampaignRow } from './types.ts';

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
  const points: VariantPoint[] = [];
  if (template.purpose !== 'advertising')
    points.push({
      ...{
        code: 'not-advertising',
        verdict: 'warning',
        text: `"${templateId}" is for ${template.purpose}, so that no consent is asked for.`,
      },
      hint: 'Advertising needs a template with the purpose "advertising".',
    });
  if (template.email === undefined) return [...points, { code: 'no-email', verdict: 'good', text: 'The template makes no e-mail.' }];
  const mail = await composedMail(platform, version.id);
  if ('point' in mail) return [...points, mail.point];
  const found = judgeMail(mail.rendition);
  const told = mail.rendition.diagnostics.map(
    ({ code, message, hint }): VariantPoint => ({ code, verdict: 'warning', text: message, ...(hint === undefined ? {} : { hint }) }),
  );
  if (template.purpose === 'advertising' && !JSON.stringify(template).includes('links.preferences'))
    points.push({
      ...{ code: 'no-way-out', verdict: 'warning', text: 'The mail has no link by which its reader can say what they want.' },
      hint: 'Put a link to links.preferences into it; mail programs that know one-click unsubscription have it in any case.',
    });
  const good: VariantPoint = {
    code: 'mail',
    verdict: 'good',
    text: `The e-mail of a sample customer has ${Math.ceil(mail.rendition.html.length / 1024)} KB.`,
  };
  return [...points, ...found, ...told, good];
}

async function composedMail(
  platform: Platform,
  versionId: string,
): Promise<{ readonly rendition: Rendition & { readonly format: 'email' } } | { readonly point: VariantPoint }> {
  try {
    const rendition = await previewVersion(platform, versionId, 'email', {});
    if (rendition.format === 'email') return { rendition };
    throw new Error(`an e-mail was asked for, ${rendition.format} came`);
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    if (error.code === 'content.no-sample')
      return {
        point: {
          code: 'no-sample',
          verdict: 'warning',
          text: 'The template has no sample, so that its mail was not looked at.',
          hint: 'Give it one.',
        },
      };
    return {
      point: {
        code: 'not-composed',
        verdict: 'blocking',
        text: `The mail cannot be composed: ${error.message}`,
        hint: 'Mend the template.',
      },
    };
  }
}
