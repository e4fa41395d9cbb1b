import type { Rule } from '../rule.ts';
import { pdfaRules } from './pdfa/index.ts';
import { pdfuaRules } from './pdfua/index.ts';

/** All rules of all profiles. */
export const rules: readonly Rule[] = [...pdfaRules, ...pdfuaRules];
