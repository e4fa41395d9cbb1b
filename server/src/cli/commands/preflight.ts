import { readFile } from 'node:fs/promises';
import {
  claimedProfiles,
  preflight as judge,
  type ProfileId,
  profileIds,
  profileNames,
  UnreadablePdfError,
  type Verdict,
} from '@posthorn/engine/preflight';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Command, Io } from '../command.ts';
import { textOf } from '../common-options.ts';
import { describeVerdict } from '../preflight/describe-verdict.ts';

/** What came of one file: verdicts, or why there are none. */
interface Outcome {
  readonly file: string;
  readonly verdicts: readonly Verdict[];
  readonly problem?: string;
}

export const preflight: Command = {
  name: 'preflight',
  usage: 'FILE… [--profile PROFILE,…]',
  description: `Says of each file whether it conforms, and of what is wrong the clause, the place and what to do. Profiles: ${profileIds.join(', ')}.
Without --profile a file is judged by what its metadata claim. Exit code 0 when all files conform, 1 when some do not, 2 when a
file cannot be read or claims nothing that is known.`,
  options: {
    profile: { type: 'string', value: 'PROFILE', meaning: `${profileIds.join(', ')}; several with commas (default: what the file claims)` },
  },
  async run(args, io) {
    const files = args.positionals;
    if (files.length === 0) throw new PosthornError('cli.usage', { detail: 'Give one file or several.' });
    const profiles = readProfiles(textOf(args, 'profile'));
    const outcomes: Outcome[] = [];
    for (const file of files) {
      io.signal.throwIfAborted();
      const outcome = await judgeFile(file, profiles);
      outcomes.push(outcome);
      if (!io.json) tell(outcome, io);
    }
    if (io.json) io.out(JSON.stringify({ files: outcomes }));
    if (outcomes.some(({ problem }) => problem !== undefined)) return 2;
    return outcomes.every(({ verdicts }) => verdicts.every(({ conforms }) => conforms)) ? 0 : 1;
  },
};

/** @throws PosthornError `cli.usage` */
function readProfiles(text: string | undefined): ProfileId[] | undefined {
  return text?.split(',').map((name) => {
    const id = profileIds.find((one) => one === name.trim().toLowerCase());
    if (id === undefined)
      throw new PosthornError('cli.usage', { detail: `There is no profile "${name}"; there are ${profileIds.join(', ')}.` });
    return id;
  });
}

async function judgeFile(file: string, given: readonly ProfileId[] | undefined): Promise<Outcome> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { file, verdicts: [], problem: `The file cannot be read: ${(error as Error).message}` };
  }
  try {
    const profiles = given ?? claimedProfiles(bytes);
    if (profiles.length > 0) return { file, verdicts: judge(bytes, { profiles }) };
    const known = Object.values(profileNames).join(', ');
    return { file, verdicts: [], problem: `The metadata claim none of ${known}. Choose a profile with --profile.` };
  } catch (error) {
    if (error instanceof UnreadablePdfError) return { file, verdicts: [], problem: error.message };
    throw error;
  }
}

function tell({ file, verdicts, problem }: Outcome, io: Io): void {
  if (problem !== undefined) io.err(`${file}: ${problem}`);
  for (const verdict of verdicts) for (const line of describeVerdict(file, verdict)) io.out(line);
}
