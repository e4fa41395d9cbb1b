import type { ResolvedField } from '../../resolve/field.ts';
import { escapeHtml } from './escape.ts';

/** A field as an input with its label. There is no form around it: the page sends nothing, it is filled in to be printed. */
export function fieldHtml(node: ResolvedField): string {
  const { kind, required } = node;
  const needed = required ? ' required' : '';
  const label = `${escapeHtml(node.label)}${required ? ' <span aria-hidden="true">*</span>' : ''}`;
  const name = `name="${escapeHtml(node.name)}"`;
  if (kind === 'checkbox') {
    const checked = node.value === 'on' ? ' checked' : '';
    return `<p class="field"><label><input type="checkbox" ${name}${checked}${needed}> ${label}</label></p>\n`;
  }
  if (kind === 'radio') {
    const options = node.options.map(({ value, label: text }) => {
      const checked = value === node.value ? ' checked' : '';
      return `<label><input type="radio" ${name} value="${escapeHtml(value)}"${checked}${needed}> ${escapeHtml(text)}</label>`;
    });
    return `<fieldset class="field"><legend>${label}</legend>${options.join('<br>')}</fieldset>\n`;
  }
  return `<p class="field"><label>${label}<br>${box(node, `${name}${needed}`)}</label></p>\n`;
}

function box(node: ResolvedField, attributes: string): string {
  const longest = node.maxLength === undefined ? '' : ` maxlength="${node.maxLength}"`;
  switch (node.kind) {
    case 'multiline':
      return `<textarea ${attributes}${longest} rows="4">\n${escapeHtml(node.value)}</textarea>`;
    case 'choice': {
      const options = node.options.map(
        ({ value, label }) =>
          `<option value="${escapeHtml(value)}"${value === node.value ? ' selected' : ''}>${escapeHtml(label)}</option>`,
      );
      return `<select ${attributes}><option value=""></option>${options.join('')}</select>`;
    }
    case 'signature':
      return `<input type="text" ${attributes} class="signature">`;
    default: {
      const type = node.kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(node.value) ? 'date' : 'text';
      return `<input type="${type}" ${attributes} value="${escapeHtml(node.value)}"${longest}>`;
    }
  }
}

/** The part of the style sheet that is about fields. */
export const FIELD_CSS =
  '.field{max-width:30rem}.field input:not([type=checkbox],[type=radio]),.field select,.field textarea{width:100%;font:inherit;padding:.4em .5em;border:1px solid #7c8794;border-radius:.25em;background:#f8f9fa}.field:has([type=checkbox]){max-width:none;padding-left:1.6em;text-indent:-1.6em}fieldset.field{border:0;padding:0;margin:0 0 1em}.field .signature{height:4em}';
