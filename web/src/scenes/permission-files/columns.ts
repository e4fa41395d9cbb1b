import type { FileSettings, ListFileSettings, PermissionFile } from '@posthorn/contract';

/** What rows of consents can say, what everybody needs first. */
export const consentColumns = [
  'number',
  'email',
  'at',
  'proof',
  'channel',
  'way',
  'purpose',
  'act',
  'confirmedAt',
  'until',
  'phone',
  'text',
  'ip',
] as const;

const ofLists = {
  email: ['email'],
  sms: ['phone'],
  number: ['number'],
  post: ['name', 'street', 'houseNumber', 'postcode'],
} as const;

/** The columns that a list needs by what its rows are. */
export const listColumns = ({ listedBy, hashedBy }: Pick<ListFileSettings, 'listedBy' | 'hashedBy'>): readonly string[] =>
  hashedBy === undefined ? ofLists[listedBy] : ['hash'];

/** How other systems call what we need, in German and English. */
const names: Readonly<Record<string, RegExp>> = {
  number: /^(kunden[- _]?(nr|nummer)\.?|customer[- _]?(no|number|id)\.?|number)$/i,
  email: /^(e-?mail([- _]?(adresse|address))?|mail)$/i,
  phone: /^(telefon(nummer)?|tel\.?|mobil(nummer)?|handy|phone([- _]?number)?|mobile)$/i,
  at: /^(at|datum|am|date|erteilt[- _]?am|consent[- _]?date|granted[- _]?at)$/i,
  proof: /^(proof|beleg|nachweis|evidence)$/i,
  channel: /^(channel|kanal)$/i,
  way: /^(way|weg|quelle|art)$/i,
  purpose: /^(purpose|zweck)$/i,
  act: /^(act|vorgang)$/i,
  confirmedAt: /^(confirmed[- _]?at|best[äa]tigt([- _]?am)?|doi[- _]?(date|datum))$/i,
  until: /^(until|bis|g[üu]ltig[- _]?bis|valid[- _]?until)$/i,
  text: /^(text|wortlaut|wording)$/i,
  ip: /^(ip([- _]?(adresse|address))?)$/i,
  name: /^(name|person)$/i,
  street: /^(street|stra(ß|ss)e)$/i,
  houseNumber: /^(house[- _]?number|haus[- _]?(nr|nummer)\.?|nr\.?)$/i,
  postcode: /^(post(al)?[- _]?code|plz|zip)$/i,
  hash: /^(hash|sha-?256|sha-?1|md5)$/i,
};

/** Which column of a header is likely to hold a field. */
export const likelyColumn = (field: string, header: readonly string[]): string | undefined =>
  header.find((column) => names[field]?.test(column.trim()));

/** What is likely to hold, by the header alone; somebody looks at it before anything is taken in. */
export function firstSettings({ kind, format, header }: Pick<PermissionFile, 'kind' | 'format' | 'header'>, today: string): FileSettings {
  if (kind === 'consents') {
    const columns = columnsFor(consentColumns, header);
    return { kind, format, source: '', columns, defaults: { purpose: 'advertising', channel: 'email', way: 'paper' } };
  }
  const hashed = likelyColumn('hash', header) !== undefined;
  const listedBy =
    (['email', 'sms', 'post', 'number'] as const).find((by) => likelyColumn(ofLists[by][0], header) !== undefined) ?? 'email';
  const what = { listedBy, ...(hashed ? { hashedBy: 'sha256' as const } : {}) };
  const columns = columnsFor(listColumns(what), header);
  return { kind, format, source: '', columns, name: '', listKind: 'robinson', takenOn: today, country: 'DE', ...what };
}

/** The likely column of each field that has one. */
export const columnsFor = (fields: readonly string[], header: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((field) => [likelyColumn(field, header)].flatMap((column) => (column === undefined ? [] : [[field, column]]))),
  );

/** Whether enough is said for a file to be looked at. */
export const isWhole = (settings: FileSettings): boolean =>
  settings.source.trim() !== '' && (settings.kind === 'consents' || settings.name.trim() !== '');
