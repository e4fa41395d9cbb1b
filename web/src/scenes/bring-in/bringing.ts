import { api } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { sendFile } from '../../api/send-file.ts';
import { keyOf } from '../../api/use-api.ts';

/** What the server takes. */
const endings = /\.(?:docx|html?|txt)$/i;
const largest = 30_000_000;

/** A file as it was chosen; in `name` are the folders it lay in. */
export interface ChosenFile {
  readonly name: string;
  readonly file: File;
}

export interface ChosenFiles {
  readonly files: readonly ChosenFile[];
  /** Of other kinds, hidden or too large. */
  readonly leftOut: number;
  readonly bytes: number;
}

export function chosenOf(list: Iterable<File>): ChosenFiles {
  const all = [...list].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
  const files = all
    .filter(({ file }) => endings.test(file.name) && !/^[.~]/.test(file.name) && file.size <= largest)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { files, leftOut: all.length - files.length, bytes: files.reduce((sum, { file }) => sum + file.size, 0) };
}

export interface Wishes {
  readonly brand: string;
  readonly language: string;
}

interface Standing {
  readonly batch: string;
  readonly wishes: Wishes;
  readonly total: number;
  /** Those still to be sent, the one on its way first. */
  readonly left: readonly ChosenFile[];
  readonly state: 'running' | 'stopped' | 'done';
  /** Why it stopped by itself. */
  readonly problem?: unknown;
}

export interface Bringing {
  readonly standing: Standing | undefined;
  /** @returns the id under which the report is found */
  readonly start: (files: readonly ChosenFile[], wishes: Wishes) => string;
  readonly stop: () => void;
  readonly goOn: () => void;
}

/**
 * Sends files one after the other. One that cannot be read is told in the report and does not stop the others; a lost connection does, and it
 * goes on from there.
 */
export function useBringing(): Bringing {
  const queries = useQueryClient();
  const [standing, setStanding] = useState<Standing>();
  const control = useRef<{ wanted: boolean }>(undefined);
  const running = standing?.state === 'running';
  useEffect(() => {
    if (!running) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [running]);
  // Whoever leaves the screen stops it; what was sent is there.
  useEffect(
    () => () => {
      if (control.current) control.current.wanted = false;
    },
    [],
  );
  const run = async (from: Standing) => {
    const mine = { wanted: true };
    control.current = mine;
    let now: Standing = { ...from, state: 'running' };
    setStanding(now);
    while (mine.wanted && now.left.length > 0) {
      const [next, ...rest] = now.left as [ChosenFile, ...ChosenFile[]];
      const problem = await send(next, now).catch((error: unknown) => error);
      if (problem !== undefined && !isOfFile(problem)) {
        setStanding({ ...now, state: 'stopped', problem });
        return;
      }
      now = { ...now, left: rest };
      if (mine.wanted) setStanding(now);
    }
    setStanding({ ...now, state: now.left.length === 0 ? 'done' : 'stopped' });
    for (const one of [api.content.templates, api.importing.report, api.importing.files, api.importing.batches])
      await queries.invalidateQueries({ queryKey: keyOf(one) });
  };
  return {
    standing,
    start: (files, wishes) => {
      const batch = crypto.randomUUID();
      void run({ batch, wishes, total: files.length, left: files, state: 'running' });
      return batch;
    },
    stop: () => {
      if (control.current) control.current.wanted = false;
    },
    goOn: () => {
      if (standing) {
        const { problem: _problem, ...rest } = standing;
        void run(rest);
      }
    },
  };
}

async function send({ name, file }: ChosenFile, { batch, wishes }: Standing): Promise<undefined> {
  await sendFile(api.importing.template, { query: { name: name.slice(-500), batch, ...wishes } }, file, 'application/octet-stream');
}

/** It says something about this file, not about the connection, the session or the brand. */
const isOfFile = (error: unknown): boolean => error instanceof ApiError && [400, 413, 415, 422].includes(error.status);
