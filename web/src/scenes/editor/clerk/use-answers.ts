import type { Answer, Answers } from '@posthorn/engine';
import { useCallback, useState } from 'react';

const keyOf = (template: string, sample: string) => `posthorn.answers.${template}.${sample}`;

/** What the author answers in the place of a clerk, for each sample record: kept in this tab alone, it is no part of the template. */
export function useAnswers(template: string, sample: string) {
  const key = keyOf(template, sample);
  const [kept, setKept] = useState<{ readonly [key: string]: Answers }>({});
  const answers = kept[key] ?? stored(key);
  const answer = useCallback(
    (name: string, value: Answer | undefined) =>
      setKept((before) => {
        const { [name]: _, ...others } = before[key] ?? stored(key);
        const now = value === undefined ? others : { ...others, [name]: value };
        sessionStorage.setItem(key, JSON.stringify(now));
        return { ...before, [key]: now };
      }),
    [key],
  );
  return { answers, answer };
}

const NONE: Answers = {};
const read = new Map<string, Answers>();

/** The same object as long as nobody answers, so that nothing is composed anew. */
function stored(key: string): Answers {
  let answers = read.get(key);
  if (answers === undefined) {
    try {
      answers = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Answers;
    } catch {
      answers = NONE;
    }
    read.set(key, answers);
  }
  return answers;
}
