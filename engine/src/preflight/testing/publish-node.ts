/**
 * Writes docs/reference/preflight.md: the rules, and how the judgement agrees with the published test files.
 * `node engine/src/preflight/testing/publish-node.ts`; wants the test files (see corpus-node.ts).
 */
import { writeFileSync } from 'node:fs';
import { profileNames } from '../preflight.ts';
import { type ProfileId, profileIds, type Rule } from '../rule.ts';
import { rules } from '../rules/index.ts';
import { corpusFiles, corpusProfiles, judge, type Outcome } from './corpus-node.ts';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function row(name: string, outcomes: readonly Outcome[]): string {
  const fails = outcomes.filter(({ passes }) => !passes);
  const agreeing = outcomes.filter(({ agrees }) => agrees).length;
  const inClause = fails.filter(({ agreesInClause }) => agreesInClause).length;
  return `| ${name} | ${outcomes.length} | ${agreeing} | ${percent(agreeing, outcomes.length)} | ${inClause} of ${fails.length} | ${percent(inClause, fails.length)} |`;
}

const head = (first: string): string =>
  `| ${first} | files | agree | | of the failing ones: finding of the named clause | |\n| --- | --- | --- | --- | --- | --- |`;

/** The first two numbers of a clause. */
const section = ({ clause }: Outcome): string => clause.split('.').slice(0, 2).join('.');

function disagreements(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.filter(({ agrees }) => !agrees);
  const elsewhere = outcomes.filter(({ agrees, agreesInClause }) => agrees && !agreesInClause);
  const line = ({ folder, name, found }: Outcome): string => `* ${folder}, ${name}: ${found[0] ?? 'nothing found'}`;
  return `### Files judged otherwise than their name says

${wrong.length === 0 ? 'None.' : wrong.map(line).join('\n')}

### Files that fail as they shall, by another clause than the named one

${elsewhere.length === 0 ? 'None.' : elsewhere.map(line).join('\n')}`;
}

const profilesOf = (rule: Rule): string =>
  rule.profiles.length === profileIds.length - 1 && !rule.profiles.includes('ua1')
    ? 'PDF/A-2, PDF/A-3'
    : rule.profiles.map((id: ProfileId) => profileNames[id]).join(', ');

const ruleTable = (): string =>
  rules.map((rule) => `| ${rule.clause}-${rule.test} | ${profilesOf(rule)} | ${rule.title} | ${rule.hint} |`).join('\n');

const outcomes = Object.keys(corpusProfiles).flatMap((folder) => corpusFiles(folder).map(judge));
if (outcomes.length === 0) throw new Error('The test files are not there; see corpus-node.ts.');

const page = `# Preflight

\`posthorn preflight FILE… --profile 2a,ua1\` and \`preflight(bytes, { profiles })\` of \`@posthorn/engine/preflight\` judge any PDF by
PDF/A-2 (ISO 19005-2:2011), PDF/A-3 (ISO 19005-3:2012) and PDF/UA-1 (ISO 14289-1:2014), clause by clause, each finding with its place
(page, object, path in the structure tree) and a hint. Profiles: ${profileIds.map((id) => `\`${id}\``).join(', ')}; without one a file is judged by
what its metadata claim. What only people can judge (whether an alternative text is apt, whether the reading order makes sense) no
program finds.

Rules are named by clause and number of the condition. This page is made by \`engine/src/preflight/testing/publish-node.ts\`.

## Agreement with the published test files

The veraPDF corpus (CC BY 4.0) says in the name of each file the clause it is about and whether it passes or fails. Not in the
repository; judged are ${outcomes.length} files.

${head('folder')}
${Object.keys(corpusProfiles)
  .map((folder) =>
    row(
      folder,
      outcomes.filter((outcome) => outcome.folder === folder),
    ),
  )
  .join('\n')}

${head('PDF/A by section')}
${[
  ...Map.groupBy(
    outcomes.filter(({ folder }) => folder !== 'PDF_UA-1'),
    section,
  ),
]
  .map(([name, group]) => row(name, group))
  .join('\n')}

${head('PDF/UA-1 by section')}
${[
  ...Map.groupBy(
    outcomes.filter(({ folder }) => folder === 'PDF_UA-1'),
    section,
  ),
]
  .map(([name, group]) => row(name, group))
  .join('\n')}

${disagreements(outcomes)}

## Rules

| rule | profiles | what the standard asks for | what to do |
| --- | --- | --- | --- |
${ruleTable()}
`;
writeFileSync(new URL('../../../../docs/reference/preflight.md', import.meta.url), page);
