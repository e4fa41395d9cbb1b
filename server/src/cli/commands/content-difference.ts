import type { FolderComparison, PartDifference } from '../../content/index.ts';

/** Lines that tell what bringing a folder here would change, for people who decide whether it may. */
export function* differenceLines({ templateId, against, differences, obstacles }: FolderComparison): Generator<string> {
  if (against === undefined) yield `"${templateId}" is new here.`;
  else yield `"${templateId}" against version ${against.version} (${against.state.replace('_', ' ')}), ${against.hash.slice(0, 12)}:`;
  if (differences.length === 0) yield '  no difference';
  for (const one of differences) yield* partLines(one);
  for (const { message, hint } of obstacles) yield `  cannot be released here: ${message}${hint ? ` ${hint}` : ''}`;
}

function* partLines({ part, id, change, nodes = [] }: PartDifference): Generator<string> {
  yield `  ${change} ${part} ${id}`;
  for (const node of nodes) {
    yield `    ${node.change} ${node.type} ${node.pointer || '/'}`;
    for (const { language, pieces } of node.texts) {
      const said = pieces.map(({ kind, text }) => (kind === 'added' ? `{+${text}+}` : kind === 'removed' ? `[-${text}-]` : text)).join('');
      yield `      ${language ? `${language}: ` : ''}${said}`;
    }
    for (const { field, before, after } of node.rules) yield `      ${field}: ${before ?? '–'} → ${after ?? '–'}`;
    for (const { field, before, after } of node.settings)
      yield `      ${field}: ${JSON.stringify(before) ?? '–'} → ${JSON.stringify(after) ?? '–'}`;
  }
}
