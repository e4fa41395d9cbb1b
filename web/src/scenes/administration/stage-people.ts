import type { StageName } from '@posthorn/contract';

/** Ids of those who may decide each stage. */
export type StagePeople = Readonly<Partial<Record<StageName, readonly string[]>>>;

/** Whether each stage finds a person of its own: nobody decides two. @param author who wrote in it, and so decides none */
function findPeople(stages: readonly StageName[], people: StagePeople, author: string | undefined, taken: readonly string[] = []): boolean {
  const [first, ...others] = stages;
  if (first === undefined) return true;
  return (people[first] ?? []).some((one) => one !== author && !taken.includes(one) && findPeople(others, people, author, [...taken, one]));
}

/**
 * What would become of a version with these stages: `nobody` may decide one of them; the people are too `few`; they are `just` enough, as
 * long as none of them wrote in it; or `enough` whoever wrote it.
 */
export function judgeStages(stages: readonly StageName[], people: StagePeople): 'nobody' | 'few' | 'just' | 'enough' {
  if (stages.some((stage) => (people[stage] ?? []).length === 0)) return 'nobody';
  if (!findPeople(stages, people, undefined)) return 'few';
  const authors = new Set(stages.flatMap((stage) => people[stage] ?? []));
  return [...authors].every((author) => findPeople(stages, people, author)) ? 'enough' : 'just';
}
