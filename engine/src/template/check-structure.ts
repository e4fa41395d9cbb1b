import type { Diagnostic } from '../diagnostics.ts';
import type { TemplateBundle } from './model.ts';

export function checkStructure(_bundle: TemplateBundle): Diagnostic[] {
  return [];
}
