/** The rules of PDF/UA-1, ISO 14289-1:2014, by clause. */
import type { Rule } from '../../rule.ts';
import { annotationRules } from './annotations.ts';
import { documentRules } from './document.ts';
import { elementRules } from './elements.ts';
import { fontRules } from './fonts.ts';
import { generalRules } from './general.ts';
import { headingRules } from './headings.ts';
import { identificationRules } from './identification.ts';
import { languageRules } from './language.ts';
import { nestingRules } from './nesting.ts';
import { tableRules } from './tables.ts';

export const pdfuaRules: readonly Rule[] = [
  ...identificationRules,
  ...generalRules,
  ...nestingRules,
  ...languageRules,
  ...tableRules,
  ...elementRules,
  ...headingRules,
  ...documentRules,
  ...annotationRules,
  ...fontRules,
];
