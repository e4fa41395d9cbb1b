import { type Finding, type Place, profileNames, type Verdict } from '@posthorn/engine/preflight';

/** Findings of one rule that are told; JSON has more. */
const MOST_TOLD = 5;

/** What a verdict says, in lines: the file with its verdict, then each rule that is broken with places and a hint. */
export function describeVerdict(file: string, { profile, conforms, findings, omitted }: Verdict): string[] {
  const name = profileNames[profile];
  if (conforms) return [`${file}: conforms to ${name}.`];
  const total = findings.length + omitted;
  const groups = Map.groupBy(findings, ({ clause, test }) => `${clause}-${test}`);
  const count = `${total} finding${total === 1 ? '' : 's'} of ${groups.size} rule${groups.size === 1 ? '' : 's'}`;
  return [`${file}: does not conform to ${name}: ${count}.`, ...[...groups.values()].flatMap((group) => describeRule(group))];
}

function describeRule(findings: readonly Finding[]): string[] {
  const { clause, title, hint } = findings[0]!;
  const told = findings.slice(0, MOST_TOLD).map(({ message, place }) => `    ${describePlace(place)}${message}`);
  const more = findings.length - told.length;
  return ['', `  ${clause}  ${title}`, ...told, ...(more > 0 ? [`    … and ${more} more`] : []), `    hint: ${hint}`];
}

function describePlace({ page, object, path }: Place): string {
  const parts = [
    ...(page === undefined ? [] : [`page ${page}`]),
    ...(object === undefined ? [] : [`object ${object}`]),
    ...(path === undefined ? [] : [path]),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
