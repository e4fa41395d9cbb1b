import type { Rule } from '../rule.ts';
import { pdfaRules } from './pdfa/index.ts';
import { pdfuaRules } from './pdfua/index.ts';
import { wholeFileRules } from './whole-file.ts';

/** All rules of all profiles. */
export const rules: readonly Rule[] = [...wholeFileRules, ...pdfaRules, ...pdfuaRules];
