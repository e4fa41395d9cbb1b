import { check, compile } from '../../engine/src/index.ts';
import type { Template, TemplateBundle } from '../../engine/src/template/model.ts';

/**
 * What the editor's preview does at a keystroke: the template changed in one text, compiled, composed and laid out again. The page
 * calls it through `globalThis.preview`.
 */
const preview = {
  async first(bundle: TemplateBundle, record: { readonly [field: string]: unknown }) {
    const begin = performance.now();
    const program = await compile(bundle, { formats: ['pdf', 'email'] });
    const compiled = performance.now();
    const pdf = program.compose(record, 'pdf');
    const composed = performance.now();
    const email = program.compose(record, 'email');
    if (pdf.format !== 'pdf' || email.format !== 'email') throw new Error('wrong rendition');
    return {
      compiled: compiled - begin,
      composed: composed - compiled,
      pages: pdf.pages,
      bytes: pdf.bytes.length,
      html: email.html.length,
      pdf: btoa(String.fromCharCode(...pdf.bytes.subarray(0, 8))),
    };
  },
  /** The editor keeps brand, blocks and assets; only the template is another. */
  async keystroke(before: TemplateBundle, template: Template, record: { readonly [field: string]: unknown }) {
    const begin = performance.now();
    const bundle = { ...before, template };
    const program = await compile(bundle, { formats: ['pdf'] });
    const pdf = program.compose(record, 'pdf');
    return { milliseconds: performance.now() - begin, bytes: pdf.format === 'pdf' ? pdf.bytes.length : 0, findings: check(bundle).length };
  },
};
Object.assign(globalThis, { preview });
