import type { Campaign, CampaignResults } from '@posthorn/contract';
import {
  type CampaignRow,
  campaignOf,
  listCampaigns,
  pauseCampaign,
  presentCampaign,
  resumeCampaign,
  showResults,
  stopCampaign,
} from '../../campaigns/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText, textOf, wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

const listed = 50;

/** What can be done with a campaign. It is planned, approved and started in the workplace, by two people. */
const deeds: Readonly<Record<string, (platform: Platform, id: string, args: ParsedArgs) => Promise<CampaignRow>>> = {
  show: (platform, id) => campaignOf(platform, id),
  results: (platform, id) => campaignOf(platform, id),
  pause: (platform, id) => pauseCampaign(platform, actor, id),
  resume: (platform, id) => resumeCampaign(platform, actor, id),
  stop: (platform, id, args) => stopCampaign(platform, actor, id, requiredText(args, 'reason')),
};

export const campaign: Command = {
  name: 'campaign',
  usage: 'list | show|results|pause|resume CAMPAIGN | stop CAMPAIGN --reason TEXT',
  description: `Campaigns are planned, approved and started in the workplace: that takes two people. From here they are looked at and controlled. "pause" begins with nobody else until
"resume"; "stop" is for good, and takes back what waits to be sent. "results" may be asked for at any time: what it says of differences holds however often one looks.`,
  options: {
    reason: { type: 'string', value: 'TEXT', meaning: 'with stop: why' },
    limit: { type: 'string', value: 'NUMBER', meaning: `with list: so many at most (default ${listed})` },
    after: { type: 'string', value: 'CAMPAIGN', meaning: 'with list: those older than this one' },
  },
  async run(args, io) {
    const [verb = 'list', id] = args.positionals;
    const deed = deeds[verb];
    if (verb !== 'list' && deed === undefined) throw new PosthornError('cli.usage', { detail: `There is no "campaign ${verb}".` });
    if (deed !== undefined && id === undefined) throw new PosthornError('cli.usage', { detail: `"campaign ${verb}" wants a campaign.` });
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const { platform, close } = await startPosthorn({ config, log, work: false });
    try {
      if (deed === undefined) await showAll(platform, args, io);
      else await show(platform, await deed(platform, id!, args), verb, io);
      return 0;
    } finally {
      await close();
    }
  },
};

async function showAll(platform: Platform, args: ParsedArgs, io: Io): Promise<void> {
  const rows = await listCampaigns(platform.db, textOf(args, 'after'), wholeOf(args, 'limit', 1) ?? listed);
  if (io.json) io.out(JSON.stringify({ campaigns: rows.map((row) => presentCampaign(row, actor)) }));
  else if (rows.length === 0) io.out('No campaigns yet. They are planned in the workplace.');
  else for (const { id, state, members, name } of rows) io.out(`${id}  ${state.padEnd(8)}  ${String(members).padStart(9)}  ${name}`);
}

async function show(platform: Platform, row: CampaignRow, verb: string, io: Io): Promise<void> {
  const shown = presentCampaign(row, actor);
  const results = verb === 'results' ? await showResults(platform, row) : undefined;
  if (io.json) io.out(JSON.stringify(results ?? shown));
  else for (const line of results === undefined ? linesOf(shown) : [shown.name, ...linesOfResults(results)]) io.out(line);
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function linesOf({ id, name, state, rule, variants, holdout, goal, conversion, seeds, drawn, stopReason }: Campaign): readonly string[] {
  return [
    name,
    `  campaign   ${id}`,
    `  state      ${state}${stopReason === undefined ? '' : `: ${stopReason}`}`,
    `  audience   ${rule === '' ? 'everybody' : rule}`,
    `  variants   ${variants.map((one) => `${one.id}: ${one.templateId} ${percent(one.share)}`).join(', ')}`,
    `  left out   ${percent(holdout)}; seeds ${seeds.join(', ') || 'none'}`,
    `  goal       ${goal}${conversion === undefined ? '' : `; conversion "${conversion.event}" within ${conversion.days} days`}`,
    `  drawn      ${drawn.members} of ${drawn.lookedAt} customers`,
  ];
}

function linesOfResults({
  goal,
  variants,
  conversion,
  holdout,
  holdoutBegun,
  holdoutConversions,
  waves,
}: CampaignResults): readonly string[] {
  const ofVariant = (one: CampaignResults['variants'][number]) => {
    const receipts = Object.entries(one.receipts).map(([kind, count]) => `${count} ${kind}`);
    return [
      `  ${one.id}: ${one.begun} of ${one.customers} begun, ${one.composed} composed, ${one.withheld} withheld, ${one.failed} failed`,
      ...(receipts.length === 0 ? [] : [`    ${receipts.join(', ')}`]),
      ...(one.comparison === undefined ? [] : [`    beside ${variants[0]!.id}, by ${goal}: ${told(one.comparison)}`]),
      ...(one.uplift === undefined ? [] : [`    ${one.conversions} × ${conversion!.event}, beside those left out: ${told(one.uplift)}`]),
    ];
  };
  const leftOut = conversion === undefined ? '' : `, ${holdoutBegun} of them so far, with ${holdoutConversions} × ${conversion.event}`;
  return [`  waves: ${waves.begun} of ${waves.all}`, ...variants.flatMap(ofVariant), `  left out: ${holdout}${leftOut}`];
}

const round = (value: number): number => Math.round(value * 100) / 100;

function told({ verdict, p, ratio }: NonNullable<CampaignResults['variants'][number]['comparison']>): string {
  const range = `${round(ratio.from)} to ${ratio.to === null ? 'any number of' : round(ratio.to)} times as many`;
  return `${verdict === 'open' ? 'no difference can be told yet' : verdict} (${range}; p ${p < 0.001 ? '< 0.001' : round(p)})`;
}
