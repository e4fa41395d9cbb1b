/** Width of a message on wide screens, CSS pixels, and the space at its sides. */
export const MESSAGE_WIDTH = 600;
export const SIDE = 28;
/** Space between columns, which stand one below the other on small screens. */
export const GUTTER = 20;

const slot = (name: string): string => `@@posthorn-${name}@@`;

/** Marks in the skeleton that a record's text takes the place of. */
export const SLOT = {
  language: slot('language'),
  title: slot('title'),
  markup: slot('markup'),
  preheader: slot('preheader'),
  body: slot('body'),
  text: slot('text'),
  href: slot('href'),
  source: slot('source'),
  alt: slot('alt'),
  width: slot('width'),
} as const;

/** Marks that a brand's looks take the place of, once per program. */
export const BRAND_SLOT = {
  paper: slot('paper'),
  main: slot('main'),
  onMain: slot('on-main'),
  rule: slot('rule'),
  font: slot('font'),
  size: slot('size'),
  css: slot('css'),
  name: slot('name'),
  logo: slot('logo'),
  foot: slot('foot'),
} as const;

/** Marks of a column's width, and those around the rule that every width has. */
export const COLUMN_SLOT = { percent: slot('percent'), pixels: slot('pixels'), padding: slot('padding') } as const;
export const EACH_COLUMN = { begin: '/*each column*/', end: '/*end*/' } as const;

/** Any of the marks, with its name. */
export const ANY_SLOT = /@@posthorn-([a-z-]+)@@/g;
