/**
 * `@posthorn/engine/preflight`: judges any PDF by PDF/A-2, PDF/A-3 and PDF/UA-1, clause by clause. An entry of its own, so that
 * who only composes does not carry it. Pure, for Node and browsers.
 */
export { claimedProfiles, type Finding, type Place, type PreflightOptions, preflight, profileNames, type Verdict } from './preflight.ts';
export { UnreadablePdfError } from './read/index.ts';
export { type ProfileId, profileIds } from './rule.ts';
export { rules } from './rules/index.ts';
export { structureOf } from './structure/dump.ts';
