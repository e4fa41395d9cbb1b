import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../../test/bundles.ts';
import { compile } from '../../compose.ts';
import type { Node } from '../../template/model.ts';
import { mirrored } from './mirror.ts';

const p = (text: string): Node => ({ type: 'paragraph', text });

describe('messages from right to left', async () => {
  const body: Node[] = [
    p('שלום **Ada**, text-align:left ו־align="left"'),
    p('Call us: 555 (24 h).'),
    { type: 'list', items: [[p('ראשון')]] },
    { type: 'table', rows: [{ cells: [{ text: 'שם' }, { text: '12' }] }], columns: [{ width: 'auto' }, { width: 'auto', align: 'right' }] },
  ];
  const written = async (languages: string[], format: 'email' | 'html') => {
    const rendition = (await compile(smallBundle(body, { languages }), { formats: [format] })).compose(smallRecord, format);
    return 'html' in rendition ? rendition.html : '';
  };
  const email = await written(['he'], 'email');

  it('say so of themselves, their body and every table', () => {
    expect(email).toMatch(/<html lang="he" dir="rtl"/);
    expect(email).toMatch(/<body dir="rtl"/);
    expect(email.match(/<table(?! dir="rtl")/g)).toBeNull();
    expect(email).not.toMatch(/<[^>]*(?: dir="auto"| align="left"|style="[^"]*(?:direction:ltr|text-align:left))/);
    expect(email.replace(/<[^>]*>/g, '')).not.toContain('text-align:left !important');
  });

  it('leave words and figures as they are', () => {
    expect(email).toContain('text-align:left &#1493;');
    expect(email).toContain('text-align:right');
  });

  it('have paragraphs in other scripts run from left to right, at the right', async () => {
    expect(email).toMatch(/<p style="text-align:right;[^"]*" dir="ltr">Call us: 555 \(24 h\)\.<\/p>/);
    const page = await written(['he'], 'html');
    expect(page).toMatch(/<p[^>]* dir="ltr">Call us: 555 \(24 h\)\.<\/p>/);
    expect(page).not.toMatch(/<p[^>]* dir="ltr">[^<]*\u05e9/);
  });

  it('are those of their languages alone', async () => {
    for (const format of ['email', 'html'] as const) expect(await written(['en'], format)).not.toContain('dir="rtl"');
  });

  it('change the sides of paddings, borders and margins', () => {
    expect(mirrored('<td align="left" style="padding:1px 2px 3px 4px;border-left:1px solid;margin:0 0 4px">x</td>')).toBe(
      '<td align="right" style="padding:1px 4px 3px 2px;border-right:1px solid;margin:0 0 4px">x</td>',
    );
  });
});
