/** Small PDFs for tests, written object by object. */

/** What a tiny document consists of; what is left out is what a tagged document of one empty page has. */
export interface TinyPdf {
  /** Entries of the catalog beside Type and Pages. */
  readonly catalog?: string;
  /** Entries of the page beside Type, Parent, MediaBox and Contents. */
  readonly page?: string;
  readonly content?: string;
  /** Further objects from number 5 on: text, or a stream with entries of its dictionary. */
  readonly objects?: readonly (string | { readonly dict: string; readonly data: string })[];
}

const stream = (dict: string, data: string): string => `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;

/** Writes a PDF of one page: object 1 the catalog, 2 the page tree, 3 the page, 4 its content. */
export function tinyPdf({ catalog = '', page = '', content = '', objects = [] }: TinyPdf): Uint8Array {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R ${page} >>`,
    stream('', content),
    ...objects.map((object) => (typeof object === 'string' ? object : stream(object.dict, object.data))),
  ];
  let text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = all.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
