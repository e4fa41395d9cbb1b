import { version } from '../platform/version.ts';
import type { CommandOption } from './command.ts';
import type { ListedCommand } from './commands.ts';
import { commonOptions } from './common-options.ts';

/** `posthorn --help`. */
export function overview(commands: readonly Pick<ListedCommand, 'name' | 'summary'>[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    `Posthorn ${version}: customer communications management`,
    '',
    'Usage: posthorn <command> [options]      posthorn <command> --help',
    '',
    ...lines,
  ].join('\n');
}

/** `posthorn <command> --help`. */
export function helpOf(command: ListedCommand): string {
  const options = { ...commonOptions, ...command.options };
  const named = Object.entries(options).map(([name, option]) => [signature(name, option), option.meaning] as const);
  const width = Math.max(...named.map(([left]) => left.length));
  return [
    `posthorn ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    ...(command.description === undefined ? [] : ['', command.description]),
    '',
    'Options:',
    ...named.map(([left, meaning]) => `  ${left.padEnd(width)}  ${meaning}`),
  ].join('\n');
}

function signature(name: string, option: CommandOption): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`;
}
